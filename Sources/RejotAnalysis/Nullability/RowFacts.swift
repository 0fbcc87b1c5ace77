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

  /// Range table entries on the nullable side of an outer join.
  private(set) var nullableEntries = Set<Int>()
  /// Columns that a filter or an inner join's condition keeps from being NULL.
  private(set) var provedColumns: [Variable: Condition] = [:]
  /// By range table entry: where it stands in the joins above it, outermost first.
  private(set) var positions: [Int: [String]] = [:]

  init(query: Query, scope: QueryScope) {
    // A MERGE also acts on rows that its condition does not join.
    let isKept = query.command != .merge
    read(query.joinTree, isKept: isKept, isNullable: false, scope: scope)
    guard scope.isReturning else { return }
    if query.command != .delete, let target = query.resultRelation {
      // RETURNING gives the new row, of which the conditions on the old one say nothing.
      provedColumns = provedColumns.filter { $0.key.entry != target }
    }
    if query.mergeActions.contains(where: \.actsWithoutSource) {
      for entry in entries(of: query.joinTree) where entry != query.resultRelation {
        nullableEntries.insert(entry)
        positions[entry, default: []].append(
          "\(name(entry, scope)) has no row where MERGE acts on rows NOT MATCHED BY SOURCE")
      }
    }
  }

  /// `isKept`: rows that fail a condition here do not reach the result, so it is a fact.
  private mutating func read(_ node: Node, isKept: Bool, isNullable: Bool, scope: QueryScope) {
    switch node.tag {
    case "FROMEXPR":
      for item in node["fromlist"].elements {
        read(item, isKept: isKept, isNullable: isNullable, scope: scope)
      }
      if isKept { learn(node["quals"], clause: "WHERE", scope: scope) }
    case "RANGETBLREF":
      if isNullable, let entry = node["rtindex"].integer { nullableEntries.insert(entry) }
    case "JOINEXPR":
      // JoinType: 0 inner, 1 left, 2 full, 3 right.
      let type = node["jointype"].integer
      let leftIsKept = type == 0 || type == 1
      let rightIsKept = type == 0 || type == 3
      place(node, leftIsKept: leftIsKept, rightIsKept: rightIsKept, scope)
      read(
        node["larg"], isKept: isKept && leftIsKept, isNullable: isNullable || !leftIsKept,
        scope: scope)
      read(
        node["rarg"], isKept: isKept && rightIsKept, isNullable: isNullable || !rightIsKept,
        scope: scope)
      if isKept, type == 0 { learn(node["quals"], clause: "the join", scope: scope) }
    default:
      return
    }
  }

  private mutating func learn(_ condition: Node, clause: String, scope: QueryScope) {
    let strictness = Strictness(scope: scope)
    for part in condition.conjuncts {
      let words = strictness.words(for: part)
      for variable in strictness.columnsNotNull(whenTrue: part) {
        provedColumns[variable] =
          provedColumns[variable] ?? Condition(clause: clause, words: words)
      }
    }
  }

  // MARK: Positions

  /// Notes for every entry under an outer join on which side of it the entry stands.
  private mutating func place(
    _ join: Node, leftIsKept: Bool, rightIsKept: Bool, _ scope: QueryScope
  ) {
    guard let words = Self.outerJoins[join["jointype"].integer ?? 0] else { return }
    let (left, right) = (entries(of: join["larg"]), entries(of: join["rarg"]))
    func note(_ side: [Int], _ others: [Int], isKept: Bool) {
      let list = others.map { name($0, scope) }.joined(separator: ", ")
      for entry in side {
        positions[entry, default: []].append(
          "\(name(entry, scope)) stands on the \(isKept ? "preserved" : "nullable") side of the "
            + "\(words) with \(list)")
      }
    }
    note(left, right, isKept: leftIsKept)
    note(right, left, isKept: rightIsKept)
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

  private func name(_ entry: Int, _ scope: QueryScope) -> String {
    scope.query.entry(entry)?.alias ?? "a subquery"
  }
}

extension Node {
  /// The parts of a condition that must all hold.
  fileprivate var conjuncts: [Node] {
    guard kindTag == "BOOLEXPR", self["boolop"].text == "and" else { return [self] }
    return self["args"].elements.flatMap(\.conjuncts)
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
