import RejotCatalog

/// Proves that a query or a part of its FROM gives at least one row, whatever the tables hold.
struct RowPresence {
  let scope: QueryScope

  /// Whether the scope's query gives at least one row.
  var hasRow: Bool {
    if let known = scope.memo.hasRow { return known }
    let answer = alwaysGivesRow
    scope.memo.hasRow = answer
    return answer
  }

  private var alwaysGivesRow: Bool {
    let query = scope.query
    guard query.command == .select, !scope.isTooDeep else { return false }
    guard query.node["limitOffset"].isNull, leavesRow(query.node["limitCount"]) else {
      return false
    }
    if !query.setOperations.isNull { return hasRow(ofSetOperation: query.setOperations) }
    guard !query.hasHaving, !query.hasSetReturningTargets else { return false }
    if isOneGroup { return true }
    return inputHasRow
  }

  /// Aggregates without GROUP BY make one group, of no rows too; so does an empty grouping set.
  private var isOneGroup: Bool {
    let query = scope.query
    if query.hasGroupingSets { return scope.grouping.hasEmptySet }
    return query.hasAggregates && !query.hasGrouping
  }

  /// Whether anything reaches the SELECT list or the aggregates in it.
  var inputHasRow: Bool {
    let tree = scope.query.joinTree
    guard tree["quals"].isNull || tree["quals"].isTrueConstant else { return false }
    return tree["fromlist"].elements.allSatisfy { hasRow($0) }
  }

  /// A part of the join tree.
  func hasRow(_ node: Node) -> Bool {
    switch node.tag {
    case "RANGETBLREF":
      return node["rtindex"].integer.map(hasRow(ofEntry:)) ?? false
    case "JOINEXPR":
      let (left, right) = (node["larg"], node["rarg"])
      switch node["jointype"].integer {
      case 0:
        guard node["quals"].isNull || node["quals"].isTrueConstant else { return false }
        return hasRow(left) && hasRow(right)
      case 1: return hasRow(left)
      case 2: return hasRow(left) || hasRow(right)
      case 3: return hasRow(right)
      default: return false
      }
    default:
      return false
    }
  }

  private func hasRow(ofEntry index: Int) -> Bool {
    guard let entry = scope.query.entry(index) else { return false }
    switch entry.kind {
    case .subquery(let query):
      return RowPresence(scope: scope.inner(query, at: .entry(index))).hasRow
    case .values(let rows): return !rows.isEmpty
    case .commonTable(let name, let levelsUp, let isSelfReference):
      guard !isSelfReference, let body = scope.commonTable(name, levelsUp: levelsUp) else {
        return false
      }
      return RowPresence(scope: body).hasRow
    case .relation(let oid):
      guard scope.facts.relation(oid)?.kind == .view, let body = scope.facts.views[oid] else {
        return false
      }
      return RowPresence(scope: scope.view(oid, body)).hasRow
    case .function, .tableFunction, .join, .group, .other:
      return false
    }
  }

  private func hasRow(ofSetOperation node: Node) -> Bool {
    if node.tag == "RANGETBLREF" {
      guard let index = node["rtindex"].integer,
        case .subquery(let query)? = scope.query.entry(index)?.kind
      else { return false }
      return RowPresence(scope: scope.inner(query, at: .entry(index))).hasRow
    }
    // SetOperation: 1 UNION. What others leave depends on both sides.
    guard node["op"].integer == 1 else { return false }
    return hasRow(ofSetOperation: node["larg"]) || hasRow(ofSetOperation: node["rarg"])
  }

  /// No LIMIT, or one of at least one row.
  private func leavesRow(_ limit: Node) -> Bool {
    if limit.isNull { return true }
    var constant = limit
    // `LIMIT 1` is an integer made a bigint.
    let arguments = constant["args"].elements
    if constant.tag == "FUNCEXPR", constant["funcformat"].integer == 2, arguments.count == 1 {
      constant = arguments[0]
    }
    guard constant.tag == "CONST", !constant["constisnull"].isTrue,
      let type = constant["consttype"].oid, type == 20 || type == 23,
      case .datum(let bytes) = constant["constvalue"]
    else { return false }
    return bytes.contains { $0 != 0 }
  }
}
