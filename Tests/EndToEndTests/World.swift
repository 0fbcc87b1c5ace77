import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// One throw-away server with the scenarios' three databases: a world of its own for one test.
final class World {
  static let stores = ["source", "target", "mirror"]

  let server: EphemeralServer
  let source: Connection
  let target: Connection
  let mirror: Connection
  /// Where the services of this world write their logs.
  let folder: URL
  private var services: [Service] = []
  private var markers = 0

  init(settings: ServerSettings = ServerSettings()) throws {
    let ambient = ProcessInfo.processInfo.environment
    server = try EphemeralServer(
      binaries: try ServerBinaries.find(major: nil, environment: ambient), settings: settings,
      environment: ambient)
    for store in Self.stores {
      try server.createDatabase(store)
      try server.applyMigrations(
        try Self.migrations(of: store), database: store, searchPath: ["public"])
    }
    source = try Connection(server.url(database: "source"))
    target = try Connection(server.url(database: "target"))
    mirror = try Connection(server.url(database: "mirror"))
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    for service in services { service.kill9() }
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func migrations(of store: String) throws -> [MigrationFile] {
    try migrations(in: "Scenarios/db/\(store)")
  }

  /// The migrations in a folder beside the tests.
  static func migrations(in folder: String) throws -> [MigrationFile] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../\(folder)").standardizedFileURL
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      MigrationFile(
        name: name,
        text: try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
    }
  }

  /// The variables the scenarios' project reads.
  func environment(user: String = "postgres") -> [String: String] {
    [
      "SCENARIO_SOURCE_URL": server.url(database: "source", user: user),
      "SCENARIO_TARGET_URL": server.url(database: "target", user: user),
      "SCENARIO_MIRROR_URL": server.url(database: "mirror", user: user),
    ]
  }

  /// Starts the generated service; with `--setup` unless told otherwise.
  func start(
    _ arguments: [String] = ["run", "--setup"], user: String = "postgres",
    extra: [String: String] = [:]
  ) throws -> Service {
    let service = try Service(
      arguments, environment: environment(user: user).merging(extra) { $1 },
      log: folder.appendingPathComponent("sync-\(services.count).log"))
    services.append(service)
    return service
  }

  /// Makes `syncer`, a role that may do no more than a sync needs.
  func createSyncer() throws {
    try source.execute("CREATE ROLE syncer LOGIN REPLICATION")
    for store in Self.stores {
      let connection = try Connection(server.url(database: store))
      try connection.execute("GRANT CREATE ON DATABASE \(store) TO syncer")
      let schemas = try connection.query(
        """
        SELECT quote_ident(nspname) FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        """)
      for schema in schemas.rows.compactMap({ $0.first ?? nil }) {
        try connection.execute(
          """
          GRANT USAGE ON SCHEMA \(schema) TO syncer;
          GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \(schema) TO syncer;
          """)
      }
    }
  }

  /// Lets the owner start once, as setup needs, and hands over to `syncer`.
  func setUpForSyncer() throws {
    let owner = try start(["run", "--setup"])
    try barrier(owner)
    // The mirror's group loads by itself.
    let loaded = "SELECT count(*) FROM item_mirror WHERE id > 9000000000"
    try expect(mirror, loaded, gives: "1", owner)
    guard owner.terminate() == 0 else { throw Overdue("the owner's run failed") }
    for store in ["target", "mirror"] {
      try Connection(server.url(database: store)).execute(
        """
        GRANT USAGE, CREATE ON SCHEMA rejot TO syncer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA rejot TO syncer;
        """)
    }
  }

  /// Writes one more item and waits until it is at the consumer: transactions arrive in commit
  /// order, so everything committed before is there too.
  func barrier(_ service: Service, within patience: Duration = .seconds(30)) throws {
    markers += 1
    let id = 9_000_000_000 + markers
    try source.query("INSERT INTO item (id, label) VALUES (\(id), 'marker')")
    try expect(
      target, "SELECT label FROM item_copy WHERE id = \(id)", gives: "marker", service,
      within: patience)
  }

  /// See ``Service/makes(_:_:give:within:)``.
  func expect(
    _ connection: borrowing Connection, _ question: String, gives expected: String?,
    _ service: Service, within patience: Duration = .seconds(30)
  ) throws {
    try service.makes(connection, question, give: expected, within: patience)
  }

  /// See ``Service/says(_:within:)``.
  func expect(
    _ service: Service, says text: String, within patience: Duration = .seconds(30)
  ) throws {
    try service.says(text, within: patience)
  }

  /// All rows of a query, one line each, for comparing two databases by key and value.
  func rows(_ connection: borrowing Connection, _ query: String) throws -> [String] {
    try connection.query(query).rows.map { row in
      row.map { $0 ?? "NULL" }.joined(separator: "|")
    }
  }
}

/// A condition that did not come true before its deadline.
struct Overdue: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
