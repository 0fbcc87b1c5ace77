import Foundation
import RejotEphemeral
import RejotPostgres

/// One throw-away server with the databases of two projects that import each other.
final class Neighbourhood {
  let server: EphemeralServer
  let billing: Connection
  let ledger: Connection
  let mail: Connection
  private let folder: URL
  private var services: [Service] = []

  init() throws {
    let ambient = ProcessInfo.processInfo.environment
    server = try EphemeralServer(
      binaries: try ServerBinaries.find(major: nil, environment: ambient), environment: ambient)
    let databases = [
      ("billing", "billing/db/billing"), ("ledger", "billing/db/ledger"), ("mail", "mail/db/main"),
    ]
    for (database, migrations) in databases {
      try server.createDatabase(database)
      try server.applyMigrations(
        try World.migrations(in: "Neighbours/\(migrations)"), database: database,
        searchPath: ["public"])
    }
    billing = try Connection(server.url(database: "billing"))
    ledger = try Connection(server.url(database: "ledger"))
    mail = try Connection(server.url(database: "mail"))
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-neighbours-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    for service in services { service.kill9() }
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Starts the service of one project: `billing` or `mail`.
  func start(_ project: String) throws -> Service {
    let databases = ["billing", "ledger", "mail"].map {
      ("\($0.uppercased())_DATABASE_URL", server.url(database: $0))
    }
    let service = try Service(
      ["run", "--setup"], environment: Dictionary(uniqueKeysWithValues: databases),
      log: folder.appendingPathComponent("\(project)-\(services.count).log"),
      program: "\(project)-sync")
    services.append(service)
    return service
  }

  /// All rows of a query, one line each.
  func rows(_ connection: borrowing Connection, _ query: String) throws -> [String] {
    try connection.query(query).rows.map { row in
      row.map { $0 ?? "NULL" }.joined(separator: "|")
    }
  }
}
