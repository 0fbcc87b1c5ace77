import RejotCatalog
import RejotContract
import RejotSource

/// Decides how events are made from changes of one table: by generated Swift, or by having the
/// publisher evaluate the SELECT over row images.
struct PublicPlanner {
  /// What can be followed.
  enum Choice {
    /// Swift computes the outputs, of which there is one a field, and the filter.
    case inline(relation: UInt32, values: [InlineExpression], filter: InlineExpression?)
    /// The outputs and the filter depend on the row alone.
    case imaged(relation: UInt32, entry: Int)
  }

  let statement: ContractStatement
  let scope: QueryScope
  let key: PublicKey

  private var query: Query { scope.query }

  /// The choice; nil and findings that name what stands in the way.
  func plan(into diagnostics: inout [Diagnostic]) -> Choice? {
    if let obstacle = shapeObstacle() {
      diagnostics.append(Self.unsupported(obstacle.what, at: obstacle.span))
      return nil
    }
    let from = query.joinTree["fromlist"].elements
    guard let index = from[0]["rtindex"].integer, let entry = query.entry(index),
      let oid = entry.relation
    else { return nil }
    guard let relation = scope.facts.relation(oid) else {
      diagnostics.append(
        SourceRelationCheck(statement: statement).systemRelation(at: span(["from"])))
      return nil
    }
    if let finding = SourceRelationCheck(statement: statement).finding(relation, entry) {
      diagnostics.append(finding)
      return nil
    }
    if let inline = InlineSelect(
      query: query, key: key, relation: relation, entry: index, facts: scope.facts)
    {
      return .inline(relation: oid, values: inline.values, filter: inline.filter)
    }
    let obstacles = ImageObstacles(
      statement: statement, scope: scope, key: key, relation: relation, entry: index
    ).findings()
    diagnostics += obstacles
    return obstacles.isEmpty ? .imaged(relation: oid, entry: index) : nil
  }

  static func unsupported(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .planUnsupported, "\(what) cannot be followed yet", at: span,
      help: [
        Diagnostic.Help(
          "what works today: one table, expressions over a row of it, and a filter on the row")
      ])
  }

  /// Anything but one FROM item that is a table.
  private func shapeObstacle() -> (what: String, span: Span)? {
    if !query.setOperations.isNull {
      return ("a set operation", span(["union", "intersect", "except"]))
    }
    if !query.commonTables.isEmpty { return ("WITH", span(["with"])) }
    if query.hasGrouping { return ("GROUP BY", span(["group"])) }
    if query.hasHaving { return ("HAVING", span(["having"])) }
    if query.hasAggregates { return ("an aggregate", outputSpan { $0.tag == "AGGREF" }) }
    if query.hasWindowFunctions {
      return ("a window function", outputSpan { $0.tag == "WINDOWFUNC" })
    }
    if query.hasSetReturningTargets {
      return ("a set in the SELECT list", outputSpan { $0["funcretset"].isTrue })
    }
    if query.hasDistinct { return ("DISTINCT", span(["distinct"])) }
    if query.hasLimit { return ("LIMIT", span(["limit", "offset", "fetch"])) }
    let from = query.joinTree["fromlist"].elements
    guard let first = from.first else { return ("a SELECT without a table", statement.start) }
    if from.count > 1 { return ("a join", span(["from"])) }
    if first.tag == "JOINEXPR" { return ("a join", span(["join"])) }
    guard let entry = first["rtindex"].integer.flatMap(query.entry) else {
      return ("this FROM", span(["from"]))
    }
    switch entry.kind {
    case .relation: return entry.hasSample ? ("TABLESAMPLE", span(["tablesample"])) : nil
    case .subquery: return ("a subquery in FROM", span(["from"]))
    case .function, .tableFunction: return ("a function in FROM", span(["from"]))
    case .values: return ("VALUES", span(["values"]))
    case .join, .commonTable, .group, .other: return ("this FROM", span(["from"]))
    }
  }

  private func span(_ keywords: [String]) -> Span {
    let outline = statement.outline
    let place =
      keywords.compactMap { outline.first($0) }.min()
      ?? keywords.compactMap { outline.anywhere($0) }.min()
    return place.map { statement.span(word: $0) } ?? statement.start
  }

  /// The first output column whose expression holds such a node.
  private func outputSpan(_ fits: (Node) -> Bool) -> Span {
    for (index, output) in query.outputs.enumerated() where output.expression.contains(where: fits)
    {
      return statement.span(output: index, name: output.name)
    }
    return statement.start
  }
}
