import RejotCatalog
package import RejotEphemeral
import Synchronization

/// A store's throw-away database, with its migrations and no rows but theirs.
struct EmbeddedStore: Sendable {
  let server: EphemeralServer
  let database: String
  let catalog: Catalog
}

/// Throw-away servers, one a major version, started when first needed and shared by every store.
///
/// Several jobs may share one value; each database they ask for is a new one. Migrations come from
/// whoever wrote the project, so its databases belong to a role that is no superuser, unless the
/// caller trusts them.
package final class EmbeddedServers: Sendable {
  private struct Running {
    var byFolder: [String: EphemeralServer] = [:]
    var databases = 0
  }

  /// The servers, which borrowers share.
  private final class Pool: Sendable {
    let running = Mutex(Running())
  }

  private let environment: [String: String]
  private let trustsMigrations: Bool
  private let pool: Pool
  /// Databases that were asked for through this value.
  private let own = Mutex<[(server: EphemeralServer, name: String)]>([])

  private init(sharing other: EmbeddedServers) {
    environment = other.environment
    trustsMigrations = other.trustsMigrations
    pool = other.pool
  }

  /// The same servers for one of several jobs that run at once: its databases can be dropped when
  /// it is done, while those of the others stay.
  package func shared() -> EmbeddedServers { EmbeddedServers(sharing: self) }

  /// - Parameters:
  ///   - environment: variables that say where server programs are (`PATH`,
  ///     `REJOT_POSTGRES_BIN`) and where servers may live (`TMPDIR`).
  ///   - trustsMigrations: migrations run as superuser.
  package init(environment: [String: String], trustsMigrations: Bool = false) {
    self.environment = environment
    self.trustsMigrations = trustsMigrations
    pool = Pool()
  }

  /// Whether there are server programs at all.
  var areAvailable: Bool {
    (try? ServerBinaries.find(major: nil, environment: environment)) != nil
  }

  /// The newest major that there are server programs of.
  package var newestMajor: Int? {
    (try? ServerBinaries.find(major: nil, environment: environment))?.major
  }

  /// A server of the wanted major, else of the newest there is. Starting one takes about half a
  /// second; a job that comes meanwhile waits for it.
  package func server(major: Int?) throws(EphemeralError) -> EphemeralServer {
    let binaries = try ServerBinaries.find(major: major, environment: environment)
    return try pool.running.withLock { running throws(EphemeralError) in
      if let server = running.byFolder[binaries.folder], server.isRunning { return server }
      let settings = ServerSettings(
        superuser: trustsMigrations ? ServerSettings.ownerName : "rejot_superuser")
      let server = try EphemeralServer(
        binaries: binaries, settings: settings, environment: environment)
      running.byFolder[binaries.folder] = server
      return server
    }
  }

  /// A new, empty database on a server; gives its name.
  func createDatabase(on server: EphemeralServer) throws(EphemeralError) -> String {
    let number = pool.running.withLock { running in
      running.databases += 1
      return running.databases
    }
    let name = "store_\(number)"
    try server.createDatabase(name)
    own.withLock { $0.append((server, name)) }
    return name
  }

  /// A new database that is a copy of one to which nobody is connected; gives its name.
  func copy(
    _ database: String, on server: EphemeralServer
  ) throws(EphemeralError) -> String {
    let name = pool.running.withLock { running in
      running.databases += 1
      return "store_\(running.databases)"
    }
    try server.createDatabase(name, copying: database)
    own.withLock { $0.append((server, name)) }
    return name
  }

  /// Drops the databases that were made through this value, whoever still uses them. One that
  /// cannot be dropped goes with its server.
  package func dropDatabases() {
    let databases = own.withLock { own in
      defer { own = [] }
      return own
    }
    for (server, name) in databases { try? server.dropDatabase(name) }
  }

  /// Removes every database and what migrations made beside them, and keeps the servers. One that
  /// cannot be cleared is stopped; the next job gets a new one.
  package func recycle() {
    pool.running.withLock { running in
      for (folder, server) in running.byFolder {
        do throws(EphemeralError) {
          try server.clear()
        } catch {
          server.stop()
          running.byFolder[folder] = nil
        }
      }
    }
  }

  /// Stops every server and removes its folder.
  package func stop() {
    let servers = pool.running.withLock { running in
      defer { running.byFolder = [:] }
      return running.byFolder.values.map { $0 }
    }
    for server in servers { server.stop() }
  }
}
