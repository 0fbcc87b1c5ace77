package import RejotContract

/// A project's compiled contracts to the files of its output folder. A pure function: the same
/// project gives the same bytes, on any machine.
package enum Emitter {
  /// All files, sorted by path.
  ///
  /// - Throws: every problem found; analysis has refused all but name collisions before.
  package static func files(for project: Project) throws(EmitFailure) -> [GeneratedFile] {
    let names = ProjectNames(project)
    let transformations = TransformationsFile(project: project, names: names)
    let consumers = ConsumersFile(project: project, names: names)
    let problems = names.problems + transformations.problems + consumers.problems
    if !problems.isEmpty { throw EmitFailure(problems: problems) }

    var setups: [String: String] = [:]
    var files: [GeneratedFile] = []
    for store in project.dataStores {
      guard let setup = SetupSQL(project, store)?.text else { continue }
      setups[store.name] = setup
      files.append(GeneratedFile(path: "\(store.name).setup.sql", contents: setup))
    }
    files += [
      EventsFile(project: project, names: names).file, transformations.file, consumers.file,
      RegistryFile(project: project, names: names, setupSQL: setups).file,
      GeneratedFile(path: LockFile.path, contents: try lock(project)),
    ]
    files += project.publicSchemas.map(EventSchemaFile(project: project).file)
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
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

  /// The problems alone, for `check`, which writes nothing.
  package static func problems(in project: Project) -> [EmitProblem] {
    do {
      _ = try files(for: project)
      return []
    } catch {
      return error.problems
    }
  }
}
