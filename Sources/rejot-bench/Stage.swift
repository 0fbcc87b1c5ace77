import Glibc
import RejotEphemeral
import RejotPostgres

/// Two servers of our own: a publisher, and a consumer with a database for each way.
final class Stage {
  static let native = "native"
  static let rejot = "rejot"

  private let publisherServer: EphemeralServer
  private let consumerServer: EphemeralServer
  let publisher: Connection
  private let consumerNative: Connection
  private let consumerRejot: Connection
  let versionText: String
  private(set) var lastKey = 0

  init(environment: [String: String]) throws {
    let binaries = try ServerBinaries.find(environment: environment)
    // Durable, as in production: commits reach the disk before they count.
    let settings = ServerSettings(
      parameters: [
        "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
        "shared_buffers": "256MB", "max_wal_size": "8GB", "checkpoint_timeout": "1h",
        "autovacuum": "off", "wal_retrieve_retry_interval": "10ms",
      ], isInMemory: false)
    publisherServer = try EphemeralServer(
      binaries: binaries, settings: settings, environment: environment)
    consumerServer = try EphemeralServer(
      binaries: binaries, settings: settings, environment: environment)
    try publisherServer.createDatabase("shop")
    for name in [Self.native, Self.rejot] { try consumerServer.createDatabase(name) }
    publisher = try Connection(publisherServer.url(database: "shop"))
    consumerNative = try Connection(consumerServer.url(database: Self.native))
    consumerRejot = try Connection(consumerServer.url(database: Self.rejot))
    versionText = try publisher.query("SHOW server_version").scalar ?? "?"
    try publisher.execute(BenchRegistry.tableSQL)
    try publisher.execute("SET synchronous_commit = off")
    try publisher.execute("CREATE PUBLICATION bench FOR TABLE public.items")
    try consumerNative.execute(BenchRegistry.tableSQL)
    try consumerRejot.execute(BenchRegistry.tableSQL)
    let conninfo = publisherServer.url(database: "shop")
    try consumerNative.execute(
      "CREATE SUBSCRIPTION native CONNECTION '\(conninfo)' PUBLICATION bench"
        + " WITH (copy_data = off, binary = on, enabled = on)")
    try waitUntilStreaming()
    try consumerNative.execute("ALTER SUBSCRIPTION native DISABLE")
    try drainRejot(until: try currentLSN())
  }

  private func waitUntilStreaming() throws {
    let started = Stopwatch()
    while try publisher.query("SELECT FROM pg_stat_replication WHERE state = 'streaming'").rows
      .isEmpty
    {
      guard started.seconds < 30 else { throw BenchFailure("native replication does not start") }
      usleep(5_000)
    }
  }

  func currentLSN() throws -> String {
    try publisher.query("SELECT pg_current_wal_flush_lsn()").scalar ?? ""
  }

  private func drainRejot(until lsn: String) throws {
    let child = startRejot(["run", "--until-lsn", lsn])
    guard child.wait().code == 0 else { throw BenchFailure("our sync did not start") }
  }

  func startRejot(_ arguments: [String]) -> ChildSync {
    ChildSync(
      source: publisherServer.url(database: "shop"),
      target: consumerServer.url(database: Self.rejot), arguments: arguments)
  }

  /// Writes a backlog while nobody reads.
  func write(_ workload: Workload, rows: Int) throws {
    try publisher.execute(workload.sql(first: lastKey, rows: rows))
    lastKey += rows
    try publisher.execute("SELECT pg_switch_wal()")
  }

  // MARK: Runs

  /// Lets native replication drain the backlog.
  func runNative() throws -> Drain {
    let clock = Stopwatch()
    try consumerNative.execute("ALTER SUBSCRIPTION native ENABLE")
    let seconds = try waitForLastKey(clock, native: true)
    let apply = try consumerNative.query("SELECT pid FROM pg_stat_subscription").scalar
    let sender = try senderPID()
    let cpu = (sender: cpu(sender), apply: cpu(apply.flatMap { Int32($0) }))
    try consumerNative.execute("ALTER SUBSCRIPTION native DISABLE")
    try waitForSender(sender)
    return Drain(
      seconds: seconds, senderCPU: cpu.sender, applyCPU: cpu.apply, ownCPU: 0,
      isComplete: try isComplete(native: true))
  }

