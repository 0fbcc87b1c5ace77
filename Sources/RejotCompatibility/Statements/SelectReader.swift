/// Reads one SELECT, clause by clause: FROM first, for it says what names mean.
struct SelectReader {
  let normaliser: QueryNormaliser
  let tokens: StatementTokens
  let names: QueryNames

  /// The clauses behind the select list, in their order.
  private static let clauses = [
    "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR",
  ]

  func select(_ range: Range<Int>) -> NormalQuery? {
    guard tokens.isKeyword(range.lowerBound, "SELECT") else {
      // VALUES, or a parenthesis around a whole query.
      if tokens.isSymbol(range.lowerBound, "(") {
        return normaliser.query(tokens, tokens.unwrapped(range), inside: names)
      }
      return nil
    }
    var parts = clauses(range)
    var list = parts.removeFirst().range
    var query = NormalQuery()
    let from = FromReader(normaliser: normaliser, tokens: tokens, names: names)
    for part in parts where part.word == "FROM" {
      guard let rows = from.rows(part.range) else { return nil }
      query.rows = rows
    }
    if tokens.isKeyword(list.lowerBound, "DISTINCT") {
      query.distinct = "DISTINCT"
      list = (list.lowerBound + 1)..<list.upperBound
      if tokens.isKeyword(list.lowerBound, "ON"),
        let close = tokens.closing(list.lowerBound + 1, before: list.upperBound)
      {
        query.distinct =
          "DISTINCT ON " + text((list.lowerBound + 1)..<(close + 1))
        list = (close + 1)..<list.upperBound
      }
    }
    query.items = tokens.split(list) { tokens.isSymbol($0, ",") }.map(item)
    for part in parts { read(part, into: &query) }
    return query
  }

  private func read(_ part: Clause, into query: inout NormalQuery) {
    switch part.word {
    case "WHERE":
      query.rows.conditions += normaliser.conditions(tokens, part.range, names)
    case "GROUP":
      // Behind BY.
      let range = part.range.dropFirst().startIndex..<part.range.upperBound
      query.groups = tokens.split(range) { tokens.isSymbol($0, ",") }.map(text)
    case "HAVING":
      query.having = normaliser.conditions(tokens, part.range, names)
    case "ORDER":
      query.order = "order " + text(part.range)
    case "LIMIT", "OFFSET", "FETCH":
      query.limit = (query.limit.map { $0 + " " } ?? "") + part.word + " " + text(part.range)
    case "WINDOW", "FOR":
      query.rest = (query.rest.map { $0 + " " } ?? "") + part.word + " " + text(part.range)
    default:
      break
    }
  }

  private typealias Clause = (word: String, range: Range<Int>)

  /// The select list, under the word SELECT, and each clause behind its word.
  private func clauses(_ range: Range<Int>) -> [Clause] {
    var found: [Clause] = []
    var word = "SELECT"
    var start = range.lowerBound + 1
    for place in tokens.topLevel(range).dropFirst() {
      guard Self.clauses.contains(where: { tokens.isKeyword(place, $0) }),
        !tokens.isKeyword(place - 1, "WITHIN", "DISTINCT"), !tokens.isSymbol(place - 1, ".")
      else { continue }
      found.append((word, start..<place))
      word = tokens.text(place)
      start = place + 1
    }
    return found + [(word, start..<range.upperBound)]
  }

  /// An expression with the name that its column has.
  private func item(_ range: Range<Int>) -> NormalQuery.Item {
    let named = tokens.topLevel(range).last { tokens.isKeyword($0, "AS") }
    let end = named ?? range.upperBound
    let last = named.map { $0 + 1 } ?? range.upperBound - 1
    let expression = range.lowerBound..<max(end, range.lowerBound)
    return NormalQuery.Item(
      name: tokens.name(last) ?? "?", text: text(tokens.unwrapped(expression)))
  }

  private func text(_ range: Range<Int>) -> String {
    normaliser.expression(tokens, range, names)
  }
}
