import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Databases behind a pooler: a session at the server is another program's next, and nothing of
/// ours may stay in it.
@Suite(.enabled(if: Pooler.isInstalled || ProcessInfo.processInfo.environment["CI"] == "true"))
struct PoolerTests {
  private let folder: ProjectFolder
  private let server: EphemeralServer

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair.filter { $0.0 != "contracts/crm.sql" })
    server = try TestServer.start(ServerSettings())
    try server.createDatabase("accounts")
    try Connection(server.url(database: "accounts")).execute(
      "CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL)")
  }

  private func connected(_ pooler: Pooler) throws -> Connection {
    let deadline = ContinuousClock.now + .seconds(20)
    while true {
      do { return try Connection(pooler.url(database: "accounts")) } catch {
        guard ContinuousClock.now < deadline else { throw error }
      }
    }
  }

  /// The next who is lent the session finds it as the server makes it.
  @Test func leavesNothingInALentSession() throws {
    let pooler = try Pooler("transaction", before: server)
    func session() throws -> [[String?]] {
      let connection = try connected(pooler)
      return try connection.query(
        """
        SELECT pg_backend_pid()::text, current_setting('search_path'), current_setting('TimeZone'),
          current_setting('statement_timeout'), current_setting('lock_timeout'),
          (SELECT count(*) FROM pg_prepared_statements)::text
        """
      ).rows
    }
    let before = try session()
    for _ in 0..<2 {
      let run = try RejotcProcess(
        ["check"], in: folder.url,
        environment: ["ACCOUNTS_DATABASE_URL": pooler.url(database: "accounts")])
      #expect(run.errors == "catalog: live for accounts\nchecked 1 contract: no findings\n")
    }
    let analyze = try RejotcProcess(
      ["analyze", "accounts", "-"], in: folder.url,
      environment: ["ACCOUNTS_DATABASE_URL": pooler.url(database: "accounts")],
      input: "SELECT upper(first_name)::varchar(9) AS name FROM users")
    #expect(analyze.output.contains("character varying(9)"))
    #expect(try session() == before)
  }

  @Test func refusesToCopyThroughIt() throws {
    let pooler = try Pooler("transaction", before: server)
    _ = try connected(pooler)
    let run = try RejotcProcess(
      ["check", "--no-ddl"], in: folder.url,
      environment: ["ACCOUNTS_DATABASE_URL": pooler.url(database: "accounts")])
    #expect(run.status == 3)
    #expect(
      run.errors.contains(
        "error: the schema of store \"accounts\" is not copied through a pooler "
          + "[schema-copy-failed]"))
  }

  @Test func saysThatSingleStatementsAreTooLittle() throws {
    let pooler = try Pooler("statement", before: server)
    _ = try connected(pooler)
    let run = try RejotcProcess(
      ["check"], in: folder.url,
      environment: ["ACCOUNTS_DATABASE_URL": pooler.url(database: "accounts")])
    #expect(run.status == 3)
    #expect(
      run.errors.contains(
        "error: a pooler in front of store \"accounts\" takes single statements only "
          + "[database-unreachable]"))
    #expect(run.errors.contains("help: name the server itself in ACCOUNTS_DATABASE_URL"))
  }
}
