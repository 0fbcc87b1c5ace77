import RejotContract
import RejotEphemeral
import RejotSource
import Testing

@testable import RejotAnalysis

/// Syntax that libpg_query 15 does not know goes through the whole line on the majors that know it,
/// and is named on those that do not.
@Suite struct LaterSyntaxTests {
  private static let schema = """
    CREATE TABLE users (id bigint PRIMARY KEY, age int NOT NULL, nick text, data jsonb);
    """
  private static let target = """
    CREATE TABLE people (id bigint PRIMARY KEY, age int, nick text);
    """

  private static func major() throws -> Int { try SharedServer.server.get().binaries.major }

  /// The first major that knows it, its name, and the statement of a public schema.
  @Test(arguments: [
    (16, "IS JSON", "SELECT id, nick IS JSON OBJECT AS is_json FROM users WHERE id = :id"),
    (16, "the number 0x1F", "SELECT id, age + 0x1F AS later FROM users WHERE id = :id"),
    (16, "the number 1_000", "SELECT id, age FROM users WHERE id = :id AND age < 1_000"),
    (
      16, "JSON_OBJECT",
      "SELECT id, JSON_OBJECT('nick' : nick ABSENT ON NULL RETURNING jsonb) AS o FROM users "
        + "WHERE id = :id"
    ),
    (17, "JSON_VALUE", "SELECT id, JSON_VALUE(data, '$.a') AS a FROM users WHERE id = :id"),
    (17, "JSON_EXISTS", "SELECT id FROM users WHERE id = :id AND JSON_EXISTS(data, '$.a')"),
  ])
  func publicSchema(_ major: Int, _ name: String, _ sql: String) throws {
    var bed = Bed(source: Self.schema)
    bed.publish(sql)
    let outcome = try bed.run()
    if try Self.major() >= major {
      #expect(outcome.findings == [])
      let schema = try #require(outcome.schema)
      #expect(schema.key == ["id"])
      guard case .unsupported = schema.plan else { return }
      Issue.record("no plan: \(schema.canonicalSQL)")
    } else {
      let notes = outcome.result.diagnostics.flatMap(\.notes)
      #expect(
        notes.contains {
          $0.hasPrefix("\(name) is there from PostgreSQL \(major) on; the server of shop runs")
        }, "\(outcome.result.diagnostics)")
    }
  }

  /// Places in the text count what was written, not what the lexer was shown.
  @Test func errorsStandBehindLaterNumbers() throws {
    var bed = Bed(source: Self.schema)
    bed.publish("SELECT id, 0x1F + 1_000_000 AS n, nosuch FROM users WHERE id = :id")
    let findings = try bed.run().findings
    if try Self.major() >= 16 {
      #expect(findings == ["column-not-found: nosuch"])
    } else {
      #expect(findings.count == 1)
    }
  }

  @Test(arguments: [
    (
      15,
      """
      MERGE INTO people p USING (SELECT :id::bigint AS id, :age::int AS age) e ON p.id = e.id
      WHEN MATCHED THEN UPDATE SET age = e.age
      WHEN NOT MATCHED THEN INSERT (id, age) VALUES (e.id, e.age)
      """
    ),
    (
      17,
      """
      MERGE INTO people p USING (SELECT :id::bigint AS id, :age::int AS age) e ON p.id = e.id
      WHEN MATCHED THEN UPDATE SET age = e.age
      WHEN NOT MATCHED BY TARGET THEN INSERT (id, age) VALUES (e.id, e.age)
      RETURNING merge_action(), p.id
      """
    ),
    (
      18,
      """
      INSERT INTO people (id, age) VALUES (:id, :age) ON CONFLICT (id) DO UPDATE SET age = :age
      RETURNING old.age, new.age
      """
    ),
  ])
  func consumer(_ major: Int, _ sql: String) throws {
    var bed = Bed(source: Self.schema, target: Self.target)
    bed.publish("SELECT id, age FROM users WHERE id = :id")
    try bed.consume(sql)
    let outcome = try bed.run()
    if try Self.major() >= major {
      #expect(outcome.findings == [])
      #expect(outcome.consumer?.writes.contains("crm.public.people.age") == true)
    } else {
      let notes = outcome.result.diagnostics.flatMap(\.notes)
      #expect(notes.contains { $0.contains("is there from PostgreSQL") })
    }
  }
}
