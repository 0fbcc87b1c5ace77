import Foundation
import RejotEphemeral
import RejotPostgres

/// The throw-away world the demo plays in: a server with the shop's three databases, a folder for
/// logs and copies. Everything of it is gone when `clear` returns.
final class Stage {
  static let services = ["accounts", "orders", "crm"]

  let server: EphemeralServer
  let folder: URL
  /// What the shop's project file reads: one URL a data store.
  let environment: [String: String]
  private var sync: Program?

  init() throws {
    let ambient = ProcessInfo.processInfo.environment
    let binaries = try ServerBinaries.find(major: nil, environment: ambient)
    server = try EphemeralServer(binaries: binaries, environment: ambient)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-demo-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var environment = ["NO_COLOR": "1"]
    for service in Self.services {
      try server.createDatabase(service)
      environment["\(service.uppercased())_DATABASE_URL"] = server.url(database: service)
      try server.applyMigrations(
        try Self.migrations(of: service), database: service, searchPath: ["public"])
    }
    self.environment = environment
  }

  private static func migrations(of service: String) throws -> [MigrationFile] {
    let folder = "schemas/db/\(service)"
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".sql") }.sorted()
      .map { name in
        MigrationFile(
          name: name,
          text: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
      }
  }

  func connect(_ service: String) throws -> Connection {
    try Connection(server.url(database: service))
  }

  /// Runs the compiler over a project; its output goes where ours goes.
  func compile(_ arguments: [String], environment: [String: String]? = nil) throws -> Int32 {
    say("$ rejotc \(arguments.joined(separator: " "))")
    return try Program("rejotc", arguments, environment: environment ?? self.environment).wait()
  }

  func startSync(_ arguments: [String] = []) throws {
    say("$ shop-sync \((["run"] + arguments).joined(separator: " ")) &")
    sync = try Program(
      "shop-sync", ["run"] + arguments, environment: environment,
      log: folder.appendingPathComponent("sync.log"))
  }

  func killSync() { sync?.kill9() }

  func stopSync() -> Int32 { sync?.terminate() ?? 0 }

  /// What the sync said last, and nil while it runs.
  var syncFailure: String? {
    guard let sync, !sync.isRunning else { return nil }
    return sync.lastWords
  }

  func clear() {
    if let sync, sync.isRunning { sync.kill9() }
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }
}
