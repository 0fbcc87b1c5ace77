import RejotCatalog
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// What statements that change rows give back: each is analysed, and run on rows that would
/// contradict a wrong proof.
@Suite struct ReturningTests {
  static let schema = """
    CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL, nick text);
    CREATE VIEW named AS SELECT id, name, nick FROM people WHERE nick IS NOT NULL;
    CREATE TABLE feed (id int, word text);
    """

  private static let rows = """
    INSERT INTO people VALUES (1, 'a', 'x'), (2, 'b', NULL); INSERT INTO feed VALUES (1, 'y'), (3, NULL)
    """

  struct Change: Sendable, CustomTestStringConvertible {
    let sql: String
    /// Whether each column may be NULL, in order.
    let nullable: [Bool]

    var testDescription: String { sql }
  }

  static let changes: [Change] = [
    Change(
      sql: "UPDATE people SET nick = NULL WHERE nick IS NOT NULL RETURNING nick, name",
      nullable: [true, false]),
    Change(
      sql: "UPDATE people p SET nick = f.word FROM feed f WHERE f.id > p.id AND p.nick = 'x' "
        + "RETURNING p.nick, f.id, f.word", nullable: [true, false, true]),
    Change(sql: "DELETE FROM people WHERE nick = 'x' RETURNING nick", nullable: [false]),
    Change(sql: "UPDATE named SET nick = NULL RETURNING nick, name", nullable: [true, true]),
    Change(sql: "DELETE FROM named RETURNING nick", nullable: [false]),
    Change(sql: "INSERT INTO named VALUES (9, 'z', NULL) RETURNING nick", nullable: [true]),
    Change(
      sql: "WITH changed AS (UPDATE people SET nick = NULL WHERE nick IS NOT NULL RETURNING nick) "
        + "SELECT nick FROM changed", nullable: [true]),
    Change(
      sql: "INSERT INTO people VALUES (1, 'n', 'm') ON CONFLICT (id) DO UPDATE SET nick = NULL "
        + "WHERE people.nick IS NOT NULL RETURNING nick, (SELECT people.nick)",
      nullable: [true, true]),
    Change(
      sql: "UPDATE people SET nick = NULL WHERE nick IS NOT NULL "
        + "RETURNING (SELECT count(*) FROM feed WHERE people.nick = word)", nullable: [false]),
  ]

  @Test(arguments: changes)
  func provesNothingThatRowsContradict(_ change: Change) throws {
    let analyst = try SharedServer.analyst(Self.schema)
    let outcome = try #require(
      try analyst.analyse([AnalysisRequestText.request(change.sql)]).first)
    guard case .analysed(let answer) = outcome, let query = Query(answer.query) else {
      Issue.record("\(change.sql): \(outcome)")
      return
    }
    let facts = try StatementFacts(store: "shop", trees: [query.node], analyst: analyst)
    let scope = QueryScope(query, facts: facts)
    let proofs = query.outputs.indices.map { NullabilityProver.output($0, of: scope) }
    #expect(proofs.map(\.isNullable) == change.nullable, "\(proofs.map(\.because))")
    let connection = try SharedServer.connection(Self.schema)
    try connection.execute("BEGIN; \(Self.rows)")
    let given = try connection.query(change.sql).rows
    try connection.execute("ROLLBACK")
    #expect(!given.isEmpty)
    for row in given {
      for (value, proof) in zip(row, proofs) where value == nil {
        #expect(proof.isNullable, "\(proof.because)")
      }
    }
  }

  /// Every proof begins with the claim that decides, or ends in it.
  @Test(arguments: changes)
  func proofsHoldTheirReason(_ change: Change) throws {
    let analyst = try SharedServer.analyst(Self.schema)
    let outcome = try #require(
      try analyst.analyse([AnalysisRequestText.request(change.sql)]).first)
    guard case .analysed(let answer) = outcome, let query = Query(answer.query) else { return }
    let facts = try StatementFacts(store: "shop", trees: [query.node], analyst: analyst)
    let scope = QueryScope(query, facts: facts)
    for index in query.outputs.indices {
      let nullability = NullabilityProver.output(index, of: scope)
      #expect(nullability.proof.claims.contains(nullability.because))
    }
  }
}

extension Proof {
  var claims: [String] { [claim] + reasons.flatMap(\.claims) }
}
