import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// `rejotc analyze` as a process; what it says of each kind of statement is agreed on in
/// `Tests/Queries`.
@Suite struct AnalyzeTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
  }

  private func analyze(
    _ arguments: String..., in place: String = "", environment: [String: String] = [:],
    input: String? = nil
  ) throws -> RejotcProcess {
    try RejotcProcess(
      ["analyze"] + arguments, in: folder.url.appending(path: place), environment: environment,
      input: input)
  }

  @Test func describesEachStatementInJSON() throws {
    try folder.write(
      "queries.sql",
      "-- People.\nSELECT id, first_name AS name FROM users WHERE id = :id;\n\nSELECT nme FROM users;"
    )
    let run = try analyze("accounts", "queries.sql", "--format", "json")
    #expect(run.status == 1)
    #expect(run.errors.isEmpty)
    let document = try run.document()
    #expect(document["version"] as? Int == 1)
    #expect(try run.ids() == ["column-not-found"])
    let statements = try #require(document["statements"] as? [[String: Any]])
    #expect(statements.map { $0["line"] as? Int } == [2, 4])
    #expect(statements.allSatisfy { $0["file"] as? String == "queries.sql" })
    let parameters = try #require(statements[0]["parameters"] as? [[String: Any]])
    #expect(parameters.count == 1)
    #expect(parameters[0]["name"] as? String == "id")
    #expect(parameters[0]["type"] as? String == "bigint")
    #expect(parameters[0]["nullable"] as? Bool == true)
    let columns = try #require(statements[0]["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String } == ["id", "name"])
    #expect(columns[1]["type"] as? String == "text")
    #expect(columns[1]["nullable"] as? Bool == false)
    #expect(columns[1]["because"] as? String == "public.users.first_name is NOT NULL")
    #expect(columns[1]["lineage"] as? [String] == ["accounts.public.users.first_name"])
    // A finding stands with its statement and among all.
    let own = try #require(statements[1]["diagnostics"] as? [[String: Any]])
    #expect(own.map { $0["id"] as? String } == ["column-not-found"])
    #expect(own[0]["line"] as? Int == 4 && own[0]["column"] as? Int == 8)
    #expect((statements[1]["columns"] as? [Any])?.isEmpty == true)
  }

  @Test func readsStandardInput() throws {
    let run = try analyze("crm", "-", input: "DELETE FROM customers WHERE id = $1 RETURNING nme")
    #expect(run.status == 1)
    #expect(
      run.errors
        == """
        catalog: embedded for crm
        -:1:51: error: column "nme" does not exist [column-not-found]
          1 | DELETE FROM customers WHERE id = $1 RETURNING nme
            |                                               ^~~
        note: names are resolved in data store crm

        analysed 1 statement: 1 error

        """.replacing("-:1:51", with: "-:1:47"))
    let fine = try analyze("crm", "-", input: "SELECT full_name FROM customers")
    #expect(fine.status == 0)
    #expect(
      fine.output == """
        -:1: SELECT
          columns
            name       type  null      from                            because
            full_name  text  not null  crm.public.customers.full_name  public.customers.full_name is NOT NULL

        """)
  }

  @Test func unknownStoreIsWrongUsage() throws {
    let run = try analyze("acounts", "-", input: "SELECT 1")
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: project shop has no data store "acounts" [unknown-store]
        help: did you mean accounts?
        help: the data stores are accounts, crm

        1 error

        """)
    let machine = try analyze("acounts", "-", "--format", "json", input: "SELECT 1")
    #expect(machine.status == 2)
    #expect(try machine.ids() == ["unknown-store"])
    #expect((try machine.document()["statements"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: ["missing.sql", "db"])
  func unreadableFileIsWrongUsage(_ name: String) throws {
    try folder.write("good.sql", "SELECT 1;")
    let run = try analyze("accounts", name, "good.sql")
    #expect(run.status == 2)
    #expect(run.errors.contains("error: \"\(name)\" cannot be read: "))
    // The other file is described all the same.
    #expect(run.output.hasPrefix("good.sql:1: SELECT\n"))
  }

  @Test func largeFilesAreRefused() throws {
    try folder.write("large.sql", String(repeating: "SELECT 1;\n", count: 1_000_000))
    let run = try analyze("accounts", "large.sql")
    #expect(run.status == 2)
    #expect(run.errors.contains("the file is larger than 1048576 bytes, the most that is read"))
    #expect(run.output.isEmpty)
  }

  @Test func manyStatementsAreDescribed() throws {
    try folder.write("many.sql", String(repeating: "SELECT id FROM users;\n", count: 2_000))
    let run = try analyze("accounts", "many.sql")
    #expect(run.status == 0)
    #expect(run.errors.hasSuffix("analysed 2000 statements: no findings\n"))
  }

  /// Neither the contracts nor the other stores have a say.
  @Test func contractsNeedNotBeThere() throws {
    try folder.write("contracts/crm.sql", "-- rejot:nothing\nSELEC")
    let run = try analyze(
      "accounts", "-", environment: ["CRM_DATABASE_URL": "postgresql:///x?host=/nowhere"],
      input: "SELECT id FROM users")
    #expect(run.status == 0)
    #expect(
      run.errors == "catalog: embedded for accounts\nanalysed 1 statement: no findings\n")
    try folder.remove("contracts")
    #expect(try analyze("accounts", "-", input: "SELECT id FROM users").status == 0)
  }

  @Test func filesMayLieAnywhere() throws {
    let elsewhere = try ProjectFolder([("q.sql", "SELECT id FROM users;")])
    let path = elsewhere.url.appending(path: "q.sql").path
    let run = try analyze("accounts", path, in: "db")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("\(path):1: SELECT\n"))
    try folder.write("db/own.sql", "SELECT 1;")
    let own = try analyze("accounts", "own.sql", "./own.sql", "own.sql", in: "db")
    #expect(own.output.hasPrefix("own.sql:1: SELECT\n"))
    #expect(own.errors.hasSuffix("analysed 1 statement: no findings\n"))
  }

  @Test func unreachableDatabaseIsTheEnvironmentsFault() throws {
    let run = try analyze(
      "accounts", "-", environment: ["ACCOUNTS_DATABASE_URL": "postgresql:///x?host=/nowhere"],
      input: "SELECT 1")
    #expect(run.status == 3)
    #expect(run.errors.contains("[database-unreachable]"))
  }

  /// Against a live database: nothing of what stands in the file happens.
  @Test func nothingIsExecuted() throws {
    let server = try TestServer.start(ServerSettings(walLevel: "replica"))
    try server.createDatabase("accounts")
    let url = server.url(database: "accounts")
    let connection = try Connection(url)
    try connection.execute(
      "CREATE TABLE users (id bigint PRIMARY KEY); INSERT INTO users VALUES (1)")
    try connection.execute("CREATE SEQUENCE counted")
    let run = try analyze(
      "accounts", "-", environment: ["ACCOUNTS_DATABASE_URL": url],
      input: """
        DELETE FROM users RETURNING id;
        WITH gone AS (DELETE FROM users RETURNING id) SELECT nextval('counted') FROM gone;
        DROP TABLE users;
        TRUNCATE users;
        DO $$ BEGIN DELETE FROM users; END $$;
        COMMIT;
        SELECT pg_sleep(3600);
        """)
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").filter { $0.hasPrefix("-:") }.count == 3)
    let rows = try connection.query("SELECT (SELECT count(*) FROM users), last_value FROM counted")
    #expect(rows.rows == [["1", "1"]])
    let isCalled = try connection.query("SELECT is_called FROM counted").rows
    #expect(isCalled == [["f"]])
  }
}
