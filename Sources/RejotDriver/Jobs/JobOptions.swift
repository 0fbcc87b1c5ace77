import RejotAnalysis
import RejotEphemeral
import RejotSource

/// What a command was asked to work on.
package struct JobOptions: Sendable {
  /// `--project`.
  package var project: String?
  /// `--catalog`.
  package var catalog: CatalogOption
  /// Nothing may be created in a live database, not even what is rolled back: not `--no-ddl`.
  package var mayProbe: Bool
  /// Where a live database's statements can be analysed nowhere, what the lock recorded is held
  /// against its catalog instead. Nothing may be written from that.
  var revalidates = false
  /// Events of one table are made by a server from row images, never by generated Swift: for
  /// commands that run contracts without compiling them. Nothing may be written from that either.
  var evaluatesAtServer = false
  /// Throw-away databases that stand for data stores, whatever `--catalog` says.
  var prepared: [StoreReference: PreparedDatabase] = [:]
  /// What catalogs say otherwise than the committed lock is told.
  var comparesLock = true
  /// `--migration`: files of DDL, each with or without `STORE=` before it.
  package var migrations: [String] = []
  /// `--store`: the data store that they change where they do not tell.
  package var migrationStore: String?
  /// `--evidence`: rows are looked for that show what a change means.
  package var wantsEvidence = false

  package init(
    project: String? = nil, catalog: CatalogOption = .auto, mayProbe: Bool = true
  ) {
    self.project = project
    self.catalog = catalog
    self.mayProbe = mayProbe
  }
}

/// A database on a throw-away server.
package struct PreparedDatabase: Sendable {
  let server: EphemeralServer
  let database: String
  /// Why it is there, for whoever asks where a catalog came from.
  let reason: String

  var url: String { server.url(database: database) }
}

extension JobOptions {
  /// The finding about a command that a lock cannot answer: it holds what was found of contracts,
  /// not what a server would say of anything else.
  func refusal(of command: String) -> Diagnostic? {
    guard catalog == .lock else { return nil }
    return Diagnostic(
      .analysisMissing, "rejotc \(command) asks a server, and --catalog lock asks none", at: nil,
      help: [Diagnostic.Help("use live or embedded, or auto to have one of them chosen")])
  }
}

/// The machine a job runs on.
package struct JobContext: Sendable {
  /// Absolute.
  package let currentFolder: String
  package let environment: [String: String]
  /// Throw-away servers; the caller stops them.
  package let servers: EmbeddedServers

  package init(currentFolder: String, environment: [String: String], servers: EmbeddedServers) {
    self.currentFolder = Disk.realPath(currentFolder) ?? currentFolder
    self.environment = environment
    self.servers = servers
  }

  /// The process's own folder and environment.
  ///
  /// - Parameter trustsMigrations: `--trust-migrations`.
  package init(environment: [String: String], trustsMigrations: Bool) {
    self.init(
      currentFolder: Disk.currentFolder(), environment: environment,
      servers: EmbeddedServers(environment: environment, trustsMigrations: trustsMigrations))
  }
}
