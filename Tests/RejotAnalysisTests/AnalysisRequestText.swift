import RejotCatalog

@testable import RejotAnalysis

enum AnalysisRequestText {
  static func request(_ sql: String) -> AnalysisRequest {
    AnalysisRequest(sql: sql, parameterTypes: [])
  }
}

extension NullabilityTests {
  /// The first output column's nullability; nil when the server refused the statement.
  static func first(
    _ outcome: AnalysisOutcome, _ analyst: any StatementAnalyst
  ) throws -> Nullability? {
    guard case .analysed(let answer) = outcome, let query = Query(answer.query) else { return nil }
    let facts = try StatementFacts(store: "shop", trees: [query.node], analyst: analyst)
    return NullabilityProver.output(0, of: QueryScope(query, facts: facts))
  }
}
