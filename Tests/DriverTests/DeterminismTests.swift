import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// The same input gives the same bytes: in any folder, time zone, locale, order of the folder's
/// entries, and from servers of different versions.
@Suite struct DeterminismTests {
  /// The worked example, whose contracts have most kinds of columns.
  private static let schemas = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas")

  private static func files() throws -> [(String, String)] {
    try FileManager.default.subpathsOfDirectory(atPath: schemas.path).sorted().compactMap { path in
      let file = schemas.appending(path: path)
      guard path.hasSuffix(".sql") || path.hasSuffix(".yaml") else { return nil }
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      return (path, text.replacingOccurrences(of: "../generated", with: "generated"))
    }
  }

  private func build(
    isReversed: Bool = false, depth: Int = 0, environment: [String: String] = [:]
  ) throws -> [String: Data] {
    let folder = try ProjectFolder(
      Self.files(), isReversed: isReversed, depth: depth)
    let run = try RejotcProcess(
      ["build", "--catalog", "embedded"], in: folder.url, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    return try outputs(of: folder)
  }

  @Test func folderLocaleZoneAndOrderDoNotMatter() throws {
    let plain = try build(environment: ["LC_ALL": "C.UTF-8", "TZ": "UTC"])
    #expect(plain.count > 8)
    let other = try build(
      isReversed: true, depth: 3, environment: ["LC_ALL": "C", "TZ": "Asia/Tokyo"])
    #expect(plain == other)
  }

  /// A database that has lived: other OIDs, dropped columns, a role's own search path.
  @Test func liveAndEmbeddedDoNotDiffer() throws {
    let embedded = try ProjectFolder(ProjectFolder.pair)
    #expect(try RejotcProcess(["build"], in: embedded.url).status == 0)
    let server = try TestServer.start(ServerSettings())
    var environment: [String: String] = [:]
    for store in ["accounts", "crm"] {
      try server.createDatabase(store)
      let connection = try Connection(server.url(database: store))
      try connection.execute("CREATE TABLE gone (a int); DROP TABLE gone; CREATE SCHEMA other")
      for (path, text) in ProjectFolder.pair where path.hasPrefix("db/\(store)/") {
        try connection.execute(text)
      }
      let table = store == "crm" ? "customers" : "users"
      try connection.execute(
        """
        ALTER TABLE \(table) ADD COLUMN old text; ALTER TABLE \(table) DROP COLUMN old;
        ALTER DATABASE \(store) SET search_path = other; ALTER DATABASE \(store) SET timezone = 'Asia/Tokyo'
        """)
      environment[store.uppercased() + "_DATABASE_URL"] = server.url(database: store)
    }
    let live = try ProjectFolder(ProjectFolder.pair)
    let run = try RejotcProcess(["build"], in: live.url, environment: environment)
    #expect(run.errors.hasPrefix("catalog: live for accounts, crm\n"))
    #expect(try outputs(of: live) == outputs(of: embedded))
  }

  /// The worked example: three ways to a catalog, one set of bytes; also from another major.
  @Test func liveEmbeddedAndLockGiveTheSameBytes() throws {
    let server = try TestServer.start(ServerSettings())
    let newer = try OtherServer.binaries()
    let embedded = try build()
    var environments = [try databases(on: server)]
    var other: EphemeralServer?
    if let newer {
      var environment = ProcessInfo.processInfo.environment
      environment["REJOT_POSTGRES_BIN"] = newer
      let server = try EphemeralServer(
        binaries: ServerBinaries.find(environment: environment), settings: ServerSettings(),
        environment: environment)
      #expect(server.binaries.major == 18)
      environments.append(try databases(on: server))
      other = server
    }
    for environment in environments {
      let folder = try ProjectFolder(Self.files())
      let live = try RejotcProcess(["build"], in: folder.url, environment: environment)
      #expect(live.errors.hasPrefix("catalog: live for accounts, orders, crm\n"), "\(live.errors)")
      #expect(try outputs(of: folder) == embedded)
    }
    other?.stop()
    let locked = try ProjectFolder(Self.files().filter { !$0.0.hasPrefix("db/") })
    let lock = try #require(embedded["generated/rejot.lock.json"])
    try locked.write("generated/rejot.lock.json", String(decoding: lock, as: UTF8.self))
    let run = try RejotcProcess(
      ["build", "--catalog", "lock"], in: locked.url, environment: ["PATH": "/nowhere"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try outputs(of: locked) == embedded)
  }

  /// The example's databases with their migrations applied, by the variables that name them.
  private func databases(on server: EphemeralServer) throws -> [String: String] {
    var environment: [String: String] = [:]
    for store in ["accounts", "orders", "crm"] {
      try server.createDatabase(store)
      let connection = try Connection(server.url(database: store))
      for (path, text) in try Self.files() where path.hasPrefix("db/\(store)/") {
        try connection.execute(text)
      }
      environment[store.uppercased() + "_DATABASE_URL"] = server.url(database: store)
    }
    return environment
  }

  private func outputs(of folder: ProjectFolder) throws -> [String: Data] {
    try folder.snapshot().filter { $0.key.hasPrefix("generated/") }.compactMapValues(\.bytes)
  }

  @Test func serverVersionDoesNotMatter() throws {
    guard let newer = try OtherServer.binaries() else { return }
    #expect(try build() == build(environment: ["REJOT_POSTGRES_BIN": newer]))
  }
}

/// Server programs of PostgreSQL 18, beside those of the machine.
enum OtherServer {
  /// Their folder: `REJOT_POSTGRES_BIN_18`, or what the repository's script fetched before. Nil
  /// where there are none, which fails the test on CI.
  static func binaries() throws -> String? {
    let environment = ProcessInfo.processInfo.environment
    let candidates = [
      environment["REJOT_POSTGRES_BIN_18"], "/var/tmp/rejot-postgres-\(getuid())/18/bin",
    ].compactMap { $0 }
    let found = candidates.first {
      FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
    }
    if found == nil, environment["CI"] == "true" {
      Issue.record(
        """
        no PostgreSQL 18 in \(candidates.joined(separator: ", ")): \
        run scripts/postgres-major.sh 18 /var/tmp/rejot-postgres-\(getuid())
        """)
    }
    return found
  }
}
