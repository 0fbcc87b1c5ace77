package import RejotCatalog
import RejotPostgres
import RejotSQL
import RejotSource

/// Turns a server's refusal of a statement into a finding at the user's own words.
struct ServerRejection {
  let statement: ContractStatement
  let analyst: any StatementAnalyst
  let store: String

  private var catalog: Catalog { analyst.catalog }

  func diagnostic(_ error: PostgresError) -> Diagnostic {
    if let finding = unknownConstraint(error) ?? otherKindOfStatement(error) ?? anyRecord(error) {
      return finding
    }
    let id = Self.id(error)
    let span =
      error.position.flatMap { statement.prepared.span(atCursor: $0) } ?? namedPlace(error)
      ?? statement.start
    var notes: [String] = []
    if let detail = error.detail { notes.append(Self.sentence(detail)) }
    var help: [Diagnostic.Help] = []
    var labels: [Diagnostic.Label] = []
    let guess = NameGuess(statement: statement, analyst: analyst)
    if let later = laterSyntax(error) {
      notes.append(
        "\(later.name) is there from PostgreSQL \(later.major) on; the server of \(store) runs "
          + "\(catalog.serverMajor)")
    } else if let misreading = Misreading.find(in: statement, catalog) {
      labels.append(misreading.label)
      help.append(misreading.help)
    } else if let suggestion = guess.help(id, error, at: span) {
      help.append(suggestion)
    } else if let hint = error.hint {
      help.append(Diagnostic.Help(Self.sentence(hint)))
    }
    if (id == .tableNotFound || id == .columnNotFound), laterSyntax(error) == nil {
      notes.append("names are resolved in data store \(store)")
    }
    if id == .typeMismatch, help.isEmpty {
      help.append(Diagnostic.Help("cast the value to the type that is wanted: value::type"))
    }
    if let colon = statement.prepared.bareColons.first {
      notes.append("inside […] and json_object(…) a colon is SQL's own")
      help.append(Diagnostic.Help("a placeholder there is written in parentheses, as in (:name)"))
      return Diagnostic(
        id, error.message, at: span,
        labels: [Diagnostic.Label(colon, "read as SQL, not as a placeholder")], notes: notes,
        help: help)
    }
    return Diagnostic(id, error.message, at: span, labels: labels, notes: notes, help: help)
  }

  /// DDL, COPY, EXPLAIN and the like: the analysis takes none of them.
  private func otherKindOfStatement(_ error: PostgresError) -> Diagnostic? {
    guard error.sqlState == "0A000", error.message.hasSuffix("unquoted SQL function body"),
      let end = error.message.firstRange(of: " is not yet supported")
    else { return nil }
    return Diagnostic(
      .statementKind, "\(error.message[..<end.lowerBound]) is no statement of a contract",
      at: statement.start,
      help: [
        Diagnostic.Help(
          "a public schema is a SELECT, a consumer runs INSERT, UPDATE, DELETE or MERGE")
      ])
  }

  /// `ON CONFLICT ON CONSTRAINT` with a name that the table does not have.
  private func unknownConstraint(_ error: PostgresError) -> Diagnostic? {
    guard error.sqlState == "42704", let words = statement.outline.conflictTarget,
      let name = statement.outline.name(words.lowerBound), error.message.contains("\"\(name)\"")
    else { return nil }
    let span = statement.span(word: words.lowerBound)
    let named = NameGuess(statement: statement, analyst: analyst).namedRelations
    let known = named.flatMap(\.indexes).filter(\.provesUniqueness).map(\.name)
    let nearest = Suggestion.nearest(to: name, among: known)
    return Diagnostic(
      .consumerConflictTarget, error.message, at: span,
      notes: known.isEmpty ? [] : ["unique keys are \(known.sorted().joined(separator: ", "))"],
      help: nearest.map { nearest in
        [
          Diagnostic.Help(
            "did you mean \(nearest.word)?",
            edits: nearest.isCertain
              ? [Diagnostic.Edit(span, replacement: SQLName.spelled(nearest.word))] : [])
        ]
      } ?? [])
  }

  /// A composite column compared with a placeholder: the server would take a record of any type,
  /// which no value from outside can be.
  private func anyRecord(_ error: PostgresError) -> Diagnostic? {
    guard error.sqlState == "42P13", error.message.hasSuffix("arguments of type record") else {
      return nil
    }
    let named = NameGuess(statement: statement, analyst: analyst).namedRelations
    for placeholder in statement.prepared.placeholders {
      for relation in named.sorted(by: { ($0.schema, $0.name) < ($1.schema, $1.name) }) {
        for column in relation.columns {
          guard let type = catalog.types[column.type], type.kind == .composite,
            let place = statement.place(parameter: placeholder.number, comparedIn: column.name),
            statement.outline.words.dropFirst(place + 1).first?.kind != .typeCast
          else { continue }
          let spelling = statement.spelling(parameter: placeholder.number)
          let span = statement.span(word: place)
          let cast = "\(spelling)::\(type.displayName)"
          return Diagnostic(
            .typeMismatch, "\(spelling) could be a record of any type", at: span,
            notes: ["\(column.name) is of the composite type \(type.displayName)"],
            help: [
              Diagnostic.Help(
                "name the type: \(cast)", edits: [Diagnostic.Edit(span, replacement: cast)])
            ])
        }
      }
    }
    return nil
  }

  private func laterSyntax(_ error: PostgresError) -> LaterSyntax? {
    guard ["42601", "42883", "42P01", "42703"].contains(error.sqlState) else { return nil }
    return LaterSyntax.find(in: statement.outline, serverMajor: catalog.serverMajor)
  }

  /// What kind of finding an error is.
  static func id(_ error: PostgresError) -> DiagnosticID {
    switch error.sqlState {
    case "42P01", "3F000": .tableNotFound
    case "42703": .columnNotFound
    case "42883": .functionNotFound
    case "42702": .columnAmbiguous
    case "42804", "42P18", "42846", "42P08", "22P02", "42704": .typeMismatch
    case "42601": .sqlSyntax
    case "428C9": .consumerGeneratedColumn
    // The same code stands for ORDER BY and DISTINCT ON that do not fit the list.
    case "42P10" where error.message.contains("ON CONFLICT"): .consumerConflictTarget
    default: .statementRejected
    }
  }

  /// The place of the name that the message quotes, for errors without a position.
  private func namedPlace(_ error: PostgresError) -> Span? {
    let parts = error.message.split(separator: "\"", omittingEmptySubsequences: false)
    for index in stride(from: 1, to: parts.count, by: 2) {
      if let span = statement.span(targetColumn: String(parts[index]))
        ?? statement.span(name: String(parts[index]))
      {
        return span
      }
    }
    return nil
  }

  /// Server texts start with a capital and end with a full stop; ours do not.
  private static func sentence(_ text: String) -> String {
    var words = text.replacing("\n", with: " ")
    if words.hasSuffix(".") { words.removeLast() }
    // An abbreviation or a name in capitals stays as it is.
    guard let first = words.first, let second = words.dropFirst().first, second.isLowercase else {
      return words
    }
    return first.lowercased() + words.dropFirst()
  }
}

extension Relation {
  /// Can stand in FROM.
  package var isReadable: Bool {
    switch kind {
    case .table, .partitionedTable, .view, .materializedView, .foreignTable: true
    case .sequence, .compositeType, .other: false
    }
  }
}
