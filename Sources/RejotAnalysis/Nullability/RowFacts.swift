import RejotCatalog

/// What a query's joins and filters prove about the rows it gives.
struct RowFacts {
  /// A condition that only rows without a NULL in some column pass.
  struct Condition {
    /// Where it stands: `WHERE`, `the join`.
    let clause: String
    /// Which kind of condition it is, for people.
    let words: String

    var because: String { "\(clause) keeps only rows where it is not" }
  }

  /// By range table entry: the outer joins, numbered, that may leave it without a row.
  private(set) var nullers: [Int: Set<Int>] = [:]
  /// Columns that a filter or an inner join's condition keeps from being NULL.
  private(set) var provedColumns: [Variable: Condition] = [:]
  /// By range table entry: where it stands in the joins above it, outermost first.
  private(set) var positions: [Int: [String]] = [:]
  /// FULL joins that may lack either side, of which one is always there.
  private(set) var fullJoins: [FullJoin] = []

  /// A FULL join and the entries on both of its sides.
  struct FullJoin {
    let number: Int
    let left: Set<Int>
    let right: Set<Int>
  }

  /// Looked at only while the facts are gathered: they outlive it.
  private unowned let scope: QueryScope
  private var joinCount = 0

  init(query: Query, scope: QueryScope) {
    self.scope = scope
    // A MERGE also acts on rows that its condition does not join.
    let isKept = query.command != .merge || !scope.rules.hold(.merge)
    let groups = query.hasGroupingSets ? .null : query.node["havingQual"]
    let having = conditions(groups, "HAVING")
    let place = Place(
      isKept: isKept, nullers: [], known: Set(having.keys), present: present(groups))
    read(query.joinTree, place)
    learn(having)
    guard scope.isReturning, scope.rules.hold(.returning) else { return }
    if query.command != .delete, let target = query.resultRelation {
      // RETURNING gives the new row, of which the conditions on the old one say nothing.
      provedColumns = provedColumns.filter { $0.key.entry != target }
    }
    if query.mergeActions.contains(where: \.actsWithoutSource), scope.rules.hold(.merge) {
      joinCount += 1
      for entry in entries(of: query.joinTree) where entry != query.resultRelation {
        nullers[entry, default: []].insert(joinCount)
        positions[entry, default: []].append(
          "\(name(entry)) has no row where MERGE acts on rows NOT MATCHED BY SOURCE")
      }
    }
  }

  /// What is known on the way down to a part of the join tree.
  private struct Place {
    /// Rows that fail a condition here do not reach the result, so it is a fact.
    var isKept: Bool
    /// Outer joins above that may leave the part out.
    var nullers: Set<Int>
    /// Columns that conditions above keep from being NULL.
    var known: Set<Variable>
    /// Entries that have a row wherever those conditions hold.
    var present: Set<Int>
  }

  private mutating func read(_ node: Node, _ place: Place) {
    switch node.tag {
    case "FROMEXPR":
      let found = place.isKept ? conditions(node["quals"], "WHERE") : [:]
      var inside = place
      inside.known.formUnion(found.keys)
      if place.isKept { inside.present.formUnion(present(node["quals"])) }
      for item in node["fromlist"].elements { read(item, inside) }
      learn(found)
    case "RANGETBLREF":
      if let entry = node["rtindex"].integer { nullers[entry] = place.nullers }
    case "JOINEXPR":
      join(
        OuterJoin(node, left: entries(of: node["larg"]), right: entries(of: node["rarg"])), place)
    default:
      return
    }
  }

  /// A join of two parts of the tree, and which of them may be missing from its rows.
  private struct OuterJoin {
    let node: Node
    let left: [Int]
    let right: [Int]
    var leftMayMiss: Bool
    var rightMayMiss: Bool
    /// Why a side is always there although the join does not ask for it.
    var reason: String?

    init(_ node: Node, left: [Int], right: [Int]) {
      self.node = node
      self.left = left
      self.right = right
      // JoinType: 0 inner, 1 left, 2 full, 3 right.
      let type = node["jointype"].integer
      leftMayMiss = type == 2 || type == 3
      rightMayMiss = type == 1 || type == 2
    }

    var isFull: Bool { leftMayMiss && rightMayMiss }
    var isInner: Bool { !leftMayMiss && !rightMayMiss }
  }

  private mutating func join(_ written: OuterJoin, _ place: Place) {
    var join = written
    joinCount += 1
    let number = joinCount
    if scope.rules.hold(.outerJoin) { narrow(&join, place) } else { join.leftMayMiss = false }
    if !scope.rules.hold(.outerJoin) { join.rightMayMiss = false }
    let isInner = join.isInner
    let isFact = isInner || !scope.rules.hold(.outerCondition)
    let quals = place.isKept && isFact ? join.node["quals"] : .null
    let found = conditions(quals, "the join")
    let here = present(quals)
    func side(mayMiss: Bool) -> Place {
      Place(
        isKept: place.isKept && !mayMiss,
        nullers: mayMiss ? place.nullers.union([number]) : place.nullers,
        known: place.known.union(found.keys), present: place.present.union(here))
    }
    // The side that holds a foreign key is read before the side that it points to.
    if join.leftMayMiss, !join.rightMayMiss {
      read(join.node["rarg"], side(mayMiss: false))
      follow(&join, place, number)
      read(join.node["larg"], side(mayMiss: join.leftMayMiss))
    } else {
      read(join.node["larg"], side(mayMiss: join.leftMayMiss))
      follow(&join, place, number)
      read(join.node["rarg"], side(mayMiss: join.rightMayMiss))
    }
    if join.isFull {
      fullJoins.append(FullJoin(number: number, left: Set(join.left), right: Set(join.right)))
    }
    note(join)
    let late =
      !isInner && join.isInner && place.isKept ? conditions(join.node["quals"], "the join") : [:]
    learn(found.merging(late) { first, _ in first })
  }

