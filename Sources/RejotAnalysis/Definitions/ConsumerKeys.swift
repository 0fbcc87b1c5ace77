import RejotContract
import RejotSource
import RejotYAML

/// The keys of a consumer schema that YAML files and SQL headers share.
struct ConsumerKeys {
  let from: Located<PublicSchemaReference>?
  let into: Located<String>?
  let hasHandler: Bool
  private let group: String?
  private let description: String?
  private let onError: OnError
  private let onTruncate: OnTruncate
  private let start: Start
  private let waivers: [Located<Waiver>]
  /// Where `deletes: ignore` stands, when it does.
  private let ignoresDeletes: Span?
  /// `deletes:` is there, well-formed or not.
  private let hasDeletes: Bool

  private enum Deletes: String, CaseIterable {
    case ignore
  }

  init(
    _ reader: inout MappingReader, project: String, _ diagnostics: inout [Diagnostic]
  ) {
    hasHandler = reader.has("handler")
    from = reader.string("from", help: "add from: \(project)/NAME@MAJOR").flatMap {
      ContractNames.reference($0, project: project, diagnostics: &diagnostics)
    }
    into =
      hasHandler
      ? nil
      : reader.string("into", help: "add into: and the name of a data store").map {
        Located($0.text, $0.span)
      }
    group = reader.optionalString("group").flatMap {
      ContractNames.name($0, of: "a group", diagnostics: &diagnostics)?.value
    }
    description = reader.optionalString("description")?.text
    let error = reader.enumeration("onError", as: OnError.self)
    if let error, error.value == .park {
      diagnostics.append(
        UnsupportedKeys.finding(
          "\"onError: park\"", at: error.scalar.span,
          help: "use stop, the default: the group waits at the event that fails"))
    }
    onError = error?.value ?? .stop
    let truncate = reader.enumeration("onTruncate", as: OnTruncate.self)
    if let truncate, truncate.value == .apply {
      diagnostics.append(
        UnsupportedKeys.finding(
          "\"onTruncate: apply\"", at: truncate.scalar.span, help: "use stop or ignore"))
    }
    onTruncate = truncate?.value ?? .stop
    start = reader.enumeration("start", as: Start.self)?.value ?? .initial
    hasDeletes = reader.has("deletes")
    ignoresDeletes =
      reader.enumeration("deletes", as: Deletes.self) == nil ? nil : reader.keySpan("deletes")
    waivers = ChangeKeys.waivers(&reader, &diagnostics)
    UnsupportedKeys.report(
      [
        ("handler", "write the upsert and the delete as SQL"),
        ("positions", "leave it out: positions live in the data store that is written"),
        ("renamedFrom", "leave it out: a consumer with a new name starts anew"),
      ], in: &reader, diagnostics: &diagnostics)
  }

  /// A consumer says what a delete does, once.
  ///
  /// - Parameters:
  ///   - isThere: a delete statement is written.
  ///   - name: where the contract's name stands.
  ///   - ignoreEdit: the edit that adds `deletes: ignore`.
  func checkDelete(
    isThere: Bool, deletePlace: Span?, name: Span, ignoreEdit: Diagnostic.Edit?,
    _ diagnostics: inout [Diagnostic]
  ) {
    if isThere, let ignoresDeletes {
      diagnostics.append(
        Diagnostic(
          .invalidValue, "the consumer has a delete statement and says \"deletes: ignore\"",
          at: ignoresDeletes,
          labels: deletePlace.map { [Diagnostic.Label($0, "the delete statement is here")] } ?? [],
          help: [Diagnostic.Help("remove one of them")]))
    }
    guard !isThere, !hasDeletes else { return }
    diagnostics.append(
      Diagnostic(
        .deleteMissing, "the consumer does not say what a delete does", at: name,
        help: [
          Diagnostic.Help(
            "add the statement that deletes the row of a key, such as "
              + "DELETE FROM customers WHERE id = :id "
              + (name.file.hasSuffix(".sql")
                ? "after a line \"-- rejot:delete\"" : "below \"delete: |\"")),
          Diagnostic.Help(
            "or keep the rows of deleted keys", edits: ignoreEdit.map { [$0] } ?? []),
        ]))
  }

  func definition(
    _ name: Located<String>, _ from: Located<PublicSchemaReference>, _ into: Located<String>,
    upsert: SQLText, delete: SQLText?
  ) -> ConsumerDefinition {
    let deletes: ConsumerDefinition.Delete? =
      if let delete { .statement(delete) } else if ignoresDeletes != nil { .ignore } else { nil }
    var definition = ConsumerDefinition(
      name: name, from: from, into: into, group: group, description: description,
      onError: onError, onTruncate: onTruncate, start: start, upsert: upsert, delete: deletes)
    definition.waivers = waivers
    return definition
  }
}
