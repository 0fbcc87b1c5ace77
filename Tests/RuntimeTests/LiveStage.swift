import Glibc
import Logging
import RejotEphemeral
import RejotPostgres
import Synchronization
import Testing

@_spi(Generated) @testable import RejotRuntime

/// Tests on a real server, one at a time: each blocks a thread now and then.
@Suite(.serialized) enum LiveTests {}

/// A server for all live tests; each test has databases of its own.
enum LiveServer {
  static let shared = Mutex<EphemeralServer?>(nil)
  private static let counter = Atomic<Int>(0)

  static func server() throws -> EphemeralServer {
    try shared.withLock { server in
      if let server { return server }
      let environment = ["PATH": getenv("PATH").map { String(cString: $0) } ?? ""]
      let made = try EphemeralServer(
        binaries: try ServerBinaries.find(environment: environment),
        settings: ServerSettings(parameters: [
          "max_wal_senders": "60", "max_replication_slots": "60", "max_connections": "200",
        ]), environment: environment)
      server = made
      return made
    }
  }

  static func nextNumber() -> Int { counter.add(1, ordering: .relaxed).newValue }
}

/// A publisher's and a consumer's database, and syncs between them.
final class LiveStage {
  let number = LiveServer.nextNumber()
  let source: Connection
  let target: Connection
  let sourceURL: String
  let targetURL: String
  var slot: String { "rejot_test_\(number)" }

  init(source sourceSQL: String, target targetSQL: String) throws {
    let server = try LiveServer.server()
    try server.createDatabase("source\(number)")
    try server.createDatabase("target\(number)")
    sourceURL = server.url(database: "source\(number)")
    targetURL = server.url(database: "target\(number)")
    source = try Connection(sourceURL)
    target = try Connection(targetURL)
    try source.execute(sourceSQL)
    try source.execute("CREATE PUBLICATION p FOR ALL TABLES")
    try target.execute(targetSQL)
  }

  func registry(
    _ schemas: [PublicSchemaDescriptor], _ consumers: [ConsumerDescriptor]
  ) -> Registry {
    Registry(
      project: "test",
      stores: [
        StoreDescriptor(
          name: "source", url: sourceURL, slot: slot, publication: "p", setupSQL: nil),
        StoreDescriptor(
          name: "target", url: targetURL, slot: "none", publication: "none", setupSQL: nil),
      ], publicSchemas: schemas, consumers: consumers)
  }

  func currentLSN() throws -> LSN {
    try #require(LSN(source.query("SELECT pg_current_wal_lsn()").scalar ?? ""))
  }

  /// Runs a sync until everything written so far is applied, or it ends for another reason.
  func drain(_ registry: Registry) async throws -> RunEnd {
    var options = RunOptions()
    options.untilLSN = try currentLSN()
    options.giveUpAfter = 30
    return await sync(registry, options).run()
  }

  func sync(_ registry: Registry, _ options: RunOptions = RunOptions()) -> SyncRun {
    SyncRun(
      registry: registry, options: options, log: Logger(label: "") { _ in SwiftLogNoOpLogHandler() }
    )
  }

  enum Side { case source, target }

  /// Waits for a query to give a value, leaving the thread to others meanwhile.
  func wait(
    _ sql: String, _ expected: String, on side: Side, seconds: Int64 = 20
  ) async throws {
    let started = Instant.now
    while true {
      let found: String
      switch side {
      case .source: found = try source.query(sql).scalar ?? "NULL"
      case .target: found = try target.query(sql).scalar ?? "NULL"
      }
      if found == expected { return }
      guard started.elapsed < seconds * 1000 else {
        Issue.record("\(sql) gives \(found), not \(expected)")
        return
      }
      await Task.yield()
    }
  }

  /// All rows of a table as text, in key order.
  func rows(_ table: String) throws -> [String] {
    try target.query("SELECT t::text FROM public.\(table) AS t ORDER BY 1").rows.compactMap(\.[0])
  }

  func position(_ group: String = "test/target@source") throws -> LSN? {
    try target.query("SELECT lsn FROM rejot.positions WHERE name = $1", [group]).scalar
      .flatMap { LSN($0) }
  }

  func confirmed() throws -> LSN? {
    try source.query(
      "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = $1", [slot]
    ).scalar.flatMap { LSN($0) }
  }
}
