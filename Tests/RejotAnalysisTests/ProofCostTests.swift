import RejotCatalog
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// Statements in which ways double with every step: as many as 2^40 lead to the table. Each column
/// of each query is proved once, whatever the number of ways.
@Suite struct ProofCostTests {
  static let schema = """
    CREATE TABLE t (id int PRIMARY KEY, x int NOT NULL, y int);
    CREATE TABLE nulls (y int, \((0..<30).map { "n\($0) int" }.joined(separator: ", ")));
    CREATE VIEW v0 AS SELECT id, x FROM t;
    """
    + (1...9).map {
      "CREATE VIEW v\($0) AS SELECT a.id, a.x + b.x AS x FROM v\($0 - 1) a JOIN v\($0 - 1) b "
        + "USING (id);"
    }.joined()

  /// A chain of WITH queries, each made of the one before it.
  private static func chain(_ first: String, _ step: (String) -> String, count: Int = 40) -> String
  {
    let steps = (1...count).map { "c\($0) AS (\(step("c\($0 - 1)")))" }
    return "WITH c0 AS (\(first)), \(steps.joined(separator: ", ")) "
  }

  struct Cost: Sendable, CustomTestStringConvertible {
    let what: String
    let sql: String
    let nullable: Bool
    /// The most columns of queries that may be proved.
    let most: Int

    var testDescription: String { what }
  }

  /// Each level tells the ones within it about one more column, and all are NULL in the end.
  static let nestedTests: String = (0..<30).reversed().reduce("y > 1") { inner, level in
    level % 2 == 0 ? "(n\(level) IS NOT NULL AND \(inner))" : "(n\(level) IS NULL OR \(inner))"
  }

  static let costs: [Cost] = [
    Cost(
      what: "joins of a WITH query with itself",
      sql: chain("SELECT id, x FROM t") {
        "SELECT a.id, a.x + b.x AS x FROM \($0) a JOIN \($0) b ON a.id = b.id"
      } + "SELECT x FROM c40", nullable: false, most: 42),
    Cost(
      what: "tests for NULL within tests for NULL",
      sql: "SELECT \(nestedTests) AS x FROM nulls", nullable: true, most: 100),
    Cost(
      what: "outer joins of a WITH query with itself",
      sql: chain("SELECT id, x FROM t") {
        "SELECT a.id, coalesce(b.x, a.x) + b.x AS x FROM \($0) a LEFT JOIN \($0) b ON a.id = b.id"
      } + "SELECT x FROM c40", nullable: true, most: 42),
    Cost(
      what: "a WITH query united with itself",
      sql: chain("SELECT x FROM t") { "SELECT x FROM \($0) UNION ALL SELECT x FROM \($0)" }
        + "SELECT x FROM c40", nullable: false, most: 3 * 40 + 2),
    Cost(
      what: "views of a view joined with itself", sql: "SELECT x FROM v9", nullable: false,
      most: 11),
    Cost(
      what: "rows that are always there",
      sql: chain("SELECT 1 AS x") { "SELECT a.x + b.x AS x FROM \($0) a CROSS JOIN \($0) b" }
        + "SELECT (SELECT x FROM c40)", nullable: false, most: 43),
    Cost(
      what: "subqueries beside the one they read",
      sql: "SELECT s40.x FROM t s0"
        + (1...40).map {
          " CROSS JOIN LATERAL (SELECT s\($0 - 1).x + s\($0 - 1).x AS x) s\($0)"
        }.joined(), nullable: false, most: 41),
    Cost(
      what: "functions in FROM",
      sql: "SELECT s40.x FROM t s0"
        + (1...40).map {
          " CROSS JOIN LATERAL unnest(ARRAY[s\($0 - 1).x, s\($0 - 1).x]) s\($0)(x)"
        }.joined(), nullable: false, most: 1),
    Cost(
      what: "columns that full joins merge",
      sql: "SELECT id FROM t s0"
        + (1...16).map { " FULL JOIN (SELECT id FROM t) s\($0) USING (id)" }.joined(),
      nullable: false, most: 17),
    Cost(
      what: "full joins in full joins",
      sql: (1...7).reduce("SELECT id, x FROM t") { inner, _ in
        "SELECT coalesce(a.id, b.id) AS id, coalesce(a.x, b.x) AS x FROM (\(inner)) a "
          + "FULL JOIN (\(inner)) b ON a.id = b.id"
      }, nullable: false, most: 2 * 256),
    // Each step makes one more column nullable: the next to the one that was.
    Cost(
      what: "columns of a recursive query",
      sql: "WITH RECURSIVE r AS (SELECT \((0...60).map { "x AS c\($0)" }.joined(separator: ", ")) "
        + "FROM t UNION ALL SELECT \((0...59).map { "c\($0 + 1)" }.joined(separator: ", ")), "
        + "NULL FROM r) SELECT \((0...60).map { "c\($0)" }.joined(separator: " + ")) FROM r",
      nullable: true, most: 3 * 61 * 62 / 2 + 3 * 61 + 1),
    Cost(
      what: "columns of a recursive query without NULL",
      sql: "WITH RECURSIVE r AS (SELECT \((0...60).map { "x AS c\($0)" }.joined(separator: ", ")) "
        + "FROM t UNION ALL SELECT \((0...60).map { "c\($0) + 1" }.joined(separator: ", ")) FROM r)"
        + " SELECT \((0...60).map { "c\($0)" }.joined(separator: " + ")) FROM r",
      nullable: false, most: 3 * 61 + 1),
  ]

