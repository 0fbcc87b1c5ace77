/// Which rows a SELECT has that it had not, or had and has not.
package struct RowsChange: Sendable {
  /// What keeps rows away now, in words.
  package private(set) var narrowing: [String] = []
  /// What lets rows in now, in words.
  package private(set) var widening: [String] = []
  /// What may do either.
  package private(set) var other: [String] = []
  /// Labels of tables and subqueries that are joined otherwise without a row more or less: what is
  /// read of them may differ.
  private(set) var labels: Set<String> = []

  package var isSame: Bool { narrowing.isEmpty && widening.isEmpty && other.isEmpty }

  init() {}

  /// - Parameters:
  ///   - references: foreign keys that always find their row, before or now.
  ///   - notNull: columns that are NOT NULL before and now.
  init(
    _ old: NormalQuery, _ new: NormalQuery, references: Set<ReferenceFact>, notNull: Set<String>
  ) {
    guard old.rowsText != new.rowsText else { return }
    if old.branches.isEmpty, new.branches.isEmpty {
      compareJoins(old, new, FoundRows(references: references, notNull: notNull))
      compareFilters(old, new)
    } else {
      compareBranches(old, new)
    }
  }

  // MARK: Joins and conditions

  private mutating func compareJoins(_ old: NormalQuery, _ new: NormalQuery, _ found: FoundRows) {
    var before = old.rows
    var now = new.rows
    for join in now.outerJoins where !before.outerJoins.contains(join) {
      guard let inner = before.asInner(join) else { continue }
      if !found.always(join) { widening.append("\(Self.names(join.side)) may be missing now") }
      before = inner
    }
    for join in before.outerJoins where !now.outerJoins.contains(join) {
      guard let inner = now.asInner(join) else { continue }
      if !found.always(join) { narrowing.append("\(Self.names(join.side)) must be there now") }
      now = inner
    }
    let (gone, come) = Self.difference(before.outerJoins, now.outerJoins)
    if old.isGrouped || new.isGrouped, !gone.isEmpty || !come.isEmpty {
      other.append("groups are made of other rows")
    }
    // A row more or less on the side that may be missing is none of the whole: one row a key.
    for join in gone + come {
      if join.isFull { other.append("a FULL JOIN is another one") }
      labels.formUnion(join.side.relations.map(Self.label))
    }
    var (lostTables, newTables) = Self.difference(before.relations, now.relations)
    for lost in lostTables {
      guard let place = newTables.firstIndex(where: { Self.label($0) == Self.label(lost) }) else {
        continue
      }
      // A subquery at the same place that is another one: what is read of it is of other rows.
      newTables.remove(at: place)
      lostTables.removeAll { $0 == lost }
      labels.insert(Self.label(lost))
      other.append("a subquery in FROM is another one")
    }
    narrowing += newTables.map { "\(Self.name($0)) is joined now" }
    widening += lostTables.map { "\(Self.name($0)) is not joined any more" }
    let (lost, added) = Self.difference(before.conditions, now.conditions)
    narrowing += added.map { "only where \(Self.shown($0))" }
    widening += lost.map { "not only where \(Self.shown($0))" }
  }

  private mutating func compareFilters(_ old: NormalQuery, _ new: NormalQuery) {
    let (lost, added) = Self.difference(old.having, new.having)
    narrowing += added.map { "only groups where \(Self.shown($0))" }
    widening += lost.map { "not only groups where \(Self.shown($0))" }
    if old.groups.sorted() != new.groups.sorted() { other.append("GROUP BY is another one") }
    switch (old.limit, new.limit) {
    case (nil, let limit?): narrowing.append(limit)
    case (let limit?, nil): widening.append("no \(limit) any more")
    case (let before, let now) where before != now: other.append("LIMIT is another one")
    default:
      if new.limit != nil, old.order != new.order { other.append("ORDER BY is another one") }
    }
    if old.distinct != new.distinct {
      // One row a key it is either way; which one may differ where several fit.
      if old.distinct?.contains("ON") == true || new.distinct?.contains("ON") == true {
        other.append("DISTINCT ON is another one")
      }
    } else if old.distinct?.contains("ON") == true, old.order != new.order {
      other.append("ORDER BY is another one: DISTINCT ON takes other rows")
    }
    if old.rest != new.rest { other.append("WINDOW or FOR is another one") }
  }

  // MARK: Set operations

  private mutating func compareBranches(_ old: NormalQuery, _ new: NormalQuery) {
    let parts = [old, new].map(Self.union)
    guard let before = parts[0], let now = parts[1] else {
      other.append("UNION, INTERSECT or EXCEPT is another one")
      return
    }
    let (lost, added) = Self.difference(before, now)
    switch (lost.isEmpty, added.isEmpty) {
    case (true, false): widening.append("one more SELECT is united")
    case (false, true): narrowing.append("one SELECT less is united")
    case (false, false): other.append("a SELECT of the union is another one")
    case (true, true): break
    }
  }

  /// The parts of a union, or the query alone; nil for what takes rows away.
  private static func union(_ query: NormalQuery) -> [String]? {
    guard !query.branches.isEmpty else { return [query.rowsText] }
    guard query.limit == nil, query.branches.dropFirst().allSatisfy({ $0.word.hasPrefix("UNION") })
    else { return nil }
    return query.branches.map(\.query.rowsText)
  }

  // MARK: Words

  /// What is only on the one side, and only on the other, each as often as it is there more often.
  private static func difference<Element: Equatable>(
    _ old: [Element], _ new: [Element]
  ) -> (lost: [Element], added: [Element]) {
    var added = new
    var lost: [Element] = []
    for element in old {
      if let place = added.firstIndex(of: element) {
        added.remove(at: place)
      } else {
        lost.append(element)
      }
    }
    return (lost, added)
  }

  /// What stands in expressions for a relation: without the text of a subquery.
  private static func label(_ relation: String) -> String {
    relation.firstRange(of: " = ").map { String(relation[..<$0.lowerBound]) } ?? relation
  }

  private static func names(_ rows: NormalQuery.Rows) -> String {
    rows.relations.map(name).joined(separator: " and ")
  }

  /// A table without the number that tells it from others of its name.
  private static func name(_ label: String) -> String {
    label.hasPrefix("query#") || label.hasPrefix("function#")
      ? "a subquery" : String(label.prefix { $0 != "#" })
  }

  /// A condition as people read it.
  static func shown(_ text: String) -> String { NormalText.shown(text) }
}

