import RejotCatalog
import RejotPostgres
import RejotSource

/// "Did you mean": what a name that the server does not know was probably meant to be.
struct NameGuess {
  let statement: ContractStatement
  let analyst: any StatementAnalyst

  /// Nil where nothing is near.
  func help(_ id: DiagnosticID, _ error: PostgresError, at span: Span) -> Diagnostic.Help? {
    if error.sqlState == "22P02" { return label(error, at: span) }
    guard let index = wordIndex(at: span), let word = statement.outline.name(index) else {
      return nil
    }
    if let help = qualifiedTarget(error, at: span, to: index) { return help }
    switch id {
    case .tableNotFound: return table(word, at: index)
    case .columnNotFound: return column(word, at: index)
    case .functionNotFound where error.message.hasPrefix("function"):
      return function(word, at: index)
    case .typeMismatch where error.sqlState == "42704": return type(word, at: index)
    default: return nil
    }
  }

  /// Relations whose name is a word of the statement.
  var namedRelations: [Relation] {
    let names = Set(statement.outline.words.indices.compactMap { statement.outline.name($0) })
    return analyst.catalog.relations.values.filter { names.contains($0.name) }
  }

  // MARK: Kinds of names

  /// A table of this schema, the same table in another one, or another schema with that table.
  private func table(_ word: String, at index: Int) -> Diagnostic.Help? {
    let readable = analyst.catalog.relations.values.filter(\.isReadable)
    guard let schema = schema(before: index) else {
      let elsewhere = Set(readable.filter { $0.name == word }.map(\.schema)).sorted()
      if !elsewhere.isEmpty { return qualified(elsewhere, word, at: index) }
      let visible = readable.filter { analyst.searchPath.contains($0.schema) }.map(\.name)
      if let help = nearest(word, among: visible, at: index) { return help }
      guard let near = Suggestion.nearest(to: word, among: readable.map(\.name)) else { return nil }
      let schemas = Set(readable.filter { $0.name == near.word }.map(\.schema)).sorted()
      let names = schemas.map { "\(SQLName.spelled($0)).\(SQLName.spelled(near.word))" }
      return Diagnostic.Help("did you mean \(names.joined(separator: " or "))?")
    }
    let siblings = readable.filter { $0.schema == schema }.map(\.name)
    if !siblings.isEmpty { return nearest(word, among: siblings, at: index) }
    let homes = Set(readable.filter { $0.name == word }.map(\.schema))
    return nearest(
      schema, among: homes.isEmpty ? Set(readable.map(\.schema)) : homes, at: index - 2)
      ?? (homes.isEmpty ? nil : qualified(homes.sorted(), word, at: index))
  }

  private func qualified(_ schemas: [String], _ word: String, at index: Int) -> Diagnostic.Help {
    let names = schemas.map { "\(SQLName.spelled($0)).\(SQLName.spelled(word))" }
    let start = schema(before: index) == nil ? index : index - 2
    let path = analyst.searchPath.joined(separator: ", ")
    return Diagnostic.Help(
      "schema \(path) has none of that name: did you mean \(names.joined(separator: " or "))?",
      edits: names.count == 1
        ? [Diagnostic.Edit(statement.span(start..<(index + 1)), replacement: names[0])] : [])
  }

  private func column(_ word: String, at index: Int) -> Diagnostic.Help? {
    let columns = namedRelations.flatMap { $0.columns.map(\.name) }
    if let help = nearest(word, among: columns, at: index) { return help }
    // Without a point and in double quotes it may have been meant as a text.
    guard statement.outline.keyword(index) == nil, schema(before: index) == nil,
      !statement.outline.isSymbol(index - 1, "(") || statement.outline.first("insert") == nil
    else { return nil }
    return Diagnostic.Help("double quotes are for names: a text is written in single quotes")
  }

  /// `UPDATE users u SET u.name = …`: what is assigned is a column of the table in any case.
  private func qualifiedTarget(
    _ error: PostgresError, at span: Span, to last: Int
  ) -> Diagnostic.Help? {
    let outline = statement.outline
    guard error.sqlState == "42703", error.message.contains("\" of relation \""),
      let first = outline.words.indices.first(where: { statement.span(word: $0) == span }),
      first < last,
      let set = outline.words[..<first].indices.last(where: {
        outline.keyword($0) == "set"
      }), (0..<set).contains(where: { outline.name($0) == outline.name(first) })
    else { return nil }
    let column = outline.text(of: last..<(last + 1))
    return Diagnostic.Help(
      "SET takes a column without its table's name: \(column)",
      edits: [
        Diagnostic.Edit(statement.span(first..<(last + 1)), replacement: column)
      ])
  }