  /// Lets our sync drain the backlog; its start is part of the time.
  func runRejot() throws -> Drain {
    let clock = Stopwatch()
    let child = startRejot(["run"])
    let seconds = try waitForLastKey(clock, native: false)
    let sender = try senderPID()
    let apply = try consumerRejot.query(
      "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'rejot bench/%'"
    ).scalar
    let cpu = (sender: cpu(sender), apply: cpu(apply.flatMap { Int32($0) }))
    child.terminate()
    let own = child.wait()
    guard own.code == 0 else { throw BenchFailure("our sync ended with \(own.code)") }
    return Drain(
      seconds: seconds, senderCPU: cpu.sender, applyCPU: cpu.apply, ownCPU: own.cpu,
      isComplete: try isComplete(native: false))
  }

  private func cpu(_ pid: Int32?) -> Double { pid.flatMap(ProcessTime.seconds) ?? 0 }

  private func waitForLastKey(_ clock: Stopwatch, native: Bool) throws -> Double {
    let sql = "SELECT FROM public.items WHERE id = $1::bigint"
    while true {
      let rows =
        native
        ? try consumerNative.query(sql, [String(lastKey)]).rows
        : try consumerRejot.query(sql, [String(lastKey)]).rows
      if !rows.isEmpty { return clock.seconds }
      guard clock.seconds < 300 else { return clock.seconds }
      usleep(1_000)
    }
  }

  private func senderPID() throws -> Int32? {
    try publisher.query("SELECT pid FROM pg_stat_replication ORDER BY backend_start DESC LIMIT 1")
      .scalar.flatMap { Int32($0) }
  }

  private func waitForSender(_ pid: Int32?) throws {
    guard let pid else { return }
    while try !publisher.query("SELECT FROM pg_stat_replication WHERE pid = $1::int", ["\(pid)"])
      .rows.isEmpty
    {
      usleep(2_000)
    }
  }

  // MARK: Completeness

  private static let digest = """
    SELECT count(*) || ' ' || coalesce(sum(hashtextextended(items::text, 0)), 0)
    FROM public.items
    """

  private func isComplete(native: Bool) throws -> Bool {
    let wanted = try publisher.query(Self.digest).scalar
    let found =
      native
      ? try consumerNative.query(Self.digest).scalar : try consumerRejot.query(Self.digest).scalar
    return wanted == found
  }

  /// How many statements our sync sends to the consumer for a backlog, by the server's own log.
  func countStatements(_ workload: Workload, rows: Int) throws -> Int {
    try write(workload, rows: rows)
    try consumerRejot.execute(
      "ALTER SYSTEM SET log_statement = 'all'; ")
    try consumerRejot.execute("ALTER SYSTEM SET log_parameter_max_length = 0")
    try consumerRejot.execute("SELECT pg_reload_conf()")
    while try consumerRejot.query("SHOW log_statement").scalar != "all" { usleep(2_000) }
    let before = countExecuted()
    try drainRejot(until: try currentLSN())
    let executed = countExecuted() - before
    try consumerRejot.execute("ALTER SYSTEM RESET log_statement")
    try consumerRejot.execute("SELECT pg_reload_conf()")
    return executed
  }

  private func countExecuted() -> Int {
    guard let file = fopen("\(consumerServer.folder)/log", "r") else { return 0 }
    defer { fclose(file) }
    var count = 0
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, file) > 0 {
      if let line, strstr(line, "execute rejot_") != nil { count += 1 }
    }
    return count
  }
}

/// One drain of a backlog.
struct Drain {
  let seconds: Double
  let senderCPU: Double
  let applyCPU: Double
  let ownCPU: Double
  /// Every row arrived, by count and hash.
  let isComplete: Bool
}

struct BenchFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Wall time since it was made.
struct Stopwatch {
  private let started: Double = Self.now
  var seconds: Double { Self.now - started }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