  /// A condition above that only rows with the far side pass makes the join an inner one.
  private func narrow(_ join: inout OuterJoin, _ place: Place) {
    if join.leftMayMiss, !place.present.isDisjoint(with: join.left) {
      join.leftMayMiss = false
      join.reason = "a condition leaves out the rows without it"
    }
    if join.rightMayMiss, !place.present.isDisjoint(with: join.right) {
      join.rightMayMiss = false
      join.reason = "a condition leaves out the rows without it"
    }
    guard join.node["quals"].isNull || join.node["quals"].isTrueConstant, !join.isFull else {
      return
    }
    let far = join.node[join.leftMayMiss ? "larg" : "rarg"]
    guard join.leftMayMiss || join.rightMayMiss, RowPresence(scope: scope).hasRow(far) else {
      return
    }
    join.leftMayMiss = false
    join.rightMayMiss = false
    join.reason = "it always has a row"
  }

  /// A foreign key from the side that is there to the other one finds its row.
  private func follow(_ join: inout OuterJoin, _ place: Place, _ number: Int) {
    let rule = ForeignKeyRule(scope: scope, known: place.known)
    func isThere(_ entry: Int) -> Bool {
      nullers[entry]?.subtracting(place.nullers).subtracting([number]).isEmpty == true
    }
    if join.rightMayMiss,
      let words = rule.finds(
        join.node["rarg"], from: join.left.filter(isThere), on: join.node["quals"])
    {
      join.rightMayMiss = false
      join.reason = words
    } else if join.leftMayMiss, !join.rightMayMiss,
      let words = rule.finds(
        join.node["larg"], from: join.right.filter(isThere), on: join.node["quals"])
    {
      join.leftMayMiss = false
      join.reason = words
    }
  }

  private func conditions(_ condition: Node, _ clause: String) -> [Variable: Condition] {
    var found: [Variable: Condition] = [:]
    let strictness = Strictness(scope: scope)
    for part in condition.conjuncts {
      let words = strictness.words(for: part)
      for variable in strictness.columnsNotNull(whenTrue: part) where found[variable] == nil {
        found[variable] = Condition(clause: clause, words: words)
      }
    }
    return found
  }

  private func present(_ condition: Node) -> Set<Int> {
    let strictness = Strictness(scope: scope)
    return condition.conjuncts.reduce(into: []) {
      $0.formUnion(strictness.entriesPresent(whenTrue: $1))
    }
  }

  /// What stands further in is told of first.
  private mutating func learn(_ found: [Variable: Condition]) {
    provedColumns.merge(found) { first, _ in first }
  }

  // MARK: Positions

  /// Notes for every entry under an outer join on which side of it the entry stands.
  private mutating func note(_ join: OuterJoin) {
    guard let words = Self.outerJoins[join.node["jointype"].integer ?? 0] else { return }
    let isPreserved = (
      left: join.node["jointype"].integer == 1, right: join.node["jointype"].integer == 3
    )
    func note(_ side: [Int], _ others: [Int], isPreserved: Bool, mayMiss: Bool) {
      let list = others.map(name).joined(separator: ", ")
      let end = isPreserved || mayMiss ? "" : ", and \(join.reason ?? "it is there")"
      for entry in side {
        positions[entry, default: []].insert(
          "\(name(entry)) stands on the \(isPreserved ? "preserved" : "nullable") side of the "
            + "\(words) with \(list)\(end)", at: 0)
      }
    }
    note(join.left, join.right, isPreserved: isPreserved.left, mayMiss: join.leftMayMiss)
    note(join.right, join.left, isPreserved: isPreserved.right, mayMiss: join.rightMayMiss)
  }

  private static let outerJoins = [1: "LEFT JOIN", 2: "FULL JOIN", 3: "RIGHT JOIN"]

  /// The entries in a part of the join tree, in order.
  private func entries(of node: Node) -> [Int] {
    switch node.tag {
    case "RANGETBLREF": node["rtindex"].integer.map { [$0] } ?? []
    case "JOINEXPR": entries(of: node["larg"]) + entries(of: node["rarg"])
    case "FROMEXPR": node["fromlist"].elements.flatMap { entries(of: $0) }
    default: []
    }
  }

  private func name(_ entry: Int) -> String {
    scope.query.entry(entry)?.alias ?? "a subquery"
  }
}

extension Node {
  /// The parts of a condition that must all hold.
  var conjuncts: [Node] {
    guard kindTag == "BOOLEXPR", self["boolop"].text == "and" else { return [self] }
    return self["args"].elements.flatMap(\.conjuncts)
  }

  /// The condition `true`.
  var isTrueConstant: Bool {
    guard tag == "CONST", self["consttype"].oid == 16, !self["constisnull"].isTrue,
      case .datum(let bytes) = self["constvalue"]
    else { return false }
    return bytes.contains(1)
  }
}

extension Strictness {
  /// What a condition is, where it is true only for values: for people.
  fileprivate func words(for condition: Node) -> String {
    switch condition.kindTag {
    case "NULLTEST": return "the condition is IS NOT NULL"
    case "BOOLEANTEST": return "the condition tests a truth value, which NULL is not"
    case "BOOLEXPR" where condition["boolop"].text == "or":
      return "each alternative of the OR needs a value"
    case "SCALARARRAYOPEXPR": return "IN finds no NULL"
    case "OPEXPR", "FUNCEXPR":
      guard let function = scope.facts.function(condition) else { break }
      return "the condition calls \(function.name), which is strict: a NULL in it is never true"
    default: break
    }
    return "the condition is never true for NULL"
  }
}
