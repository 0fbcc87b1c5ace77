import RejotCatalog
import RejotContract
import RejotSource

/// Decides whether events can be computed from one table's row images alone.
struct InlinePlanner {
  let statement: ContractStatement
  let scope: QueryScope
  let key: PublicKey

  private var query: Query { scope.query }

  /// The table and, for each output column, its column's number; nil and one finding that names
  /// the first construct that stands in the way.
  func plan(into diagnostics: inout [Diagnostic]) -> (relation: UInt32, columns: [Int])? {
    if let obstacle = shapeObstacle() {
      diagnostics.append(unsupported(obstacle.what, at: obstacle.span))
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
    if let span = filterSpan() {
      diagnostics.append(unsupported("a filter beside the key", at: span))
      return nil
    }
    return columns(of: relation, entry: index, &diagnostics).map { (oid, $0) }
  }

  private func unsupported(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .planUnsupported, "\(what) cannot be followed yet", at: span,
      help: [
        Diagnostic.Help(
          "what works today: plain columns of one table, WHERE with nothing but its key")
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
    case .function: return ("a function in FROM", span(["from"]))
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

  /// Conditions other than the key's: the place of the first one's first column, else of WHERE.
  private func filterSpan() -> Span? {
    let others = KeyFinder.conjuncts(of: query).filter { node in
      guard let match = KeyFinder.comparison(node, facts: scope.facts) else { return true }
      return !key.columns.contains {
        $0.variable == match.column && ($0.placeholder == nil || $0.placeholder == match.number)
      }
    }
    guard let first = others.first else { return nil }
    var names: [String] = []
    first.walk { node in
      if let variable = Variable(node), variable.levelsUp == 0,
        let entry = query.entry(variable.entry),
        entry.columnNames.indices.contains(variable.column - 1)
      {
        names.append(entry.columnNames[variable.column - 1])
      }
      return true
    }
    let words = statement.outline.condition ?? 0..<0
    let place = words.first { word in statement.outline.name(word).map(names.contains) ?? false }
    return place.map { statement.span(word: $0) } ?? span(["where"])
  }

  /// The column of each output, or a finding at the first that is no plain column.
  private func columns(
    of relation: Relation, entry: Int, _ diagnostics: inout [Diagnostic]
  ) -> [Int]? {
    var columns: [Int] = []
    var expressions: [Span] = []
    for (index, output) in query.outputs.enumerated() {
      guard let number = plainColumn(output.expression, entry: entry) else {
        expressions.append(statement.span(output: index, name: output.name))
        continue
      }
      columns.append(number)
    }
    if let first = expressions.first {
      var finding = unsupported("an expression", at: first)
      finding.labels = expressions.dropFirst().map { Diagnostic.Label($0, "and this one") }
      diagnostics.append(finding)
      return nil
    }
    for (index, number) in columns.enumerated() {
      guard let column = relation.column(number), !column.generated.isEmpty else { continue }
      diagnostics.append(
        unsupported(
          "the generated column \(SQLName.spelled(column.name))",
          at: statement.span(output: index, name: query.outputs[index].name)))
      return nil
    }
    return columns
  }

  /// The number of the column that an expression copies byte for byte.
  private func plainColumn(_ node: Node, entry: Int) -> Int? {
    if node.tag == "RELABELTYPE" {
      // Only between types whose text form is the value itself.
      let texts: Set<UInt32> = [25, 1043]
      guard let to = node["resulttype"].oid, texts.contains(to),
        let from = node["arg"].expressionType(in: scope.facts.catalog)?.oid, texts.contains(from)
      else { return nil }
      return plainColumn(node["arg"], entry: entry)
    }
    guard let variable = Variable(node), variable.levelsUp == 0, variable.entry == entry,
      variable.column > 0
    else { return nil }
    return variable.column
  }
}
