/// Reads FROM: which tables, and how they are joined.
struct FromReader {
  let normaliser: QueryNormaliser
  let tokens: StatementTokens
  let names: QueryNames

  /// Nil for what cannot be followed.
  func rows(_ range: Range<Int>) -> NormalQuery.Rows? {
    var all = NormalQuery.Rows()
    for part in tokens.split(range, at: { tokens.isSymbol($0, ",") }) {
      var place = part.lowerBound
      // A subquery's computed column is NULL where its row is missing: it stays what it is there.
      let isOuter = part.contains { tokens.isKeyword($0, "LEFT", "RIGHT", "FULL") }
      guard let tree = joined(&place, part.upperBound, isOuter: isOuter) else { return nil }
      add(rows(of: tree), to: &all)
    }
    all.relations.sort()
    return all
  }

  /// A table or a join of two.
  private indirect enum Tree {
    case rows(NormalQuery.Rows)
    /// Each row with each, where the condition holds.
    case inner(Tree, Tree, on: Range<Int>?)
    case left(Tree, Tree, on: Range<Int>?)
    case full(Tree, Tree, on: Range<Int>?)
  }

  private func add(_ more: NormalQuery.Rows, to rows: inout NormalQuery.Rows) {
    rows.relations += more.relations
    rows.conditions += more.conditions
    rows.outerJoins += more.outerJoins
  }

  /// Conditions are read last, when every name they use is known.
  private func rows(of tree: Tree) -> NormalQuery.Rows {
    switch tree {
    case .rows(let rows):
      return rows
    case .inner(let left, let right, let on):
      var all = rows(of: left)
      add(rows(of: right), to: &all)
      all.conditions += conditions(on)
      return all
    case .left(let left, let right, let on):
      var all = rows(of: left)
      all.outerJoins.append(
        NormalQuery.OuterJoin(isFull: false, side: rows(of: right), conditions: conditions(on)))
      return all
    case .full(let left, let right, let on):
      var all = rows(of: left)
      all.outerJoins.append(
        NormalQuery.OuterJoin(isFull: true, side: rows(of: right), conditions: conditions(on)))
      return all
    }
  }

  private func conditions(_ range: Range<Int>?) -> [String] {
    range.map { normaliser.conditions(tokens, $0, names) } ?? []
  }

  // MARK: Joins

  private func joined(_ place: inout Int, _ end: Int, isOuter: Bool) -> Tree? {
    guard var tree = primary(&place, end, isOuter: isOuter) else { return nil }
    while place < end, let kind = joinWord(&place, end) {
      guard let right = primary(&place, end, isOuter: isOuter) else { return nil }
      let on = condition(&place, end)
      switch kind {
      case "LEFT": tree = .left(tree, right, on: on)
      case "RIGHT": tree = .left(right, tree, on: on)
      case "FULL": tree = .full(tree, right, on: on)
      default: tree = .inner(tree, right, on: on)
      }
    }
    return place == end ? tree : nil
  }

