import RejotCatalog

/// Which of the expressions that a query groups by are NULL in some rows because not every grouping
/// set has them.
struct GroupingFacts {
  /// Some grouping set is empty: it gives its row over no rows too.
  let hasEmptySet: Bool
  /// The expressions, written so that the same one is equal wherever it stands.
  private let nulled: Set<ComparableNode>
  /// Columns of the grouping step of PostgreSQL 18, by number.
  private let nulledColumns: Set<Int>
  /// Columns that HAVING keeps from being NULL, in each set.
  private let kept: Set<Variable>

  init(query: Query, scope: QueryScope) {
    let sets = query.node["groupingSets"].elements
    hasEmptySet = !sets.isEmpty && sets.allSatisfy(Self.mayBeEmpty)
    let common = sets.reduce(into: Set<Int>()) { $0.formUnion(Self.common($1)) }
    var nulled = Set<ComparableNode>()
    var columns = Set<Int>()
    let clauses = query.node["groupClause"].elements.compactMap { $0["tleSortGroupRef"].integer }
    let isWhole = sets.isEmpty || !scope.rules.hold(.groupingSets)
    for (index, clause) in clauses.enumerated() where !isWhole && !common.contains(clause) {
      columns.insert(index + 1)
      for target in query.node["targetList"].elements
      where target["ressortgroupref"].integer == clause {
        nulled.insert(ComparableNode(target["expr"], scope: scope))
      }
    }
    self.nulled = nulled
    nulledColumns = columns
    guard !sets.isEmpty else {
      kept = []
      return
    }
    let asked = query.node["havingQual"].conjuncts.reduce(into: Set<Variable>()) {
      $0.formUnion(Strictness(scope: scope).columnsNotNull(whenTrue: $1))
    }
    kept = asked.subtracting(Self.hidden(query, Set(clauses), scope))
  }

  /// Columns inside of expressions that are grouped by as a whole. Where such an expression is not
  /// NULL, the column by itself is, in a set that groups by the expression alone.
  private static func hidden(
    _ query: Query, _ clauses: Set<Int>, _ scope: QueryScope
  ) -> Set<Variable> {
    var found = Set<Variable>()
    for target in query.node["targetList"].elements {
      guard let clause = target["ressortgroupref"].integer, clauses.contains(clause),
        !isColumn(target["expr"], scope)
      else { continue }
      found.formUnion(columns(in: target["expr"], scope))
    }
    return found
  }

  /// Whether an expression is a column of a table and nothing else, not even a cast of one.
  private static func isColumn(_ node: Node, _ scope: QueryScope) -> Bool {
    guard let variable = Variable(node) else { return false }
    guard variable.levelsUp == 0 else { return true }
    switch scope.query.entry(variable.entry)?.kind {
    case .join(let columns)?, .group(let columns)?:
      guard columns.indices.contains(variable.column - 1) else { return false }
      return isColumn(columns[variable.column - 1], scope)
    case .relation?, .subquery?, .function?, .tableFunction?, .values?, .commonTable?, .other?,
      nil:
      return true
    }
  }

  private static func columns(in node: Node, _ scope: QueryScope) -> Set<Variable> {
    var found = Set<Variable>()
    node.walk { inner in
      guard let variable = Variable(inner), variable.levelsUp == 0 else { return true }
      let resolved = scope.resolved(variable)
      if let column = resolved.variable { found.insert(column) }
      if let expression = resolved.expression { found.formUnion(columns(in: expression, scope)) }
      return true
    }
    return found
  }

  /// Whether the query's grouping sets leave nothing out.
  var isWhole: Bool { nulled.isEmpty }

  /// Whether some grouping set lacks the expression, and no condition leaves its rows out.
  func nulls(_ node: Node, scope: QueryScope) -> Bool {
    guard !nulled.isEmpty else { return false }
    if let variable = Variable(node), variable.levelsUp == 0 {
      if let column = scope.resolved(variable).variable, kept.contains(column) { return false }
      if case .group? = scope.query.entry(variable.entry)?.kind {
        return nulledColumns.contains(variable.column)
      }
    }
    return nulled.contains(ComparableNode(node, scope: scope))
  }

  /// Whether HAVING asks for the column.
  func keeps(_ node: Node, scope: QueryScope) -> Bool {
    guard !kept.isEmpty, let variable = Variable(node), variable.levelsUp == 0,
      let column = scope.resolved(variable).variable
    else { return false }
    return kept.contains(column)
  }

  // GroupingSetKind: 0 empty, 1 simple, 2 ROLLUP, 3 CUBE, 4 GROUPING SETS.

  private static func mayBeEmpty(_ set: Node) -> Bool {
    switch set["kind"].integer {
    case 1: false
    case 4: set["content"].elements.contains(where: mayBeEmpty)
    default: true
    }
  }

  /// Clauses that every set of this item has.
  private static func common(_ set: Node) -> Set<Int> {
    switch set["kind"].integer {
    case 1: return Set(set["content"].elements.compactMap(\.integer))
    case 4:
      let parts = set["content"].elements.map(common)
      return parts.dropFirst().reduce(parts.first ?? []) { $0.intersection($1) }
    default: return []
    }
  }
}

/// A tree by which the same expression is recognised: without places in a text, and with the
/// columns of joins as those of the tables that are joined.
struct ComparableNode: Hashable {
  private let text: String

  init(_ node: Node, scope: QueryScope) {
    text = Self.text(node, scope)
  }

  private static let unlike: Set<String> = [
    "location", "varnosyn", "varattnosyn", "varnullingrels", "list_start", "list_end",
    "rexpr_list_start", "rexpr_list_end",
  ]

  private static func text(_ node: Node, _ scope: QueryScope) -> String {
    if let variable = Variable(node) {
      let resolved = scope.resolved(variable)
      if variable.levelsUp == 0, let expression = resolved.expression {
        return text(expression, scope)
      }
      let column = resolved.variable ?? variable
      return "column \(column.levelsUp).\(column.entry).\(column.column).\(column.version)"
    }
    switch node {
    case .null: return "<>"
    case .atom(let word): return "'\(word)'"
    case .datum(let bytes): return "\(bytes)"
    case .list(let nodes): return "(\(nodes.map { text($0, scope) }.joined(separator: " ")))"
    case .object(let shape, let values):
      let kept = zip(shape.names, values).filter { !unlike.contains($0.0) }
      let words = kept.map { "\($0.0) \(text($0.1, scope))" }.joined(separator: " ")
      return "{\(shape.tag) \(words)}"
    }
  }
}