  private func function(_ word: String, at index: Int) -> Diagnostic.Help? {
    // Where it exists the server's own hint is about its arguments.
    guard let names = try? analyst.functionNames(), !names.contains(word) else { return nil }
    return Suggestion.nearest(to: word, among: names + Self.constructs).map { near in
      // Before a parenthesis no keyword needs quotes, and those of the grammar bear none.
      let isPlain = near.word.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }
      return help(isPlain ? near.word : SQLName.spelled(near.word), near, word, at: index)
    }
  }

  /// Looks like a function and is the grammar's own.
  private static let constructs = [
    "cast", "coalesce", "exists", "extract", "greatest", "grouping", "least", "nullif", "overlay",
    "position", "substring", "trim",
  ]

  private func type(_ word: String, at index: Int) -> Diagnostic.Help? {
    let types = analyst.catalog.types.values.filter { entry in
      let isVisible = entry.schema == "pg_catalog" || analyst.searchPath.contains(entry.schema)
      return isVisible && entry.element == nil && entry.kind != .pseudo
    }
    // `timestamp with time zone` is no single word; `timestamptz` is.
    let names = types.flatMap { entry -> [String] in [entry.name, entry.displayName] }
      .filter { !$0.contains(" ") }
    // PostgreSQL's own names of types need no quotes where a type stands.
    return Suggestion.nearest(to: word, among: names).map { near in
      let isOwn = types.contains { $0.schema == "pg_catalog" && $0.name == near.word }
      return help(isOwn ? near.word : SQLName.spelled(near.word), near, word, at: index)
    }
  }

  /// A constant that the enum does not know.
  private func label(_ error: PostgresError, at span: Span) -> Diagnostic.Help? {
    let message = error.message
    guard message.hasPrefix("invalid input value for enum "),
      let colon = message.firstRange(of: ": \""), message.hasSuffix("\"")
    else { return nil }
    let head = "invalid input value for enum ".count
    let name = message.dropFirst(head)[..<colon.lowerBound]
    let word = String(message[colon.upperBound...].dropLast())
    let entries = analyst.catalog.types.values.filter {
      $0.kind == .enumeration && ($0.displayName == name || $0.name == name)
    }
    guard entries.count == 1, let entry = entries.first else { return nil }
    let list = entry.labels.map(Self.literal).joined(separator: ", ")
    guard let near = Suggestion.nearest(to: word, among: entry.labels) else {
      return Diagnostic.Help("\(name) has \(list)")
    }
    let isWritten = statement.outline.words.indices.contains {
      statement.span(word: $0) == span
        && statement.outline.text(of: $0..<($0 + 1)) == Self.literal(word)
    }
    return Diagnostic.Help(
      "did you mean \(Self.literal(near.word))?",
      edits: near.isCertain && isWritten
        ? [Diagnostic.Edit(span, replacement: Self.literal(near.word))] : [])
  }

  private static func literal(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }

  // MARK: Words

  private func nearest(
    _ word: String, among names: some Sequence<String>, at index: Int
  ) -> Diagnostic.Help? {
    Suggestion.nearest(to: word, among: names).map { near in
      help(SQLName.spelled(near.word), near, word, at: index)
    }
  }

  private func help(
    _ spelling: String, _ near: Suggestion, _ word: String, at index: Int
  ) -> Diagnostic.Help {
    Diagnostic.Help(
      "did you mean \(spelling)?"
        + (near.word == word ? " \(LookalikeCheck.fact([word, near.word]))" : ""),
      edits: near.isCertain
        ? [Diagnostic.Edit(statement.span(word: index), replacement: spelling)] : [])
  }

  /// The place of the name that is wrong: of `u.frist_name` and `publc.users` the last part.
  private func wordIndex(at span: Span) -> Int? {
    let outline = statement.outline
    guard var index = outline.words.indices.first(where: { statement.span(word: $0) == span })
    else { return nil }
    while outline.isSymbol(index + 1, "."), outline.name(index + 2) != nil { index += 2 }
    return index
  }

  /// What stands before the point before a name.
  private func schema(before index: Int) -> String? {
    statement.outline.isSymbol(index - 1, ".") ? statement.outline.name(index - 2) : nil
  }
}
