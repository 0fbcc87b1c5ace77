import Foundation
import Testing

@testable import RejotContract
@testable import RejotDriver

/// Rows that show what a change means, or the word that none was found.
@Suite struct EvidenceTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    try folder.write(
      "db/accounts/0001_users.sql",
      """
      CREATE TABLE teams (id bigint PRIMARY KEY, is_open boolean NOT NULL);
      CREATE TABLE users (
        id bigint PRIMARY KEY,
        team_id bigint NOT NULL REFERENCES teams,
        first_name text NOT NULL CHECK (length(first_name) > 7),
        kind text NOT NULL CHECK (kind IN ('person', 'robot'))
      );
      CREATE VIEW people AS SELECT id, first_name FROM users WHERE kind = 'person';

      """)
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, first_name FROM users WHERE id = :id;

      -- rejot:public person@1.0
      -- source: accounts
      -- key: [id]
      SELECT id, first_name FROM people;

      """)
  }

  private func evidence(of sql: String) throws -> [[String: Any]] {
    try folder.write("db/accounts/0002_change.sql", sql)
    let run = try RejotcProcess(
      [
        "check", "--migration", "db/accounts/0002_change.sql", "--evidence", "--format", "json",
      ], in: folder.url)
    return try run.document()["evidence"] as? [[String: Any]] ?? []
  }

  private func rows(_ side: Any?) -> [[String: String?]]? {
    ((side as? [String: Any])?["rows"] as? [[String: Any]])?.map { row in
      row.mapValues { $0 as? String }
    }
  }

  /// The old tables do not even take the NULL; CHECKs and foreign keys are satisfied.
  @Test func aFieldThatMayBeNull() throws {
    let found = try evidence(of: "ALTER TABLE users ALTER COLUMN first_name DROP NOT NULL;")
    let one = try #require(found.first { $0["contract"] as? String == "shop/customer@1" })
    #expect(one["rule"] as? String == "field-became-nullable")
    #expect(one["found"] as? Bool == true)
    let script = one["script"] as? [String] ?? []
    #expect(script.count == 2)
    #expect(script.first?.hasPrefix("INSERT INTO \"public\".\"teams\"") == true, "\(script)")
    #expect(rows(one["now"])?.first?["first_name"] == .some(nil))
    let refused = (one["before"] as? [String: Any])?["refused"] as? String
    #expect(refused?.contains("null value in column \"first_name\"") == true)
  }

  @Test func rowsThatAreNoLongerThere() throws {
    let found = try evidence(
      of: """
        CREATE OR REPLACE VIEW people AS
          SELECT u.id, u.first_name FROM users u JOIN teams t ON t.id = u.team_id
          WHERE kind = 'person' AND t.is_open;

        """)
    let one = try #require(found.first { $0["rule"] as? String == "rows-narrowed" })
    #expect(one["found"] as? Bool == true, "\(one)")
    #expect(rows(one["before"])?.count == 1)
    #expect(rows(one["now"])?.count == 0)
    let script = one["script"] as? [String] ?? []
    #expect(script.contains { $0.contains("'person'") })
  }

  @Test func itIsPrintedWithTheFinding() throws {
    try folder.write(
      "db/accounts/0002_change.sql", "ALTER TABLE users ALTER COLUMN first_name DROP NOT NULL;\n")
    let run = try RejotcProcess(
      ["check", "--migration", "db/accounts/0002_change.sql", "--evidence", "-q"], in: folder.url)
    #expect(run.errors.contains("note: rows that show it:\n"), "\(run.errors)")
    #expect(run.errors.contains("first_name = NULL"))
    #expect(run.errors.contains("the tables refuse these rows: null value in column"))
  }

  // MARK: The generator

  /// With rows that show nothing, nothing is shown: the databases decide, not the generator.
  @Test func aUselessGeneratorFindsNoExample() throws {
    let environment = ProcessInfo.processInfo.environment
    let servers = EmbeddedServers(environment: environment)
    defer { servers.stop() }
    let context = JobContext(
      currentFolder: folder.url.path, environment: environment, servers: servers)
    let set = CompilationSet(JobOptions(catalog: .embedded), context)
    let member = try #require(set.members.first)
    let store = try #require(member.embedded["accounts"])
    let schema = try #require(member.project?.publicSchemas.first { $0.name == "customer" })
    var narrower = schema
    narrower.canonicalSQL += " AND (users.kind = 'robot'::text)"
    func side(_ schema: PublicSchema) -> EvidenceSide {
      EvidenceSide(
        schema: schema,
        database: PreparedDatabase(server: store.server, database: store.database, reason: ""),
        catalog: store.catalog, searchPath: ["public"])
    }
    let guided = EvidenceSearch(.narrowed, before: side(schema), now: side(narrower))
    guard case .example(let example) = try guided.run() else {
      Issue.record("no example among \(guided.candidates.count) scripts")
      return
    }
    #expect(example.now == .rows([]))
    let teams = EvidenceWish(table: QualifiedName(schema: "public", name: "teams"))
    let robot = EvidenceWish(
      table: QualifiedName(schema: "public", name: "users"), fixed: ["kind": "robot"])
    let useless = EvidenceSearch(
      .narrowed, before: side(schema), now: side(narrower), candidates: [[], [teams], [robot]])
    guard case .none(let tried) = try useless.run() else {
      Issue.record("an example that shows nothing")
      return
    }
    #expect(tried == 3)
  }

  // MARK: The claim

  private func row(_ name: String, _ text: String?) -> EvidenceRow {
    EvidenceRow(fields: [EvidenceRow.Field(name: name, text: text)])
  }

  /// Rows that do not differ as the rule says are no example.
  @Test func whatDoesNotShowItIsNone() {
    let ada = EvidenceRows.rows([row("name", "Ada")])
    let null = EvidenceRows.rows([row("name", nil)])
    let none = EvidenceRows.rows([])
    #expect(EvidenceClaim.null("name").isShown(before: ada, now: null))
    #expect(!EvidenceClaim.null("name").isShown(before: ada, now: ada))
    #expect(!EvidenceClaim.null("name").isShown(before: null, now: null))
    #expect(!EvidenceClaim.null("other").isShown(before: ada, now: null))
    #expect(EvidenceClaim.narrowed.isShown(before: ada, now: none))
    #expect(!EvidenceClaim.narrowed.isShown(before: none, now: none))
    #expect(!EvidenceClaim.narrowed.isShown(before: .refused("no"), now: none))
    #expect(EvidenceClaim.widened.isShown(before: none, now: ada))
    #expect(!EvidenceClaim.widened.isShown(before: ada, now: ada))
    #expect(!EvidenceClaim.severalRows.isShown(before: ada, now: ada))
  }
}
