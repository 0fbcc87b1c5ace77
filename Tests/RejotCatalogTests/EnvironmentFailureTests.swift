import Foundation
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import Testing

@Suite struct EnvironmentFailureTests {
  private func failure(_ work: () throws -> Void) -> EnvironmentFailure? {
    do {
      try work()
      return nil
    } catch {
      return (error as? PostgresError)?.environmentFailure
    }
  }

  @Test func nobodyThere() {
    #expect(
      failure { _ = try LiveAnalyst(url: "postgresql:///x?host=/nowhere", searchPath: []) }
        == .unreachable)
    #expect(
      failure { _ = try LiveAnalyst(url: "postgresql://nosuch.invalid/x", searchPath: []) }
        == .unreachable)
  }

  @Test func wrongPasswordAndMissingDatabase() throws {
    let environment = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment),
      settings: ServerSettings(tcpPassword: "right"), environment: environment)
    #expect(
      failure {
        _ = try LiveAnalyst(
          url: server.tcpURL(database: "postgres", password: "wrong"), searchPath: [])
      } == .authentication)
    #expect(
      failure {
        _ = try LiveAnalyst(url: server.url(database: "nosuch"), searchPath: [])
      } == .databaseMissing)
    #expect(
      failure {
        _ = try LiveAnalyst(url: server.url(database: "postgres", user: "nosuch"), searchPath: [])
      } == .authentication)
  }

  @Test func noRightToMakeTemporaryObjects() throws {
    let url = try Database.create(
      #function,
      """
      CREATE TABLE t (a int); CREATE ROLE guest LOGIN;
      REVOKE ALL ON DATABASE "\(#function)" FROM PUBLIC;
      GRANT CONNECT ON DATABASE "\(#function)" TO guest;
      """)
    _ = try LiveAnalyst(url: url, searchPath: ["public"])
    let analyst = try LiveAnalyst(
      url: Database.url(#function, user: "guest"), searchPath: ["public"])
    #expect(analyst.catalog.relations.values.map(\.name) == ["t"])
    #expect(failure { _ = try analyst.analyse("SELECT 1") } == .privilege)
  }

  /// Analysis asks for no privilege on tables and reads no row.
  @Test func needsNoPrivilegeOnTables() throws {
    _ = try Database.create(
      #function, "CREATE TABLE t (a int); CREATE ROLE reader LOGIN; REVOKE ALL ON t FROM PUBLIC;")
    let analyst = try LiveAnalyst(
      url: Database.url(#function, user: "reader"), searchPath: ["public"])
    #expect(try analyst.accept("SELECT a FROM t").canonical.contains("public.t"))
  }

  @Test func aLockedTableIsNotTheStatementsFault() throws {
    let url = try Database.create(#function, "CREATE TABLE t (a int)")
    let analyst = try LiveAnalyst(url: url, searchPath: ["public"])
    let other = try Connection(url)
    try other.execute("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE")
    #expect(failure { _ = try analyst.analyse("SELECT a FROM t") } == .locked)
    try other.execute("ROLLBACK")
    #expect(try analyst.accept("SELECT a FROM t").canonical.contains("public.t"))
  }

  @Test func aConnectionThatBreaks() throws {
    let url = try Database.create(#function, "CREATE TABLE t (a int)")
    let analyst = try LiveAnalyst(url: url, searchPath: ["public"])
    try Connection(url).query(
      "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        + "WHERE pid <> pg_backend_pid() AND datname = current_database()")
    let found = failure { _ = try analyst.analyse("SELECT a FROM t") }
    #expect(found == .unavailable || found == .unreachable)
  }
}