  @Test(arguments: costs)
  func provesEachColumnOnce(_ cost: Cost) throws {
    let scope = try Self.scope(cost.sql).scope
    let verdict = NullabilityProver.output(0, of: scope)
    #expect(verdict.isNullable == cost.nullable, "\(verdict.because)")
    // Taken out first: a failure prints all that its expression holds.
    let proved = scope.statement.provedColumns
    #expect(proved <= cost.most)
    _ = ColumnUse(of: scope)
    _ = LineageTracer.output(0, of: scope)
  }

  /// What is printed of such a statement stays as short as the statement.
  @Test(arguments: costs)
  func saysEachPartOnce(_ cost: Cost) throws {
    let (scope, types) = try Self.scope(cost.sql)
    let verdict = NullabilityProver.output(0, of: scope).proof.condensed.claims.count
    let type = try TypeProver(scope: scope, types: types).output(0, of: scope).condensed.claims
      .count
    #expect(verdict < 3000)
    #expect(type < 3000)
  }

  /// So deep that the server itself would not come to an end, which looks into views by their uses:
  /// the topmost view's body stands for the statement.
  @Test(.timeLimit(.minutes(1))) func looksOnceIntoViewsOfViews() throws {
    let depth = 40
    let schema =
      "CREATE TABLE t (id int PRIMARY KEY, x int NOT NULL, y int);"
      + "CREATE VIEW v0 AS SELECT id, x, y FROM t; CREATE VIEW v1 AS SELECT id, x, y FROM v0;"
      + (2...depth).map {
        "CREATE VIEW v\($0) AS SELECT a.id, a.x + b.x AS x, coalesce(c.y, b.y) AS y FROM "
          + "v\($0 - 1) a JOIN v\($0 - 1) b ON b.id = a.id LEFT JOIN v\($0 - 2) c ON c.id = b.id;"
      }.joined()
    let analyst = try SharedServer.analyst(schema)
    let top = try #require(analyst.catalog.relations.first { $0.value.name == "v\(depth)" }?.key)
    let query = try #require(try analyst.viewBody(top).flatMap(Query.init))
    // Printing views again takes the server as long as reading them.
    let facts = try StatementFacts(
      store: "shop", trees: [query.node], analyst: analyst, includesSystem: true)
    let scope = QueryScope(query, facts: facts)
    let table = try #require(analyst.catalog.relations.first { $0.value.name == "t" }?.key)
    #expect(ColumnUse(of: scope).columns == [table: [1, 2, 3]])
    let nullable = (0...2).map { NullabilityProver.output($0, of: scope).isNullable }
    #expect(nullable == [false, false, true])
    #expect(LineageTracer.output(2, of: scope) == ["shop.public.t.y"])
    var bound = RowBound(facts: facts)
    let isOneRow = bound.isOneRow(scope, held: [0])
    #expect(isOneRow)
    var loose = RowBound(facts: facts)
    let holdsOther = loose.isOneRow(scope, held: [1])
    #expect(!holdsOther)
  }

  /// A small proof is printed whole, also where it says a thing twice.
  @Test func leavesSmallProofsWhole() throws {
    let scope = try Self.scope(
      Self.chain("SELECT id, x FROM t", { "SELECT a.x + b.x AS x FROM \($0) a, \($0) b" }, count: 3)
        + "SELECT x FROM c3"
    ).scope
    let proof = NullabilityProver.output(0, of: scope).proof
    #expect(proof.condensed == proof)
    #expect(proof.claims.filter { $0 == "public.t.x is NOT NULL" }.count == 8)
  }

  /// A part that a large proof says again is referred to.
  @Test func refersToWhatWasSaid() throws {
    let scope = try Self.scope(Self.costs[0].sql).scope
    let claims = NullabilityProver.output(0, of: scope).proof.condensed.claims
    #expect(claims.filter { $0 == "public.t.x is NOT NULL" }.count < 3)
    #expect(claims.contains("as it is said above"))
  }

  private static func scope(_ sql: String) throws -> (scope: QueryScope, types: TypeResolver) {
    let analyst = try SharedServer.analyst(schema)
    let request = AnalysisRequest(sql: sql, parameterTypes: [])
    guard case .analysed(let answer) = try analyst.analyse([request])[0] else {
      throw PostgresError(message: "refused: \(sql)")
    }
    let query = try #require(Query(answer.query))
    let facts = try StatementFacts(store: "shop", trees: [query.node], analyst: analyst)
    return (QueryScope(query, facts: facts), TypeResolver(analyst: analyst))
  }
}
