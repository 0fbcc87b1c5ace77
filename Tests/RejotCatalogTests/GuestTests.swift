import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

@testable import RejotCatalog

/// How an analyst behaves in somebody's database, as the server's own log and catalogs tell it.
@Suite struct GuestTests {
  /// A server that logs each statement that it executes; what is only parsed is not in the log.
  private static let server = Result {
    let environment = ProcessInfo.processInfo.environment
    return try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment),
      settings: ServerSettings(
        parameters: ["log_statement": "all", "log_line_prefix": "\u{1}%a|%d|"]),
      environment: environment)
  }

  private func database(_ name: String = #function) throws -> String {
    let server = try Self.server.get()
    try server.createDatabase(name)
    try Connection(server.url(database: name)).execute(
      """
      CREATE TABLE users (id bigint PRIMARY KEY, name text);
      INSERT INTO users VALUES (1, 'Ada');
      CREATE TABLE busy (id bigint PRIMARY KEY);
      """)
    return name
  }

  private func url(_ name: String, user: String = "postgres") throws -> String {
    try Self.server.get().url(database: name, user: user)
  }

  /// What `rejotc` executed in a database, in order.
  private func executed(in database: String) throws -> [String] {
    let log = try String(
      contentsOfFile: "\(Self.server.get().folder)/log", encoding: .utf8)
    return log.split(separator: "\u{1}").compactMap { entry in
      let parts = entry.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "rejotc", parts[1] == database,
        let colon = parts[2].firstRange(of: ": "), parts[2].hasPrefix("LOG:"),
        let text = parts[2][colon.upperBound...].firstRange(of: ": ")
      else { return nil }
      return parts[2][text.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  @Test func keepsTransactionsShortAndUndoesWhatItMade() throws {
    let name = try database()
    let analyst = try LiveAnalyst(url: url(name), searchPath: ["public"])
    _ = try analyst.analyse(
      (0..<250).map { AnalysisRequest(sql: "SELECT \($0), name FROM users", parameterTypes: []) })
    let statements = try executed(in: name)
    var counts: [Int] = []
    var isOpen = false
    var probing = 0
    for statement in statements {
      if statement.hasPrefix("BEGIN") && statement.hasSuffix("READ WRITE") {
        counts.append(0)
        isOpen = true
      } else if statement == "ROLLBACK" {
        #expect(probing == 0)
        isOpen = false
      } else if statement.hasPrefix("CREATE FUNCTION pg_temp.rejot_probe") {
        #expect(isOpen, "a probe outside of a transaction")
        counts[counts.count - 1] += 1
        probing += 1
        #expect(probing <= ProbeBatch.size)
      } else if statement.hasPrefix("ROLLBACK TO SAVEPOINT") {
        probing = 0
      }
      #expect(!statement.hasPrefix("COMMIT"))
    }
    #expect(counts.reduce(0, +) == 250)
    #expect(counts.allSatisfy { $0 <= 100 })
    #expect(!isOpen)
    // Nobody's rows: what names the table is only ever the body of a function.
    for statement in statements where statement.contains("name FROM users") {
      #expect(statement.hasPrefix("CREATE FUNCTION pg_temp."))
    }
  }

  @Test func pinsItsLimitsAndName() throws {
    let name = try database()
    try Connection(url(name)).execute(
      """
      ALTER DATABASE "\(name)" SET lock_timeout = 0;
      ALTER DATABASE "\(name)" SET statement_timeout = 0;
      ALTER DATABASE "\(name)" SET application_name = 'somebody'
      """)
    let analyst = try LiveAnalyst(url: url(name), searchPath: ["public"])
    for (setting, value) in [
      ("lock_timeout", "1s"), ("statement_timeout", "10s"), ("application_name", "rejotc"),
    ] {
      #expect(try analyst.connection.query("SHOW \(setting)").scalar == value)
    }
  }

  /// Somebody's migration holds a table: the analyst gives up, says so, and holds nothing itself.
  @Test func waitsForNobodyForLong() throws {
    let name = try database()
    let analyst = try LiveAnalyst(url: url(name), searchPath: ["public"])
    let migration = try Connection(url(name))
    try migration.execute("BEGIN; LOCK TABLE busy IN ACCESS EXCLUSIVE MODE")
    #expect {
      try analyst.analyse([
        AnalysisRequest(sql: "SELECT id FROM users", parameterTypes: []),
        AnalysisRequest(sql: "SELECT id FROM busy", parameterTypes: []),
      ])
    } throws: { error in
      (error as? PostgresError)?.environmentFailure == .locked
    }
    #expect(
      try migration.query(
        "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
          + "WHERE pid <> pg_backend_pid() AND a.datname = current_database()"
      ).scalar == "0")
    try migration.execute("ROLLBACK")
    // The session is as good as before.
    #expect(try analyst.accept("SELECT id FROM busy").canonical.contains("busy"))
  }

  /// A role that may read nothing analyses all: whoever cannot read a row does not.
  @Test func needsNoRightToReadRows() throws {
    let name = try database()
    try Connection(url(name)).execute(
      "CREATE ROLE guest LOGIN; REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC")
    let analyst = try LiveAnalyst(url: url(name, user: "guest"), searchPath: ["public"])
    _ = try analyst.accept("SELECT id, name FROM users WHERE id = $1")
    _ = try analyst.accept("DELETE FROM users WHERE id = $1")
    #expect(throws: PostgresError.self) { try analyst.connection.query("SELECT id FROM users") }
  }

  @Test func leavesNoObjectBehind() throws {
    let name = try database()
    let watcher = try Connection(url(name))
    func objects() throws -> [[String?]] {
      try watcher.query(
        """
        SELECT 'class', oid::text FROM pg_class UNION ALL SELECT 'proc', oid::text FROM pg_proc
        UNION ALL SELECT 'type', oid::text FROM pg_type
        UNION ALL SELECT 'depend', refobjid::text || objid::text FROM pg_depend ORDER BY 1, 2
        """
      ).rows
    }
    let before = try objects()
    let analyst = try LiveAnalyst(url: url(name), searchPath: ["public"])
    for sql in ["SELECT name FROM users", "SELECT nosuch", "DELETE FROM users", "SELECT $1::point"]
    {
      _ = try analyst.analyse(sql)
    }
    #expect(try objects() == before)
    #expect(try watcher.query("SELECT count(*) FROM users").scalar == "1")
  }
}
