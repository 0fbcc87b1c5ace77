import RejotCatalog

/// Which columns of which base tables a query reads anywhere: outputs, conditions, joins, views and
/// subqueries; of a change also what it computes new values from.
struct ColumnUse {
  /// Column numbers by relation; a whole-row reference adds every column.
  private(set) var columns: [UInt32: Set<Int>] = [:]

  /// How deep each view was met: from less deep, more of it can be followed.
  private var views: [UInt32: Int] = [:]

  init(of scope: QueryScope) {
    collect(scope)
  }

  private mutating func collect(_ scope: QueryScope) {
    guard !scope.isTooDeep else { return }
    let query = scope.query
    for entry in query.sources {
      switch entry.kind {
      case .relation(let oid):
        if let body = scope.facts.views[oid] {
          let inner = scope.view(oid, body)
          if let known = views[oid], known <= inner.depth { continue }
          views[oid] = inner.depth
          collect(inner)
        } else {
          columns[oid, default: []].formUnion([])
        }
      case .subquery(let inner):
        collect(scope.inner(inner))
      case .function, .tableFunction, .values:
        collect(entry.node["functions"], scope)
        collect(entry.node["tablefunc"], scope)
        collect(entry.node["values_lists"], scope)
      case .join, .commonTable, .group, .other:
        continue
      }
    }
    for table in query.commonTables {
      if let body = table.query { collect(scope.inner(body)) }
    }
    for field in Self.expressions { collect(query.node[field], scope) }
    // The list of everything EXCLUDED could give stands there too.
    for field in Self.conflictExpressions { collect(query.node["onConflict"][field], scope) }
  }

  /// Where a query holds expressions over its own range table.
  private static let expressions = [
    "targetList", "jointree", "havingQual", "limitCount", "limitOffset", "returningList",
    "mergeActionList", "mergeJoinCondition",
  ]

  private static let conflictExpressions = [
    "arbiterElems", "arbiterWhere", "onConflictSet", "onConflictWhere",
  ]

  private mutating func collect(_ node: Node, _ scope: QueryScope) {
    var variables: [Variable] = []
    var subqueries: [Query] = []
    node.walk { node in
      if let variable = Variable(node) { variables.append(variable) }
      if node.tag == "SUBLINK", let query = Query(node["subselect"]) {
        subqueries.append(query)
        return true
      }
      return node.tag != "QUERY"
    }
    for query in subqueries { collect(scope.inner(query)) }
    for variable in variables {
      let resolved = scope.resolved(variable)
      if let expression = resolved.expression, let owner = scope.up(variable.levelsUp) {
        collect(expression, owner)
      }
      guard let column = resolved.variable, let owner = scope.up(column.levelsUp),
        let oid = owner.query.entry(column.entry)?.relation, owner.facts.views[oid] == nil
      else { continue }
      if column.column > 0 {
        columns[oid, default: []].insert(column.column)
      } else if column.column == 0 {
        columns[oid, default: []].formUnion(
          scope.facts.relation(oid)?.columns.map(\.number) ?? [])
      }
    }
  }
}
