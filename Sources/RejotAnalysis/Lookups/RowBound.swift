import RejotCatalog
import RejotContract

/// The proof that a query gives at most one row where some of its columns are held: each row source
/// is pinned down by a unique key, one after the other, from what is held and from equalities with
/// what is pinned down already.
struct RowBound {
  /// Unique indexes that the proof rests on, by relation.
  struct Use: Hashable {
    let relation: UInt32
    let index: String
  }

  /// What was found out about a query once, whichever way led there.
  struct Answer {
    let isOneRow: Bool
    let uses: Set<Use>
    let culprit: String?
  }

  private(set) var uses = Set<Use>()
  /// The first row source that may give several rows, as people call it.
  private(set) var culprit: String?
  private let facts: StatementFacts

  init(facts: StatementFacts) {
    self.facts = facts
  }

  /// - Parameter held: output columns, from 0, whose values are given. Placeholders are given too.
  mutating func isOneRow(_ scope: QueryScope, held: Set<Int>) -> Bool {
    let answer = scope.memo.rowBounds[held] ?? RowBound(facts: facts).answer(scope, held)
    scope.memo.rowBounds[held] = answer
    uses.formUnion(answer.uses)
    culprit = culprit ?? answer.culprit
    return answer.isOneRow
  }

  private func answer(_ scope: QueryScope, _ held: Set<Int>) -> Answer {
    var bound = self
    let isOneRow = bound.decide(scope, held)
    return Answer(isOneRow: isOneRow, uses: bound.uses, culprit: bound.culprit)
  }

  private mutating func decide(_ scope: QueryScope, _ held: Set<Int>) -> Bool {
    let query = scope.query
    guard !scope.isTooDeep else { return fail("a query in it") }
    guard query.setOperations.isNull else { return isOneRow(setOperation: scope, held) }
    if query.limitsToOneRow { return true }
    guard !query.hasSetReturningTargets else { return fail("a set in the SELECT list") }
    let isGrouped = !query.node["groupClause"].elements.isEmpty
    if query.hasAggregates || query.hasHaving, !isGrouped, !query.hasGroupingSets { return true }
    var pinned = Pinned(scope: scope, held: held)
    pinned.followEqualities()
    if query.hasDistinct, pinned.holdsAll(of: query.node["distinctClause"]) { return true }
    if pinned.holdsOneOfEachPartition { return true }
    let isPinned = pin(&pinned)
    if isPinned, !query.hasGroupingSets { return true }
    guard isGrouped, !query.hasGroupingSets else { return false }
    let missing = pinned.missing(of: query.node["groupClause"])
    guard missing == nil else { return fail(missing) }
    culprit = nil
    return true
  }

  private mutating func fail(_ name: String?) -> Bool {
    culprit = culprit ?? name
    return false
  }

  // MARK: Set operations

  private mutating func isOneRow(setOperation scope: QueryScope, _ held: Set<Int>) -> Bool {
    let query = scope.query
    // UNION, INTERSECT and EXCEPT without ALL give no row twice.
    if !query.setOperations["all"].isTrue, held.isSuperset(of: query.outputs.indices) {
      return true
    }
    let arms = query.setOperations.entryReferences.compactMap { index -> QueryScope? in
      query.subquery(at: index).map { scope.inner($0, at: .entry(index)) }
    }
    // Arms that tell themselves apart by a constant never give the same key.
    let isApart = held.contains { column in
      let constants = arms.compactMap { arm -> Node? in
        guard arm.outputs.indices.contains(column) else { return nil }
        let value = arm.outputs[column].expression.withoutCasts
        return value.tag == "CONST" && !value["constisnull"].isTrue ? value["constvalue"] : nil
      }
      return constants.count == arms.count
        && constants.indices.allSatisfy { !constants[..<$0].contains(constants[$0]) }
    }
    guard isApart else { return fail("the set operation") }
    for arm in arms where !isOneRow(arm, held: held) { return false }
    return true
  }

  // MARK: Row sources

