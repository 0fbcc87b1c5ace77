package import RejotContract

/// A project's compiled contracts to the files of its output folder. A pure function: the same
/// project gives the same bytes, on any machine.
package enum Emitter {
  /// All files, sorted by path.
  ///
  /// - Parameter imported: the whole of what the project imports. Events and transformations are
  ///   written for it as well; the lock keeps no more of it than ``Project/imports``.
  /// - Throws: every problem found; analysis has refused all but name collisions before.
  package static func files(
    for project: Project, imported: [ImportedSchema] = []
  ) throws(EmitFailure) -> [GeneratedFile] {
    let (names, transformations, consumers) = named(project, imported)
    let problems = names.problems + transformations.problems + consumers.problems
    if !problems.isEmpty { throw EmitFailure(problems: problems) }

    var setups: [String: String] = [:]
    var files: [GeneratedFile] = []
    for store in project.dataStores {
      guard let setup = SetupSQL(project, store, names.schemas)?.text else { continue }
      setups[store.name] = setup
      files.append(GeneratedFile(path: SetupSQL.path(of: store.name), contents: setup))
    }
    let schemaFiles = SchemaFiles(names.schemas.map(\.reference))
    let events = EventsFile(project: project, names: names, schemaFiles: schemaFiles)
    files += schemaFiles.files(
      of: project, events: events.events, transformations: transformations.descriptors)
    files += [
      events.file, transformations.file(schemaFiles), consumers.file,
      RegistryFile(project: project, names: names, setupSQL: setups).file,
      GeneratedFile(path: LockFile.path, contents: try lock(project)),
    ]
    files += project.publicSchemas.map(EventSchemaFile(project: project).file)
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// What a store must provide for a project, as SQL; nil where that is nothing, or the project
  /// cannot be emitted.
  package static func setupSQL(
    of store: String, in project: Project, imported: [ImportedSchema]
  ) -> String? {
    guard let store = project.dataStores.first(where: { $0.name == store }) else { return nil }
    return SetupSQL(project, store, ProjectNames(project, imported: imported).schemas)?.text
  }

  /// What a project's `main.swift` hands to the service: the name of its registry.
  package static func registryName(ofProject name: String) -> String {
    ProjectNames.registry(ofProject: name).spelling
  }

  private static func lock(_ project: Project) throws(EmitFailure) -> String {
    do {
      return try LockFile.text(project)
    } catch {
      throw EmitFailure(problems: [.lockFailed(detail: "\(error)")])
    }
  }

  /// The paths of the files that an earlier build wrote, from its lock alone. What it wrote for
  /// imports it does not tell: that is SQL and Swift, which carry a mark.
  package static func paths(for project: Project) -> [String] {
    let sources = Set(project.publicSchemas.map(\.source))
    let references =
      project.publicSchemas.map {
        $0.reference(in: project.name)
      } + project.imports.map(\.contract)
    let paths =
      [
        EventsFile.path, TransformationsFile.path, ConsumersFile.path, RegistryFile.path,
        LockFile.path,
      ] + SchemaFiles(references).all + sources.map(SetupSQL.path)
      + project.publicSchemas.map(EventSchemaFile.path)
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The problems alone, for `check`, which writes nothing.
  package static func problems(
    in project: Project, imported: [ImportedSchema] = []
  ) -> [EmitProblem] {
    let (names, transformations, consumers) = named(project, imported)
    return names.problems + transformations.problems + consumers.problems
  }

  /// What makes each source of a project one, by the names of the stores: the text of its
  /// `<store>.setup.sql`.
  package static func setups(for project: Project) -> [(store: String, sql: String)] {
    let names = ProjectNames(project, imported: [])
    return project.dataStores.compactMap { store in
      SetupSQL(project, store, names.schemas).map { (store.name, $0.text) }
    }
  }

  /// The parts in which something can be wrong.
  private static func named(
    _ project: Project, _ imported: [ImportedSchema]
  ) -> (ProjectNames, TransformationsFile, ConsumersFile) {
    let names = ProjectNames(project, imported: imported)
    return (
      names, TransformationsFile(project: project, names: names),
      ConsumersFile(project: project, names: names)
    )
  }
}
