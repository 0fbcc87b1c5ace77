import RejotCatalog
import RejotContract
import RejotSource

/// Decides how events are made: by generated Swift from one table's rows, by having the publisher
/// evaluate the SELECT over row images, or by looking it up.
struct PublicPlanner {
  /// What can be followed.
  enum Choice {
    /// Swift computes the outputs, of which there is one a field, and the filter.
    case inline(relation: UInt32, values: [InlineExpression], filter: InlineExpression?)
    /// The outputs and the filter depend on the row alone.
    case imaged(relation: UInt32, entry: Int)
    /// On more than one row, or on more than rows.
    case lookup
  }

  let statement: ContractStatement
  let scope: QueryScope
  let key: PublicKey
  /// Swift may compute events.
  let mayInline: Bool

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
    if mayInline,
      let inline = InlineSelect(
        query: query, key: key, relation: relation, entry: index, facts: scope.facts)
    {
      return .inline(relation: oid, values: inline.values, filter: inline.filter)
    }
    let obstacles = ImageObstacles(scope: scope, key: key, relation: relation, entry: index)
    return obstacles.isEmpty ? .imaged(relation: oid, entry: index) : .lookup
  }

  static func unsupported(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(.planUnsupported, "\(what) cannot be followed", at: span)
  }
}
