import RejotCatalog
import RejotContract
import RejotSource

/// Decides how events are made: from one table's rows as they are, by evaluating the SELECT over row
/// images, or by looking it up.
struct PublicPlanner {
  /// What can be followed.
  enum Choice {
    /// Every output column is one of the table's, by number, and there is no filter.
    case inline(relation: UInt32, columns: [Int])
    /// The outputs and the filter depend on the row alone.
    case imaged(relation: UInt32, entry: Int)
    /// On more than one row, or on more than rows.
    case lookup
  }

  let statement: ContractStatement
  let scope: QueryScope
  let key: PublicKey

  private var query: Query { scope.query }

  /// The choice; nil and findings that name what stands in the way.
  func plan(into diagnostics: inout [Diagnostic]) -> Choice? {
    let moments = MomentCheck(
      statement: statement, query: query, catalog: scope.facts.catalog
    ).findings()
    diagnostics += moments
    guard moments.isEmpty else { return nil }
    guard query.isOfOneTable, query.commonTables.isEmpty,
      let index = query.joinTree["fromlist"].elements.first?["rtindex"].integer,
      let entry = query.entry(index), let oid = entry.relation, scope.facts.views[oid] == nil,
      !entry.hasSample
    else { return .lookup }
    guard let relation = scope.facts.relation(oid) else {
      diagnostics.append(
        SourceRelationCheck(statement: statement).systemRelation(
          at: statement.outline.first("from").map { statement.span(word: $0) } ?? statement.start))
      return nil
    }
    if relation.kind == .partitionedTable { return .lookup }
    if let finding = SourceRelationCheck(statement: statement).finding(relation, entry) {
      diagnostics.append(finding)
      return nil
    }
    if let columns = plainColumns(of: relation, entry: index) {
      return .inline(relation: oid, columns: columns)
    }
    let obstacles = ImageObstacles(scope: scope, key: key, relation: relation, entry: index)
    return obstacles.isEmpty ? .imaged(relation: oid, entry: index) : .lookup
  }

  static func unsupported(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(.planUnsupported, "\(what) cannot be followed", at: span)
  }

  /// Whether WHERE holds conditions other than the key's.
  private var hasFilter: Bool {
    KeyFinder.conjuncts(of: query).contains { node in
      guard let match = KeyFinder.comparison(node, facts: scope.facts) else { return true }
      return !key.columns.contains {
        $0.variable == match.column && ($0.placeholder == nil || $0.placeholder == match.number)
      }
    }
  }

  /// The column of each output; nil when one is more than that, or its value may not be in the log.
  private func plainColumns(of relation: Relation, entry: Int) -> [Int]? {
    guard !hasFilter else { return nil }
    var columns: [Int] = []
    for output in query.outputs {
      guard let number = plainColumn(output.expression, entry: entry) else { return nil }
      columns.append(number)
    }
    let isStored = (columns + key.addedColumns).allSatisfy {
      relation.column($0)?.generated.isEmpty == true
    }
    return isStored ? columns : nil
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
