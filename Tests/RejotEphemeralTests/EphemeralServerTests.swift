import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

private func binaries() throws -> ServerBinaries {
  try ServerBinaries.find(environment: ProcessInfo.processInfo.environment)
}

private func server(_ settings: ServerSettings = ServerSettings()) throws -> EphemeralServer {
  try EphemeralServer(
    binaries: binaries(), settings: settings, environment: ProcessInfo.processInfo.environment)
}

private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Whether a condition comes true before a generous deadline.
private func eventually(_ condition: () -> Bool) -> Bool {
  let deadline = ContinuousClock.now + .seconds(30)
  while ContinuousClock.now < deadline {
    if condition() { return true }
    poll(nil, 0, 5)
  }
  return false
}

@Suite struct EphemeralServerTests {
  @Test func answersAndLeavesNothingBehind() throws {
    let server = try server()
    let pid = try #require(server.pid)
    try server.createDatabase("Odd \"name\"")
    let connection = try Connection(server.url(database: "Odd \"name\""))
    #expect(try connection.query("SELECT current_database()").scalar == "Odd \"name\"")
    #expect(try connection.query("SHOW wal_level").scalar == "logical")
    #expect(try connection.query("SHOW listen_addresses").scalar == "")
    #expect(try connection.query("SHOW server_encoding").scalar == "UTF8")
    #expect(try connection.query("SHOW TimeZone").scalar == "UTC")
    server.stop()
    #expect(!exists(server.folder))
    #expect(!exists("/proc/\(pid)"))
  }

  @Test func isGoneWhenLetGo() throws {
    var held: EphemeralServer? = try server()
    let folder = try #require(held?.folder)
    #expect(exists(folder))
    held = nil
    #expect(!exists(folder))
  }

  @Test func manyRunAtOnce() throws {
    let servers = try (0..<2).map { _ in try server() }
    #expect(Set(servers.map(\.folder)).count == 2)
    servers[0].stop()
    for other in servers.dropFirst() {
      let connection = try Connection(other.url(database: "postgres"))
      #expect(try connection.query("SELECT 1").scalar == "1")
    }
  }

  @Test func keepsCommittedRowsOverARestart() throws {
    let server = try server()
    for manner in [EphemeralServer.ShutDown.fast, .immediate, .kill] {
      let before = try #require(server.pid)
      let connection = try Connection(server.url(database: "postgres"))
      try connection.execute(
        "CREATE TABLE IF NOT EXISTS t (manner text); INSERT INTO t VALUES ('\(manner)')")
      try server.restart(manner)
      #expect(server.pid != before)
      #expect(throws: PostgresError.self) { try connection.query("SELECT 1") }
      let again = try Connection(server.url(database: "postgres"))
      #expect(
        try again.query("SELECT count(*) FROM t WHERE manner = '\(manner)'").scalar == "1")
    }
  }

  @Test func takesSettingsAndAsksForAPasswordOverTCP() throws {
    let server = try server(
      ServerSettings(
        walLevel: "replica", tcpPassword: "right", parameters: ["work_mem": "7MB"],
        isInMemory: false))
    #expect(!server.folder.hasPrefix("/dev/shm"))
    let connection = try Connection(server.tcpURL(database: "postgres", password: "right"))
    #expect(try connection.query("SHOW wal_level").scalar == "replica")
    #expect(try connection.query("SHOW work_mem").scalar == "7MB")
    let error = #expect(throws: PostgresError.self) {
      _ = try Connection(server.tcpURL(database: "postgres", password: "wrong"))
    }
    #expect(error?.sqlState == "28P01")
  }

  @Test func saysWhyItDidNotStart() throws {
    let error = #expect(throws: EphemeralError.self) {
      _ = try server(ServerSettings(parameters: ["no_such_setting": "1"]))
    }
    #expect(error?.description.contains("no_such_setting") == true)
  }

  /// The supervisor must outlive whoever started the server, and only for as long as it takes to
  /// clean up. This test process cannot kill itself, so a process of its own starts a server.
  @Test(arguments: [SIGKILL, SIGINT, SIGTERM])
  func isGoneWhenItsOwnerIsKilled(_ signal: Int32) throws {
    let owner = try Owner()
    #expect(exists(owner.folder))
    owner.kill(signal)
    #expect(eventually { !exists("/proc/\(owner.server)") })
    #expect(eventually { !exists(owner.folder) })
  }
}
