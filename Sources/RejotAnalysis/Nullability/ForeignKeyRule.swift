import RejotCatalog

/// Proves that a row finds the one that its foreign key points to.
///
/// A foreign key is a fact about committed rows only where it is validated, enforced and checked at
/// once, where both rows are looked up as of one moment by the operators that the key itself
/// compares with, where row-level security hides nothing of the table that is pointed to, and where
/// no trigger or rule keeps a row that a cascade deletes.
struct ForeignKeyRule {
  let scope: QueryScope
  /// Columns that conditions keep from being NULL.
  let known: Set<Variable>

  /// `column = column` of a join, by entry and number.
  private struct Pair: Hashable {
    let near: Variable
    /// The column of the table that is looked up.
    let far: Int
    let operation: UInt32
    /// The column that is looked up is the left operand.
    let isFarFirst: Bool
  }

  /// Why every row finds one in `part` of the join tree; nil where nothing says so.
  ///
  /// - Parameters:
  ///   - entries: those whose row is always there.
  ///   - condition: under which rows belong together.
  func finds(_ part: Node, from entries: [Int], on condition: Node) -> String? {
    guard scope.readsOneSnapshot, scope.query.command == .select, part.tag == "RANGETBLREF",
      let far = part["rtindex"].integer,
      let target = target(far, scope: scope),
      let pairs = pairs(condition, far: far, levelsUp: 0)
    else { return nil }
    for entry in entries {
      guard let mine = scope.query.entry(entry), let oid = mine.relation else { continue }
      let near = pairs.map { $0.near }
      guard near.allSatisfy({ $0.entry == entry && $0.levelsUp == 0 }) else { continue }
      if let words = key(of: oid, mine, scope, pairs, target, entry) { return words }
    }
    return nil
  }

  /// Why a scalar subquery, which is the scope's query, finds its row; nil where nothing says so.
  func findsOuterRow() -> String? {
    let query = scope.query
    guard scope.readsOneSnapshot, query.command == .select, let owner = scope.parent,
      owner.query.command == .select, query.setOperations.isNull, !query.hasAggregates,
      !query.hasGrouping, !query.hasHaving, !query.hasSetReturningTargets,
      !query.hasLimit
    else { return nil }
    let from = query.joinTree["fromlist"].elements
    guard from.count == 1, from[0].tag == "RANGETBLREF", let far = from[0]["rtindex"].integer,
      let target = target(far, scope: scope),
      let pairs = pairs(query.joinTree["quals"], far: far, levelsUp: 1),
      let entry = pairs.first?.near.entry, pairs.allSatisfy({ $0.near.entry == entry }),
      let mine = owner.query.entry(entry), let oid = mine.relation,
      owner.rows.nullers[entry]?.isEmpty == true
    else { return nil }
    let rule = ForeignKeyRule(scope: owner, known: Set(owner.rows.provedColumns.keys))
    return rule.key(of: oid, mine, owner, pairs, target, entry)
  }

  // MARK: Tables

  /// A table that is looked up, and how its columns are called by whoever looks.
  private struct Target {
    let oid: UInt32
    /// Numbers of the table's columns by those of the entry.
    var columns: [Int: Int]?

    func column(_ number: Int) -> Int? { columns.map { $0[number] } ?? number }
  }

  /// The table that an entry shows all rows of.
  private func target(_ entry: Int, scope: QueryScope) -> Target? {
    guard let entry = scope.query.entry(entry), !entry.hasSample else { return nil }
    switch entry.kind {
    case .relation(let oid):
      guard let relation = scope.facts.relation(oid) else { return nil }
      if relation.kind == .view, let body = scope.facts.views[oid] {
        return target(showing: scope.view(oid, body))
      }
      // Without its partitions a partitioned table has no rows.
      guard
        relation.kind == .table || (relation.kind == .partitionedTable && entry.includesChildren)
      else { return nil }
      return relation.hasRowSecurity && scope.rules.hold(.rowSecurity) ? nil : Target(oid: oid)
    case .subquery(let query):
      return target(showing: scope.inner(query))
    case .tableFunction, .join, .function, .values, .commonTable, .group, .other:
      return nil
    }
  }