  /// Goes behind `LEFT JOIN` and its like, and gives the first word.
  private func joinWord(_ place: inout Int, _ end: Int) -> String? {
    let first = tokens.text(place)
    let start = place
    while place < end, !tokens.isKeyword(place, "JOIN") {
      guard tokens.isKeyword(place, "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "OUTER", "NATURAL")
      else {
        place = start
        return nil
      }
      place += 1
    }
    guard place < end else { return nil }
    place += 1
    return first
  }

  private func condition(_ place: inout Int, _ end: Int) -> Range<Int>? {
    guard tokens.isKeyword(place, "ON", "USING"), tokens.isSymbol(place + 1, "("),
      let close = tokens.closing(place + 1, before: end)
    else { return nil }
    defer { place = close + 1 }
    return (place + 1)..<(close + 1)
  }

  // MARK: What is joined

  private func primary(_ place: inout Int, _ end: Int, isOuter: Bool) -> Tree? {
    while tokens.isKeyword(place, "LATERAL", "ONLY") { place += 1 }
    guard tokens.isSymbol(place, "(") else { return named(&place, end, isOuter: isOuter) }
    guard let close = tokens.closing(place, before: end) else { return nil }
    let inside = (place + 1)..<close
    place = close + 1
    if tokens.beginsQuery(tokens.unwrapped(inside).lowerBound) || isSetOperation(inside) {
      guard let query = normaliser.query(tokens, inside, inside: names) else { return nil }
      let (alias, columns) = alias(&place, end)
      return .rows(derived(query, alias, columns, isOuter: isOuter))
    }
    var start = inside.lowerBound
    return joined(&start, inside.upperBound, isOuter: isOuter)
  }

  private func isSetOperation(_ range: Range<Int>) -> Bool {
    tokens.topLevel(range).contains { tokens.isKeyword($0, "UNION", "INTERSECT", "EXCEPT") }
  }

  /// A table, a view, a query of WITH or a function.
  private func named(_ place: inout Int, _ end: Int, isOuter: Bool) -> Tree? {
    let start = place
    while place < end, tokens.name(place) != nil, tokens.isSymbol(place + 1, ".") { place += 2 }
    guard place < end, let last = tokens.name(place) else { return nil }
    place += 1
    if tokens.isSymbol(place, "(") { return function(start, &place, end) }
    let name = (start..<place).map(tokens.text).joined()
    let isBare = place - start == 1
    let (written, columns) = alias(&place, end)
    let alias = written ?? last
    if isBare, let common = names.commonTable(last) {
      guard let query = normaliser.query(tokens, common.range, inside: common.names) else {
        return nil
      }
      return .rows(
        derived(query, alias, columns.isEmpty ? common.columns : columns, isOuter: isOuter))
    }
    if let view = normaliser.views[name], let query = normaliser.query(view) {
      return .rows(derived(query, alias, columns, isOuter: isOuter))
    }
    let label = normaliser.label(name)
    names.add(alias, .table(label))
    return .rows(NormalQuery.Rows(relations: [label]))
  }

  private func function(_ start: Int, _ place: inout Int, _ end: Int) -> Tree? {
    guard let close = tokens.closing(place, before: end) else { return nil }
    let call = start..<(close + 1)
    place = close + 1
    var suffix = ""
    while tokens.isKeyword(place, "WITH", "ORDINALITY") {
      suffix += " " + tokens.text(place)
      place += 1
    }
    let name = (start..<call.upperBound).first { !tokens.isSymbol($0, ".") }
      .flatMap { tokens.name($0) }
    let (written, columns) = alias(&place, end)
    let text = normaliser.expression(tokens, call, names) + suffix
    let label = normaliser.label("function")
    let alias = written ?? name ?? "?"
    if columns.isEmpty {
      names.add(alias, .table(label))
    } else {
      names.add(
        alias,
        .columns(
          Dictionary(
            columns.enumerated().map { ($1, "\(label).\($0)") }, uniquingKeysWith: { $1 })))
    }
    return .rows(NormalQuery.Rows(relations: ["\(label) = \(text)"]))
  }

  /// A subquery: joined as its own tables where it only hands rows on, else one thing of its own.
  private func derived(
    _ query: NormalQuery, _ alias: String?, _ columns: [String], isOuter: Bool
  ) -> NormalQuery.Rows {
    let isFlat =
      query.isPlain && (!isOuter || query.items.allSatisfy { !$0.text.contains(" ") })
    let label = isFlat ? "" : normaliser.label("query")
    var texts: [String: String] = [:]
    for (place, item) in query.items.enumerated() {
      let name = columns.indices.contains(place) ? columns[place] : item.name
      texts[name] = isFlat ? item.text : "\(label) { \(item.text) }"
    }
    if let alias { names.add(alias, .columns(texts)) }
    return isFlat
      ? query.rows : NormalQuery.Rows(relations: ["\(label) = \(query.rowsText)"])
  }

  /// A name of the user's choice, and names of columns.
  private func alias(_ place: inout Int, _ end: Int) -> (String?, [String]) {
    if tokens.isKeyword(place, "AS") { place += 1 }
    guard tokens.isAlias(place, before: end) else { return (nil, []) }
    let name = tokens.name(place)
    place += 1
    guard tokens.isSymbol(place, "("), let close = tokens.closing(place, before: end) else {
      return (name, [])
    }
    // A function's columns stand with their types: the name comes first.
    let columns = tokens.split((place + 1)..<close) { tokens.isSymbol($0, ",") }.compactMap {
      tokens.name($0.lowerBound)
    }
    place = close + 1
    return (name, columns)
  }
}
