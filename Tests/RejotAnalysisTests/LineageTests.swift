import RejotCatalog
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// What `Tests/Queries` cannot show of lineage: its cost, and trees that no server of today makes.
@Suite struct LineageTests {
  /// Each view uses every column of the one below it twice: as many ways as 2^40 lead to the table.
  @Test func visitsEachColumnOnce() throws {
    var schema = "CREATE TABLE base (a int, b int, c int);"
    schema += "CREATE VIEW v0 AS SELECT a, b FROM base;"
    for level in 1...40 {
      schema += "CREATE VIEW v\(level) AS SELECT a + b AS a, a - b AS b FROM v\(level - 1);"
    }
    let analyst = try SharedServer.analyst(schema)
    let request = AnalysisRequest(sql: "SELECT a FROM v40", parameterTypes: [])
    guard case .analysed(let answer) = try analyst.analyse([request])[0] else {
      throw PostgresError(message: "refused")
    }
    let query = try #require(Query(answer.query))
    let facts = try StatementFacts(
      store: "shop", trees: [query.node], analyst: analyst, includesSystem: true)
    #expect(
      LineageTracer.output(0, of: QueryScope(query, facts: facts)) == [
        "shop.public.base.a", "shop.public.base.b",
      ])
  }

  /// A tree of a later server: its parts are named, whatever they are.
  @Test func namesWhatIsNotOnTheList() throws {
    let tree = try NodeReader.read(
      """
      {QUERY :commandType 1 :rtable ({RANGETBLENTRY :rtekind 12} {RANGETBLENTRY :rtekind 0}) \
      :targetList ({TARGETENTRY :expr {GRAPHPATTERN :label x}}) :jointree {FROMEXPR :quals \
      {CURRENTOFEXPR :cvarno 1}} :subquery {QUERY :commandType 9}}
      """)
    #expect(
      KnownNodes.strangers(in: tree).map(\.name) == [
        "WHERE CURRENT OF", "a node GRAPHPATTERN", "a row source of an unknown kind",
        "a statement of an unknown kind",
      ])
  }
}
