import RejotCatalog
import RejotPostgres

/// What the planner says of an ON CONFLICT that catalogs alone do not explain: over expressions,
/// for some rows only, with a collation of its own, or through a view.
///
/// The planner sees a statement of ours, made of the table's name and the canonical ON CONFLICT;
/// nothing else of the user's text, and nothing is run.
struct TargetTrials {
  /// Whether the server finds an index for the statement's own ON CONFLICT; nil: not asked.
  private(set) var findsArbiter: Bool?

  init(
    of modifications: [Modification], canonical: String, facts: StatementFacts,
    analyst: any StatementAnalyst
  ) throws(PostgresError) {
    guard let modification = modifications.first(where: \.isOutermost),
      let relation = facts.relation(modification.relation),
      let statement = Self.statement(relation, modification, canonical, facts)
    else { return }
    let refusals = try analyst.refusals([statement])
    findsArbiter = refusals.first.map { $0?.sqlState != "42P10" }
  }

  private static func statement(
    _ relation: Relation, _ modification: Modification, _ canonical: String,
    _ facts: StatementFacts
  ) -> String? {
    guard let conflict = modification.query.onConflict, !conflict.targetExpressions.isEmpty,
      isUnclear(conflict, relation), callsOnlyBuiltIns(conflict, facts),
      let outline = StatementOutline(canonical: canonical),
      let start = outline.first("on", "conflict"), let end = outline.first("do", from: start)
    else { return nil }
    let table =
      "\(SQLQuoting.identifier(relation.schema)).\(SQLQuoting.identifier(relation.name))"
    return "INSERT INTO \(table) DEFAULT VALUES \(outline.text(of: start..<end)) DO NOTHING"
  }

  /// Catalogs tell which index fits bare columns of a table, and no more.
  private static func isUnclear(_ conflict: OnConflict, _ relation: Relation) -> Bool {
    relation.kind == .view || !conflict.targetCondition.isNull
      || conflict.node["arbiterElems"].elements.contains { element in
        Variable(element["expr"]) == nil || (element["infercollid"].oid ?? 0) != 0
          || (element["inferopclass"].oid ?? 0) != 0
      }
  }

  /// Planning computes what is constant: no function of users is called for it.
  private static func callsOnlyBuiltIns(_ conflict: OnConflict, _ facts: StatementFacts) -> Bool {
    [conflict.node["arbiterElems"], conflict.targetCondition].flatMap(\.calledFunctions)
      .allSatisfy { facts.functions[$0]?.isBuiltIn == true }
  }
}