  private mutating func pin(_ pinned: inout Pinned) -> Bool {
    let scope = pinned.scope
    let entries = scope.query.joinTree.entryReferences
    guard !pinned.hasFullJoin else { return fail("a FULL JOIN") }
    var isMoving = true
    while isMoving {
      isMoving = false
      pinned.followEqualities()
      for entry in entries where !pinned.entries.contains(entry) {
        guard isOneRow(entry, pinned) else { continue }
        pinned.entries.insert(entry)
        isMoving = true
      }
    }
    for entry in entries where !pinned.entries.contains(entry) {
      return fail(scope.query.entry(entry)?.alias)
    }
    return true
  }

  private mutating func isOneRow(_ index: Int, _ pinned: Pinned) -> Bool {
    let scope = pinned.scope
    guard let entry = scope.query.entry(index) else { return false }
    let columns = Set(pinned.columns.keys.filter { $0.entry == index }.map(\.column))
    let inner: QueryScope?
    switch entry.kind {
    case .relation(let oid):
      if let body = facts.views[oid], facts.relation(oid)?.kind == .view {
        inner = scope.view(oid, body)
      } else {
        return isOneRow(of: oid, entry, columns, pinned, index)
      }
    case .subquery(let query): inner = scope.inner(query, at: .entry(index))
    case .commonTable(let name, let levelsUp, let isSelfReference):
      inner = isSelfReference ? nil : scope.commonTable(name, levelsUp: levelsUp)
    case .values(let rows): return rows.count == 1
    case .function: return !entry.node.contains { $0["funcretset"].isTrue }
    case .tableFunction, .join, .group, .other: return false
    }
    guard let inner else { return false }
    var below = self
    guard below.isOneRow(inner, held: Set(columns.map { $0 - 1 })) else { return false }
    uses = below.uses
    return true
  }

  private mutating func isOneRow(
    of oid: UInt32, _ entry: RangeTableEntry, _ columns: Set<Int>, _ pinned: Pinned, _ index: Int
  ) -> Bool {
    guard let relation = facts.relation(oid),
      !(relation.hasInheritanceChildren && entry.includesChildren)
    else { return false }
    let fitting = relation.indexes.filter { unique in
      unique.provesUniqueness && unique.isAsCoarseAsColumns
        && columns.isSuperset(of: unique.columns)
        && zip(unique.columns, unique.families).allSatisfy { number, family in
          let operations = pinned.columns[Variable(entry: index, column: number)] ?? []
          return operations.contains {
            $0.map { facts.catalog.equalities.holds($0, in: family) } ?? true
          }
        }
    }
    let best = fitting.min {
      ($0.isPrimary ? 0 : 1, $0.columns.count, $0.name)
        < ($1.isPrimary ? 0 : 1, $1.columns.count, $1.name)
    }
    guard let best else { return false }
    uses.insert(Use(relation: oid, index: best.name))
    return true
  }
}

/// What of one query is pinned down to one value.
private struct Pinned {
  let scope: QueryScope
  /// Row sources with at most one row.
  var entries = Set<Int>()
  /// Columns with one value, and the operators they are compared by; nil for one that is given.
  var columns: [Variable: Set<UInt32?>] = [:]
  /// Either side of a join may be without the other.
  private(set) var hasFullJoin = false
  private let held: Set<Int>
  private var equalities: [(node: Node, missing: Set<Int>)] = []

  init(scope: QueryScope, held: Set<Int>) {
    self.scope = scope
    self.held = held
    collect(scope.query.joinTree, missing: [])
    for index in held where scope.query.outputs.indices.contains(index) {
      let expression = widened(scope.query.outputs[index].expression)
      if let variable = Variable(expression), let column = scope.resolved(variable).variable,
        column.levelsUp == 0
      {
        columns[column, default: []].insert(nil)
      }
    }
  }

  /// What stands under casts that give unlike values for unlike ones.
  private func widened(_ node: Node) -> Node {
    let inner = node.withoutRelabels
    let catalog = scope.facts.catalog
    guard inner.tag == "FUNCEXPR", inner["args"].elements.count == 1,
      let format = inner["funcformat"].integer, format == 1 || format == 2,
      let argument = inner["args"].elements.first,
      let from = argument.expressionType(in: catalog)?.oid,
      let to = inner["funcresulttype"].oid, TextIdentity(catalog: catalog).carries(from, to: to)
    else { return inner }
    return widened(argument)
  }

