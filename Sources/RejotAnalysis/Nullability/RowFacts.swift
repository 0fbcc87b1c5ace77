import RejotCatalog

/// What a query's joins and filters prove about the rows it gives.
struct RowFacts {
  /// Range table entries on the nullable side of an outer join.
  private(set) var nullableEntries = Set<Int>()
  /// Columns that a filter or an inner join's condition keeps from being NULL, with the reason.
  private(set) var provedColumns: [Variable: String] = [:]

  init(query: Query, scope: QueryScope) {
    read(query.joinTree, isKept: true, isNullable: false, scope: scope)
  }

  /// `isKept`: rows that fail a condition here do not reach the result, so it is a fact.
  private mutating func read(_ node: Node, isKept: Bool, isNullable: Bool, scope: QueryScope) {
    switch node.tag {
    case "FROMEXPR":
      for item in node["fromlist"].elements {
        read(item, isKept: isKept, isNullable: isNullable, scope: scope)
      }
      if isKept { learn(node["quals"], word: "WHERE", scope: scope) }
    case "RANGETBLREF":
      if isNullable, let entry = node["rtindex"].integer { nullableEntries.insert(entry) }
    case "JOINEXPR":
      // JoinType: 0 inner, 1 left, 2 full, 3 right.
      let type = node["jointype"].integer
      let leftIsKept = type == 0 || type == 1
      let rightIsKept = type == 0 || type == 3
      read(
        node["larg"], isKept: isKept && leftIsKept, isNullable: isNullable || !leftIsKept,
        scope: scope)
      read(
        node["rarg"], isKept: isKept && rightIsKept, isNullable: isNullable || !rightIsKept,
        scope: scope)
      if isKept, type == 0 { learn(node["quals"], word: "the join", scope: scope) }
    default:
      return
    }
  }

  private mutating func learn(_ condition: Node, word: String, scope: QueryScope) {
    let strictness = Strictness(scope: scope)
    for variable in strictness.columnsNotNull(whenTrue: condition) {
      provedColumns[variable] = provedColumns[variable] ?? "\(word) keeps only rows where it is not"
    }
  }
}
