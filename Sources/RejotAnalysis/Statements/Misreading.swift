import RejotCatalog
import RejotSQL
import RejotSource

/// What a statement holds that SQL reads otherwise than people do. The server then complains about
/// something that follows from it, at a place where nothing is wrong.
struct Misreading {
  let label: Diagnostic.Label
  let help: Diagnostic.Help

  /// The first one; nil where the server's words are all there is to say.
  static func find(in statement: ContractStatement, _ catalog: Catalog) -> Misreading? {
    character(statement, catalog) ?? keyword(statement, catalog)
  }

  // MARK: Characters of texts on paper

  /// In a name without quotes every character above ASCII counts as a letter: also the blank that
  /// does not break a line, and quotes that an editor made round.
  private static func character(
    _ statement: ContractStatement, _ catalog: Catalog
  ) -> Misreading? {
    var found: [(scalar: Unicode.Scalar, span: Span)] = []
    for index in statement.outline.words.indices {
      guard let name = statement.outline.keyword(index), name.utf8.contains(where: { $0 >= 0x80 }),
        !isKnown(name, catalog)
      else { continue }
      var place = statement.outline.bytes(of: index..<(index + 1)).lowerBound
      for scalar in statement.outline.text(of: index..<(index + 1)).unicodeScalars {
        let end = place + UTF8.width(scalar)
        if kind(scalar) != nil {
          found.append((scalar, statement.prepared.map.span(place..<end)))
        }
        place = end
      }
    }
    guard let first = found.first, let kind = kind(first.scalar) else { return nil }
    let code = String(first.scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    let edits = kind.replacement.map { replacement in
      found.filter { Self.kind($0.scalar)?.replacement == replacement }.map {
        Diagnostic.Edit($0.span, replacement: replacement)
      }
    }
    return Misreading(
      label: Diagnostic.Label(first.span, "\(number), \(kind.words): part of a name to SQL"),
      help: Diagnostic.Help(kind.advice, edits: edits ?? []))
  }

  private static func isKnown(_ name: String, _ catalog: Catalog) -> Bool {
    catalog.relations.values.contains { relation in
      relation.name == name || relation.columns.contains { $0.name == name }
    }
  }

  private struct Kind {
    let words: String
    let advice: String
    /// What was meant for certain.
    var replacement: String?
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind? {
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}":
      Kind(
        words: "a typographic quote", advice: "a text stands in straight quotes: 'text'",
        replacement: "'")
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{AB}", "\u{BB}":
      Kind(
        words: "a typographic quote",
        advice: "a text stands in straight quotes, 'text', a name in double ones, \"name\"")
    case "\u{200B}", "\u{FEFF}":
      Kind(words: "a blank of no width", advice: "take it out", replacement: "")
    case _ where scalar.properties.generalCategory == .spaceSeparator:
      Kind(words: "a blank of its own kind", advice: "write a plain blank", replacement: " ")
    default: nil
    }
  }

  // MARK: Keywords that stand for values

  /// `FROM user` reads no table: it asks who is logged in.
  private static func keyword(_ statement: ContractStatement, _ catalog: Catalog) -> Misreading? {
    let outline = statement.outline
    for index in outline.words.indices {
      guard let word = outline.keyword(index), values.contains(word), isSource(index, outline)
      else { continue }
      let span = statement.span(word: index)
      let names = catalog.relations.values.filter(\.isReadable).map(\.name)
      let label = Diagnostic.Label(span, "SQL's own word for a value, and no table")
      guard names.contains(word) else {
        let near = Suggestion.nearest(to: word, among: names).map { SQLName.spelled($0.word) }
        return Misreading(
          label: label,
          help: Diagnostic.Help(
            near.map { "did you mean \($0)?" }
              ?? "a table of that name would be written \"\(word)\""))
      }
      return Misreading(
        label: label,
        help: Diagnostic.Help(
          "the table is written \"\(word)\"",
          edits: [Diagnostic.Edit(span, replacement: "\"\(word)\"")]))
    }
    return nil
  }

  /// Keywords that FROM takes for functions without parentheses (`func_expr_common_subexpr` in
  /// PostgreSQL's `gram.y`).
  private static let values: Set<String> = [
    "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "localtime", "localtimestamp", "session_user",
    "system_user", "user",
  ]

  /// Whether a word stands where a table does, and not in `IS DISTINCT FROM user` or
  /// `extract(year FROM current_date)`.
  private static func isSource(_ index: Int, _ outline: StatementOutline) -> Bool {
    guard let before = outline.keyword(index - 1), before == "from" || before == "join",
      outline.keyword(index - 2) != "distinct"
    else { return false }
    var open = 0
    for place in stride(from: index - 1, through: 0, by: -1) {
      if outline.isSymbol(place, ")") { open += 1 }
      if outline.isSymbol(place, "(") { open -= 1 }
      if open < 0 { return false }
      if open == 0, outline.keyword(place) == "select" { return true }
    }
    return outline.keyword(0) == "update" || outline.keyword(0) == "delete"
  }
}