  /// Conditions that every row passes; of an outer join those that rows of its far side pass, which
  /// say nothing of the near side.
  private mutating func collect(_ node: Node, missing: Set<Int>) {
    switch node.tag {
    case "FROMEXPR":
      equalities += node["quals"].conjuncts.map { ($0, missing) }
      for item in node["fromlist"].elements { collect(item, missing: missing) }
    case "JOINEXPR":
      let left = Set(node["larg"].entryReferences)
      let right = Set(node["rarg"].entryReferences)
      // JoinType: 0 inner, 1 left, 2 full, 3 right; less where WHERE asks for a side.
      let type = node["jointype"].integer
      let leftMayMiss = (type == 2 || type == 3) && present.isDisjoint(with: left)
      let rightMayMiss = (type == 1 || type == 2) && present.isDisjoint(with: right)
      if leftMayMiss, rightMayMiss { hasFullJoin = true }
      let far = leftMayMiss ? left : rightMayMiss ? right : missing
      equalities += node["quals"].conjuncts.map { ($0, far) }
      collect(node["larg"], missing: leftMayMiss ? left : missing)
      collect(node["rarg"], missing: rightMayMiss ? right : missing)
    default:
      return
    }
  }

  /// Row sources that have a row wherever WHERE holds.
  private var present: Set<Int> {
    let strictness = Strictness(scope: scope)
    return scope.query.joinTree["quals"].conjuncts.reduce(into: []) {
      $0.formUnion(strictness.entriesPresent(whenTrue: $1))
    }
  }

  mutating func followEqualities() {
    var isMoving = true
    while isMoving {
      isMoving = false
      for (node, missing) in equalities {
        guard node.tag == "OPEXPR", let operation = node["opno"].oid,
          scope.facts.catalog.equalities.families[operation] != nil
        else { continue }
        let sides = node["args"].elements.map(\.withoutRelabels)
        guard sides.count == 2 else { continue }
        for (one, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
          guard let variable = Variable(one), variable.levelsUp == 0, variable.column > 0,
            node["inputcollid"].oid == one["varcollid"].oid,
            let column = scope.resolved(variable).variable, column.levelsUp == 0,
            missing.isEmpty || missing.contains(column.entry), isPinned(other),
            columns[column]?.contains(operation) != true
          else { continue }
          columns[column, default: []].insert(operation)
          isMoving = true
        }
      }
    }
  }

  /// Made of what has one value: constants, placeholders, columns of queries around.
  private func isPinned(_ node: Node) -> Bool {
    !node.contains { part in
      if part.tag == "SUBLINK" { return true }
      guard let variable = Variable(part), variable.levelsUp == 0 else { return false }
      guard let column = scope.resolved(variable).variable else { return true }
      return column.levelsUp == 0 && columns[column] == nil && !entries.contains(column.entry)
    }
  }

  func holdsAll(of clause: Node) -> Bool { missing(of: clause) == nil }

  /// A row_number() is held, of which there is one in each partition, and the partition too.
  var holdsOneOfEachPartition: Bool {
    held.contains { index in
      guard scope.query.outputs.indices.contains(index) else { return false }
      let call = scope.query.outputs[index].expression
      guard call.tag == "WINDOWFUNC", let function = scope.facts.function(call),
        function.isBuiltIn, function.name == "row_number"
      else { return false }
      let window = scope.query.node["windowClause"].elements.first {
        $0["winref"].integer == call["winref"].integer
      }
      return window.map { holdsAll(of: $0["partitionClause"]) } ?? false
    }
  }

  /// What a clause groups by that is not pinned down.
  func missing(of clause: Node) -> String? {
    let targets = scope.query.node["targetList"].elements
    for element in clause.elements {
      guard let reference = element["tleSortGroupRef"].integer,
        let target = targets.first(where: { $0["ressortgroupref"].integer == reference })
      else { return "a group" }
      let place = (target["resno"].integer ?? 0) - 1
      let isHeld = !target["resjunk"].isTrue && held.contains(place)
      guard isHeld || isPinned(target["expr"]) else {
        return target["resname"].text ?? "a group"
      }
    }
    return nil
  }
}

extension Query {
  /// `LIMIT 1`, without ties.
  fileprivate var limitsToOneRow: Bool {
    let limit = node["limitCount"].withoutCasts
    guard limit.tag == "CONST", node["limitOption"].integer != 1,
      case .integer(let count)? = InlineConstant.expression(limit)
    else { return false }
    return (0...1).contains(count)
  }
}
