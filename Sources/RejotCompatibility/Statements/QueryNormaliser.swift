/// Reads the statement that a server printed into its normal form.
///
/// It needs no catalog: servers write every name with what it belongs to, and put parentheses
/// around whatever could be read in two ways.
final class QueryNormaliser {
  /// The SELECTs of views, by the view's name as SQL reads it.
  let views: [String: String]
  /// How often each table was met: the second one of a name is another one.
  private var labels: [String: Int]
  private var depth: Int

  /// Deeper ones are told apart by their text alone.
  private static let depthLimit = 40

  init(views: [String: String]) {
    self.views = views
    labels = [:]
    depth = 0
  }

  /// Nil for what is no SELECT, and for what cannot be followed, such as WITH RECURSIVE.
  func query(_ text: String) -> NormalQuery? {
    guard let tokens = StatementTokens(text) else { return nil }
    return query(tokens, tokens.all, inside: nil)
  }

  func label(_ name: String) -> String {
    labels[name, default: 0] += 1
    return "\(name)#\(labels[name] ?? 1)"
  }

  // MARK: Queries

  func query(
    _ tokens: StatementTokens, _ range: Range<Int>, inside outer: QueryNames?
  ) -> NormalQuery? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { return nil }
    let names = QueryNames(inside: outer)
    guard let body = commonTables(tokens, tokens.unwrapped(range), names) else { return nil }
    let parts = branches(tokens, body)
    if parts.count == 1 {
      return SelectReader(normaliser: self, tokens: tokens, names: names).select(parts[0].range)
    }
    var result = NormalQuery()
    for part in parts {
      guard let query = query(tokens, part.range, inside: names) else { return nil }
      result.branches.append(NormalQuery.Branch(word: part.word, query: query))
    }
    let first = result.branches[0].query.items
    result.items = first.enumerated().map { place, item in
      let texts = result.branches.map { branch in
        branch.query.items.indices.contains(place) ? branch.query.items[place].text : "?"
      }
      return NormalQuery.Item(name: item.name, text: texts.joined(separator: " | "))
    }
    return result
  }

  /// Reads WITH and gives what stands behind it.
  private func commonTables(
    _ tokens: StatementTokens, _ range: Range<Int>, _ names: QueryNames
  ) -> Range<Int>? {
    guard tokens.isKeyword(range.lowerBound, "WITH") else { return range }
    var place = range.lowerBound + 1
    guard !tokens.isKeyword(place, "RECURSIVE") else { return nil }
    while place < range.upperBound, let name = tokens.name(place) {
      place += 1
      var columns: [String] = []
      if tokens.isSymbol(place, "("), let close = tokens.closing(place, before: range.upperBound) {
        columns = ((place + 1)..<close).compactMap { tokens.name($0) }
        place = close + 1
      }
      while tokens.isKeyword(place, "AS", "NOT", "MATERIALIZED") { place += 1 }
      guard tokens.isSymbol(place, "("),
        let close = tokens.closing(place, before: range.upperBound)
      else { return nil }
      // What is named later in WITH cannot be meant before.
      let before = names.copy()
      names.addCommonTable(
        name,
        QueryNames.CommonTable(range: (place + 1)..<close, names: before, columns: columns))
      place = close + 1
      guard tokens.isSymbol(place, ",") else { break }
      place += 1
    }
    return place..<range.upperBound
  }

  /// The parts of UNION and its like, each with the word before it.
  private func branches(
    _ tokens: StatementTokens, _ range: Range<Int>
  ) -> [(word: String, range: Range<Int>)] {
    var parts: [(String, Range<Int>)] = []
    var start = range.lowerBound
    var word = ""
    for place in tokens.topLevel(range)
    where tokens.isKeyword(place, "UNION", "INTERSECT", "EXCEPT") {
      guard place > start else { continue }
      parts.append((word, start..<place))
      let isAll = tokens.isKeyword(place + 1, "ALL")
      word = tokens.text(place) + (isAll ? " ALL" : "")
      start = place + (isAll ? 2 : 1)
    }
    parts.append((word, start..<range.upperBound))
    return parts
  }

  // MARK: Expressions

  /// An expression with labels in the places of names.
  func expression(
    _ tokens: StatementTokens, _ range: Range<Int>, _ names: QueryNames
  ) -> String {
    var words: [String] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if tokens.isSymbol(place, "("), tokens.beginsQuery(place + 1),
        let close = tokens.closing(place, before: range.upperBound)
      {
        let inside = (place + 1)..<close
        // What another expression names is no reason to count on.
        let counted = labels
        defer { labels = counted }
        words.append("(")
        words.append(
          query(tokens, inside, inside: names)?.text
            ?? inside.map(tokens.text).joined(separator: " "))
        words.append(")")
        place = close + 1
        continue
      }
      if let (text, length) = reference(tokens, place, range, names) {
        words.append(text)
        place += length
        continue
      }
      words.append(tokens.text(place))
      place += 1
    }
    return words.joined(separator: " ")
  }

  /// `name.column` or `name.*` as what it stands for, and how many tokens it is.
  private func reference(
    _ tokens: StatementTokens, _ place: Int, _ range: Range<Int>, _ names: QueryNames
  ) -> (String, Int)? {
    guard tokens.isSymbol(place + 1, "."), place + 2 < range.upperBound,
      place == range.lowerBound || !tokens.isSymbol(place - 1, "."),
      !tokens.isSymbol(place + 3, "("), let name = tokens.name(place),
      let source = names.source(name)
    else { return nil }
    let isWhole = tokens.isSymbol(place + 2, "*")
    switch source {
    case .table(let label):
      return ("\(label).\(isWhole ? "*" : tokens.name(place + 2) ?? "?")", 3)
    case .columns(let columns):
      if isWhole {
        let all = columns.sorted { $0.key < $1.key }.map(\.value)
        return ("row ( \(all.joined(separator: " , ")) )", 3)
      }
      guard let column = tokens.name(place + 2), let text = columns[column] else { return nil }
      return (text, 3)
    }
  }

  /// What must hold, sorted, each once: the sides of `=` in one order, what only restricts to a key
  /// left out.
  func conditions(
    _ tokens: StatementTokens, _ range: Range<Int>, _ names: QueryNames
  ) -> [String] {
    let parts = tokens.conjuncts(range).compactMap { part -> String? in
      let equals = tokens.topLevel(part).filter { tokens.isSymbol($0, "=") }
      guard let sign = equals.first, equals.count == 1,
        !tokens.topLevel(part).contains(where: { tokens.isKeyword($0, "OR", "IS", "NOT") })
      else { return expression(tokens, part, names) }
      let sides = [part.lowerBound..<sign, (sign + 1)..<part.upperBound]
      if sides.contains(where: { tokens.unwrapped($0).contains(where: tokens.isParameter) }),
        depth <= 1
      {
        return nil
      }
      return sides.map { expression(tokens, $0, names) }.sorted().joined(separator: " = ")
    }
    return Set(parts).sorted()
  }
}