/// Which outer joins never miss a row.
private struct FoundRows {
  let references: Set<ReferenceFact>
  let notNull: Set<String>

  func always(_ join: NormalQuery.OuterJoin) -> Bool {
    guard !join.isFull, join.side.relations.count == 1, join.side.conditions.isEmpty,
      join.side.outerJoins.isEmpty, join.conditions.count == 1
    else { return false }
    let sides = join.conditions[0].split(separator: " = ").map(String.init).compactMap(column)
    guard sides.count == 2,
      let target = sides.first(where: { $0.label == join.side.relations[0] }),
      let source = sides.first(where: { $0.label != target.label })
    else { return false }
    return notNull.contains("\(source.table).\(source.column)")
      && references.contains(
        ReferenceFact(
          columns: "\(source.table) (\(source.column))",
          finds: "\(target.table) (\(target.column))"))
  }

  private func column(_ text: String) -> (label: String, table: String, column: String)? {
    guard !text.contains(" "), let dot = text.lastIndex(of: "."),
      let mark = text.firstIndex(of: "#"), mark < dot
    else { return nil }
    return (String(text[..<dot]), String(text[..<mark]), String(text[text.index(after: dot)...]))
  }
}

extension NormalQuery.Rows {
  /// The same with one of its inner joins written as the outer join that it could be; nil when it
  /// has no such one.
  fileprivate func asInner(_ join: NormalQuery.OuterJoin) -> NormalQuery.Rows? {
    guard !join.isFull else { return nil }
    var rows = self
    for relation in join.side.relations {
      guard let place = rows.relations.firstIndex(of: relation) else { return nil }
      rows.relations.remove(at: place)
    }
    for condition in join.conditions + join.side.conditions {
      guard let place = rows.conditions.firstIndex(of: condition) else { return nil }
      rows.conditions.remove(at: place)
    }
    for other in join.side.outerJoins {
      guard let place = rows.outerJoins.firstIndex(of: other) else { return nil }
      rows.outerJoins.remove(at: place)
    }
    rows.outerJoins.append(join)
    return rows
  }
}