  /// The table that a query of nothing but columns shows all rows of.
  private func target(showing inner: QueryScope) -> Target? {
    let query = inner.query
    let from = query.joinTree["fromlist"].elements
    guard query.command == .select, !inner.isTooDeep, query.setOperations.isNull, from.count == 1,
      from[0].tag == "RANGETBLREF", query.joinTree["quals"].isNull, !query.hasAggregates,
      !query.hasGrouping, !query.hasHaving, !query.hasLimit, !query.hasSetReturningTargets,
      !query.hasDistinct, !query.hasRowLocks, let index = from[0]["rtindex"].integer,
      var found = target(index, scope: inner)
    else { return nil }
    var columns: [Int: Int] = [:]
    for (place, output) in query.outputs.enumerated() {
      guard let variable = Variable(output.expression), variable.levelsUp == 0,
        variable.entry == index, let column = found.column(variable.column)
      else { continue }
      columns[place + 1] = column
    }
    found.columns = columns
    return found
  }

  // MARK: Keys

  /// The equalities that make up a whole condition; nil when there is anything else in it.
  private func pairs(_ condition: Node, far: Int, levelsUp: Int) -> [Pair]? {
    let parts = condition.conjuncts.map { pair($0, far: far, levelsUp: levelsUp) }
    let found = parts.compactMap { $0 }
    guard !found.isEmpty, found.count == parts.count || !scope.rules.hold(.wholeKey) else {
      return nil
    }
    return found
  }

  private func pair(_ part: Node, far: Int, levelsUp: Int) -> Pair? {
    let arguments = part["args"].elements
    guard part.tag == "OPEXPR", arguments.count == 2, let operation = part["opno"].oid else {
      return nil
    }
    let columns = arguments.compactMap { argument -> Variable? in
      guard let variable = Variable(argument.withoutRelabels), variable.column > 0 else {
        return nil
      }
      return scope.resolved(variable).variable
    }
    guard columns.count == 2 else { return nil }
    for (mine, other, isFarFirst) in [
      (columns[0], columns[1], false), (columns[1], columns[0], true),
    ]
    where other.levelsUp == 0 && other.entry == far && mine.levelsUp == levelsUp
      && !(levelsUp == 0 && mine.entry == far)
    {
      return Pair(
        near: mine, far: other.column, operation: operation, isFarFirst: isFarFirst)
    }
    return nil
  }

  /// The foreign key of a table that the pairs are part of.
  private func key(
    of oid: UInt32, _ mine: RangeTableEntry, _ owner: QueryScope, _ pairs: [Pair],
    _ target: Target, _ entry: Int
  ) -> String? {
    guard let relation = owner.facts.relation(oid),
      relation.kind == .table || relation.kind == .partitionedTable,
      !relation.hasForeignDescendants,
      !relation.hasInheritanceChildren || !mine.includesChildren
        || !owner.rules.hold(.inheritance)
    else { return nil }
    for key in relation.foreignKeys where key.references == target.oid {
      guard isFact(key, of: relation), isWhole(key, relation, owner, entry),
        areTold(key, of: relation, owner)
      else { continue }
      let fits = pairs.allSatisfy { pair in
        guard let place = key.columns.firstIndex(of: pair.near.column) else { return false }
        let operators = pair.isFarFirst ? key.operators : key.commutators
        return target.column(pair.far) == key.referencedColumns[place]
          && operators.indices.contains(place) && operators[place] == pair.operation
      }
      guard fits else { continue }
      return "a foreign key says that it is there"
    }
    return nil
  }

  private func isFact(_ key: ForeignKeyConstraint, of relation: Relation) -> Bool {
    let rules = scope.rules
    guard !key.isOverTime, !key.isPartOfAnother, !key.isSwitchedOff else { return false }
    guard key.isValidated && key.isEnforced || !rules.hold(.validated) else { return false }
    guard !key.isDeferrable || !rules.hold(.deferrable) else { return false }
    return !key.acts || !(relation.hasAnyTriggers || relation.hasRules) || !rules.hold(.cascade)
  }

  /// No column of the key is NULL: one that is points nowhere.
  private func isWhole(
    _ key: ForeignKeyConstraint, _ relation: Relation, _ owner: QueryScope, _ entry: Int
  ) -> Bool {
    guard owner.rules.hold(.nullableKey) else { return true }
    return key.columns.allSatisfy { number in
      known.contains(Variable(entry: entry, column: number))
        || NullabilityProver(scope: owner).isNeverNullByItself(entry, number)
    }
  }

  /// Texts that the foreign key takes for equal are the same texts.
  private func areTold(
    _ key: ForeignKeyConstraint, of relation: Relation, _ owner: QueryScope
  ) -> Bool {
    let far = owner.facts.relation(key.references)
    return key.columns.allSatisfy { relation.column($0)?.hasDeterministicCollation == true }
      && key.referencedColumns.allSatisfy { far?.column($0)?.hasDeterministicCollation == true }
  }
}
