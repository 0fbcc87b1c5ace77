import RejotSQL
import RejotSource

/// A contract's statement with all its places: what diagnostics point into.
struct ContractStatement {
  let prepared: PreparedText
  let outline: StatementOutline

  /// Reads one statement; nil and findings when the text does not hold exactly one.
  init?(_ sql: SQLText, diagnostics: inout [Diagnostic]) {
    guard
      let prepared = StatementReader.statement(
        sql.text, map: sql.map, diagnostics: &diagnostics)
    else { return nil }
    self.init(prepared)
  }

  /// A statement that has been read already.
  init(_ prepared: PreparedText) {
    self.prepared = prepared
    outline = StatementOutline(prepared)
  }

  func span(_ words: StatementOutline.Words) -> Span {
    prepared.map.span(outline.bytes(of: words))
  }

  func span(word index: Int) -> Span { span(index..<(index + 1)) }

  /// The statement's first word: SELECT, INSERT, WITH.
  var start: Span { outline.words.isEmpty ? prepared.span : span(word: 0) }

  /// The end of the statement, where something may be added.
  var end: Span {
    let end = outline.bytes(of: 0..<outline.words.count).upperBound
    return prepared.map.span(end..<end)
  }

  /// The edit that adds a clause: on a line of its own in an SQL file, on the same one in YAML,
  /// where a line would need the block's indentation.
  func adding(_ clause: String) -> Diagnostic.Edit {
    Diagnostic.Edit(end, replacement: (end.file.hasSuffix(".sql") ? "\n" : " ") + clause)
  }

  /// The first place of a placeholder.
  func span(parameter number: Int) -> Span? {
    prepared.placeholders.first { $0.number == number }?.spans.first
  }

  /// The placeholder as the user wrote it: `:id` or `$1`.
  func spelling(parameter number: Int) -> String {
    let name = prepared.placeholders.first { $0.number == number }?.name
    return name.map { ":\($0)" } ?? "$\(number)"
  }

  /// A proof's words with the placeholders as the user wrote them.
  func spelled(_ words: String) -> String {
    prepared.placeholders.reversed().reduce(words) { text, placeholder in
      text.replacing(
        "parameter $\(placeholder.number) ", with: "\(spelling(parameter: placeholder.number)) ")
    }
  }

  /// `$1` and `$3` without `$2`, of which no server could tell the type.
  var unusedNumber: Diagnostic? {
    let numbers = Set(prepared.placeholders.map(\.number))
    let missing = (1..<max(1, prepared.parameterCount)).first { !numbers.contains($0) }
    guard let missing, let last = prepared.placeholders.last else { return nil }
    return Diagnostic(
      .placeholderUnused, "$\(last.number) is used, but $\(missing) is not", at: last.spans.first,
      help: [Diagnostic.Help("number placeholders from $1 without a gap")])
  }

  /// The first place of a name, for instance of a table.
  func span(name: String, qualifiedBy qualifier: String? = nil) -> Span? {
    prepared.spans(ofName: name, qualifiedBy: qualifier).first
  }

  /// The place of an output column, counted from 0. Behind a `*` items no longer stand for one
  /// column each: then the column's own name, or the `*`.
  func span(output index: Int, name: String?) -> Span {
    let items = outline.selectItems
    let stars = items.filter { outline.isSymbol($0.upperBound - 1, "*") }
    if stars.isEmpty, items.indices.contains(index) { return span(items[index]) }
    if let star = stars.first {
      if index < (items.firstIndex(of: star) ?? 0) { return span(items[index]) }
      return name.flatMap { self.span(name: $0) } ?? span(star)
    }
    return start
  }

  /// The column name beside a placeholder in `column = $n`, or the placeholder itself.
  func span(comparedWith number: Int) -> Span? {
    for index in outline.words.indices where outline.parameter(index) == number {
      if outline.isSymbol(index - 1, "="), outline.name(index - 2) != nil {
        return span(word: index - 2)
      }
      if outline.isSymbol(index + 1, "="), outline.name(index + 2) != nil {
        var last = index + 2
        while outline.isSymbol(last + 1, "."), outline.name(last + 2) != nil { last += 2 }
        return span(word: last)
      }
    }
    return span(parameter: number)
  }

  /// The value of a column in VALUES, or its assignment.
  func span(valueOf column: String) -> Span? {
    valueWords(of: column).map { span($0) }
  }

  func valueWords(of column: String) -> StatementOutline.Words? {
    let columns = outline.insertColumns
    let cells = outline.firstValues
    if columns.count == cells.count,
      let place = columns.firstIndex(where: { outline.name($0.lowerBound) == column })
    {
      return cells[place]
    }
    return assignmentWords(of: column)
  }

  /// The right side of `column = …` in SET.
  func assignmentWords(of column: String) -> StatementOutline.Words? {
    outline.assignments.first { outline.name($0.lowerBound) == column }.flatMap { item in
      item.first { outline.isSymbol($0, "=") }.map { ($0 + 1)..<item.upperBound }
    }
  }

  /// A placeholder within a column's value, else anywhere.
  func span(parameter number: Int, inValueOf column: String) -> Span? {
    if let words = valueWords(of: column),
      let index = words.first(where: { outline.parameter($0) == number })
    {
      return span(word: index)
    }
    return span(parameter: number)
  }

  /// A placeholder that stands beside a comparison with the column, else anywhere.
  func span(parameter number: Int, comparedIn column: String) -> Span? {
    place(parameter: number, comparedIn: column).map { span(word: $0) }
      ?? span(parameter: number)
  }

  /// The word of a parameter that stands beside `=` and this column.
  func place(parameter number: Int, comparedIn column: String) -> Int? {
    let places = outline.words.indices.filter { outline.parameter($0) == number }
    return places.first { place in
      let isBehind = outline.isSymbol(place - 1, "=")
      let isBefore = outline.isSymbol(place + 1, "=")
      return isBehind && (place - 6..<place).contains { outline.name($0) == column }
        || isBefore && (place + 2..<place + 7).contains { outline.name($0) == column }
    }
  }

  /// The column's name where the statement assigns it.
  func span(targetColumn column: String) -> Span? {
    if let words = outline.insertColumns.first(where: { outline.name($0.lowerBound) == column }) {
      return span(words)
    }
    if let item = outline.assignments.first(where: { outline.name($0.lowerBound) == column }) {
      return span(word: item.lowerBound)
    }
    return nil
  }
}
