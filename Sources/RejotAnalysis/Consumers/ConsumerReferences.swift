import RejotContract
import RejotSource

/// Resolves what a consumer names outside of its SQL: the public schema and the data store.
struct ConsumerReferences {
  let project: ProjectDefinition
  let contracts: ContractDefinitions
  /// What compiled, by name and major.
  let compiled: [PublicSchemaReference: PublicSchema]

  /// The public schema a consumer follows. Nil and a finding when there is none of that name; nil
  /// without one when it has findings of its own.
  func publicSchema(
    of consumer: ConsumerDefinition, into diagnostics: inout [Diagnostic]
  ) -> PublicSchema? {
    let reference = consumer.from.value
    guard reference.project == project.name.value else {
      diagnostics.append(otherProject(consumer.from))
      return nil
    }
    let majors = contracts.publicSchemas.filter { $0.name.value == reference.name }
      .map(\.version.value.major)
    guard !majors.isEmpty else {
      diagnostics.append(unknownContract(consumer.from))
      return nil
    }
    guard majors.contains(reference.major) else {
      diagnostics.append(unknownVersion(consumer.from, majors: Set(majors).sorted()))
      return nil
    }
    return compiled[reference]
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

  private func otherProject(_ from: Located<PublicSchemaReference>) -> Diagnostic {
    let parts = Parts(from)
    return Diagnostic(
      .notSupportedYet,
      "\(from.value) belongs to project \(from.value.project); contracts of other projects need "
        + "imports:, which is not supported yet",
      at: parts.project,
      notes: ["this project is \(project.name.value)"],
      help: [
        Diagnostic.Help("follow a public schema of this project: \(project.name.value)/name@major")
      ])
  }

  private func unknownContract(_ from: Located<PublicSchemaReference>) -> Diagnostic {
    let known = Set(contracts.publicSchemas.map(\.name.value)).sorted()
    let nearest = Suggestion.nearest(to: from.value.name, among: known)
    return Diagnostic(
      .unknownContract, "there is no public schema \(from.value.name) in \(project.name.value)",
      at: Parts(from).name,
      notes: [
        known.isEmpty
          ? "the project has no public schema"
          : "its public schemas are \(known.joined(separator: ", "))"
      ],
      help: nearest.map { nearest in
        [
          Diagnostic.Help(
            "did you mean \(nearest.word)?",
            edits: nearest.isCertain
              ? [Diagnostic.Edit(Parts(from).name, replacement: nearest.word)] : [])
        ]
      } ?? [])
  }

  private func unknownVersion(
    _ from: Located<PublicSchemaReference>, majors: [Int]
  ) -> Diagnostic {
    let list = majors.map { "\(from.value.name)@\($0)" }.joined(separator: ", ")
    let edits =
      majors.count == 1
      ? majors.map { Diagnostic.Edit(Parts(from).major, replacement: String($0)) } : []
    return Diagnostic(
      .unknownVersion, "\(from.value.name) has no major version \(from.value.major)",
      at: Parts(from).major, notes: ["what exists is \(list)"],
      help: [Diagnostic.Help("follow \(list)", edits: edits)])
  }

  /// The places of `project/name@major` within its span.
  private struct Parts {
    let project: Span
    let name: Span
    let major: Span

    init(_ from: Located<PublicSchemaReference>) {
      let whole = from.span
      let reference = from.value
      // Quoted, or written otherwise than it is printed: the whole stands for each part.
      guard whole.end - whole.start == reference.description.utf8.count else {
        (project, name, major) = (whole, whole, whole)
        return
      }
      let slash = whole.start + reference.project.utf8.count
      let at = slash + 1 + reference.name.utf8.count
      project = Span(file: whole.file, start: whole.start, end: slash)
      name = Span(file: whole.file, start: slash + 1, end: at)
      major = Span(file: whole.file, start: at + 1, end: whole.end)
    }
  }
}
