import RejotContract
import RejotSource

/// Resolves what a consumer names outside of its SQL: the public schema and the data store.
struct ConsumerReferences {
  let project: ProjectDefinition
  /// What the project itself publishes.
  let own: PublishedContracts
  var imports = Imports()
  /// The data store each imported contract is read from.
  var publisherStores: PublisherStores?

  /// The public schema a consumer follows. Nil and a finding when there is none of that name; nil
  /// without one when it has findings of its own.
  func publicSchema(
    of consumer: ConsumerDefinition, into diagnostics: inout [Diagnostic]
  ) -> PublicSchema? {
    let from = consumer.from
    guard let published = published(from.value.project) else {
      if !imports.isIncomplete { diagnostics.append(unknownProject(from)) }
      return nil
    }
    if published.unreadable.contains(from.value.name) { return nil }
    guard let majors = published.majors[from.value.name] else {
      diagnostics.append(unknownContract(from, in: published))
      return nil
    }
    guard majors.contains(from.value.major) else {
      diagnostics.append(unknownVersion(from, majors: Set(majors).sorted()))
      return nil
    }
    guard var schema = published.compiled[from.value] else { return nil }
    guard published.project != project.name.value else { return schema }
    guard let store = publisherStores?.store(of: schema, from, published, into: &diagnostics) else {
      return nil
    }
    schema.source = store
    return schema
  }

  /// What a project publishes; nil when it is neither this one nor imported.
  func published(_ name: String) -> PublishedContracts? {
    name == own.project ? own : imports.projects.first { $0.project == name }
  }

  /// Reports a data store that the project does not declare.
  func checkStore(_ name: Located<String>, into diagnostics: inout [Diagnostic]) -> Bool {
    let known = project.stores.map(\.name.value)
    if known.contains(name.value) { return true }
    let nearest = Suggestion.nearest(to: name.value, among: known)
    diagnostics.append(
      Diagnostic(
        .unknownStore, "the project has no data store \(name.value)", at: name.span,
        notes: [
          known.isEmpty
            ? "rejot.yaml declares no data store"
            : "its data stores are \(known.joined(separator: ", "))"
        ],
        help: nearest.map { nearest in
          [
            Diagnostic.Help(
              "did you mean \(nearest.word)?",
              edits: nearest.isCertain
                ? [Diagnostic.Edit(name.span, replacement: nearest.word)] : [])
          ]
        } ?? [Diagnostic.Help("declare it under dataStores: in rejot.yaml")]))
    return false
  }

  private func unknownProject(_ from: Located<PublicSchemaReference>) -> Diagnostic {
    let wanted = from.value.project
    let parts = ReferenceParts(from)
    let imported = imports.projects.map(\.project)
    var notes = ["this project is \(own.project)"]
    notes.append(
      imported.isEmpty
        ? "rejot.yaml imports no other" : "it imports \(imported.sorted().joined(separator: ", "))")
    var help: [Diagnostic.Help] = []
    if let lock = imports.available[wanted] {
      help.append(Diagnostic.Help("add its lock to rejot.yaml: imports: [\(lock)]"))
    } else if let nearest = Suggestion.nearest(to: wanted, among: imported + [own.project]) {
      help.append(
        Diagnostic.Help(
          "did you mean \(nearest.word)?",
          edits: nearest.isCertain ? parts.edits(project: nearest.word) : []))
    } else {
      help.append(
        Diagnostic.Help(
          "add its lock to rejot.yaml, such as imports: [../\(wanted)/generated/rejot.lock.json]"))
    }
    return Diagnostic(
      .unknownProject, "project \(wanted) is not imported", at: parts.project, notes: notes,
      help: help)
  }

  private func unknownContract(
    _ from: Located<PublicSchemaReference>, in published: PublishedContracts
  ) -> Diagnostic {
    let known = published.names
    let nearest = Suggestion.nearest(to: from.value.name, among: known)
    let subject = published.project == own.project ? "the project" : published.project
    let parts = ReferenceParts(from)
    return Diagnostic(
      .unknownContract,
      "there is no public schema \(from.value.name) in \(published.project)", at: parts.name,
      notes: [
        known.isEmpty
          ? "\(subject) has no public schema"
          : "its public schemas are \(known.joined(separator: ", "))"
      ],
      help: nearest.map { nearest in
        [
          Diagnostic.Help(
            "did you mean \(nearest.word)?",
            edits: nearest.isCertain ? parts.edits(name: nearest.word) : [])
        ]
      } ?? [])
  }

  private func unknownVersion(
    _ from: Located<PublicSchemaReference>, majors: [Int]
  ) -> Diagnostic {
    let list = majors.map { "\(from.value.name)@\($0)" }.joined(separator: ", ")
    let parts = ReferenceParts(from)
    let edits = majors.count == 1 ? majors.flatMap { parts.edits(major: $0) } : []
    return Diagnostic(
      .unknownVersion, "\(from.value.name) has no major version \(from.value.major)",
      at: parts.major, notes: ["what exists is \(list)"],
      help: [Diagnostic.Help("follow \(list)", edits: edits)])
  }
}
