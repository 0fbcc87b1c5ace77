import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres

/// A data store of contract tests: a database with the store's migrations, as new for each test.
///
/// What a test leaves behind is cleared away where that is certain to give the same database
/// (``StoreBaseline``), else the next test gets another copy. Rows must really be committed, for
/// events are read from the log of the server: rolling back would leave nothing there.
final class TestStore {
  let name: String
  let searchPath: [String]
  let catalog: Catalog
  /// The server; stopped when a test does not end.
  let server: EphemeralServer
  private let template: String
  private let servers: EmbeddedServers
  /// What makes it a source; nil: no public schema reads it.
  private let setup: Setup?
  private var database = ""
  private var sessions: (script: TestSession, own: TestSession)?
  private var baseline: StoreBaseline?

  /// How a store's changes are read.
  struct Setup {
    /// What `rejotc build` would write as `<store>.setup.sql`.
    let sql: String
    let publication: String
  }

  init(
    _ definition: StoreDefinition, _ embedded: EmbeddedStore, setup: Setup?,
    servers: EmbeddedServers
  ) {
    name = definition.name.value
    searchPath = definition.searchPath
    catalog = embedded.catalog
    server = embedded.server
    template = embedded.database
    self.setup = setup
    self.servers = servers
  }

  var isSource: Bool { setup != nil }

  /// Where the test's own statements run, as the owner of the database, no superuser.
  func script() throws(TestFailure) -> TestSession { try opened().script }

  /// Where public schemas are evaluated, consumers' statements run and rows are read.
  func own() throws(TestFailure) -> TestSession { try opened().own }

  private func opened() throws(TestFailure) -> (script: TestSession, own: TestSession) {
    if let sessions { return sessions }
    do {
      database = try servers.copy(template, on: server)
      let url = server.url(database: database)
      let own = try TestSession(url)
      if let setup {
        try own.execute(setup.sql)
        try own.query(
          "SELECT pg_catalog.pg_create_logical_replication_slot($1, 'pgoutput')", [slot])
      }
      baseline = try StoreBaseline(of: own, catalog)
      let opened = (try TestSession(url, searchPath: searchPath), own)
      sessions = opened
      return opened
    } catch { throw TestFailure(error) }
  }

  /// Removes what a test has left behind.
  func reset() throws(TestFailure) {
    guard let sessions, let baseline else { return }
    do throws(PostgresError) {
      try sessions.script.execute("ROLLBACK")
      try sessions.own.execute("ROLLBACK")
      if try baseline.restore(sessions.own) {
        return try sessions.script.restart(searchPath: searchPath)
      }
    } catch {
      if error.connectionLost { throw TestFailure(error) }
    }
    close()
  }

  /// Lets go of the database.
  func close() {
    guard let sessions else { return }
    if isSource {
      _ = try? sessions.own.query("SELECT pg_catalog.pg_drop_replication_slot($1)", [slot])
    }
    self.sessions = nil
    baseline = nil
    try? server.dropDatabase(database)
  }

  // MARK: The log

  private var slot: String { "rejotc_\(database)" }

  /// Steps over everything that has been committed.
  func skipChanges() throws(TestFailure) {
    guard isSource else { return }
    do {
      try own().query(
        "SELECT pg_catalog.pg_replication_slot_advance($1, pg_catalog.pg_current_wal_lsn())",
        [slot])
    } catch { throw TestFailure(error) }
  }

  /// The transactions that were committed since the last call.
  func takeChanges() throws(TestFailure) -> [LoggedTransaction] {
    guard let setup else { return [] }
    do {
      let result = try own().query(
        """
        SELECT data FROM pg_catalog.pg_logical_slot_get_binary_changes($1, NULL, NULL,
          'proto_version', '1', 'publication_names', $2)
        """, [slot, SQLQuoting.identifier(setup.publication)])
      return try LogReader.transactions(result.rows.compactMap { $0.first ?? nil })
    } catch { throw TestFailure(error) }
  }
}
