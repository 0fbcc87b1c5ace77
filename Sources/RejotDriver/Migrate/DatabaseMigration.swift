import RejotAnalysis
import RejotEphemeral
import RejotPostgres
import RejotSource

/// One store's migrations applied to its live database.
///
/// Statements run one by one as psql would run them, for some of them refuse a transaction. So a
/// refusal in the middle leaves behind what ran before it, and the finding says what that is.
struct DatabaseMigration {
  let store: StoreDefinition
  private let files: [SourceFile]
  private let texts: [String: SourceFile]
  private let url: String
  /// The database's name at its server, once it is known.
  private(set) var database: String?
  /// Paths of the files that were applied whole.
  private(set) var applied: [String] = []
  /// Whether a statement was sent.
  private(set) var hasBegun = false

  /// - Parameters:
  ///   - files: the migrations, in the order they are applied.
  ///   - texts: everything that was read, by path, for findings to point into.
  init(store: StoreDefinition, files: [SourceFile], texts: [String: SourceFile], url: String) {
    self.store = store
    self.files = files
    self.texts = texts
    self.url = url
  }

  /// The lock that keeps a second run from the same database; it ends with its session.
  private static let lock = "SELECT pg_catalog.pg_try_advisory_lock(7306090852)"

  /// Applies all files to a database that is empty; gives what went wrong.
  mutating func run() -> [Diagnostic] {
    let migrations = files.map { MigrationFile(name: $0.path, text: $0.text) }
    // Known before anything has changed.
    if let refusal = migrations.lazy.compactMap(MigrationRunner.refusal).first {
      return [
        EnvironmentFindings.migrationFailed(
          refusal, files: texts, notes: ["nothing was applied"], help: [])
      ]
    }
    do throws(PostgresError) {
      let session = try connect()
      if let finding = try obstacle(session) { return [finding] }
      hasBegun = true
      for file in migrations {
        // A session each: what a file sets ends with it.
        let connection = try connect()
        let failure = try MigrationRunner.apply(
          file, on: connection, searchPath: store.searchPath)
        if let failure {
          let left = try DatabaseContents(of: session)
          return [MigrateFindings.failed(failure, store, files: texts, left: left)]
        }
        applied.append(file.name)
      }
      return []
    } catch {
      return [MigrateFindings.unreachable(error, store, hasBegun: hasBegun)]
    }
  }

  private func connect() throws(PostgresError) -> Connection {
    try Connection(url, parameters: [("application_name", "rejotc migrate")])
  }

  /// Why this database takes no migrations; nil when it does.
  private mutating func obstacle(
    _ session: borrowing Connection
  ) throws(PostgresError) -> Diagnostic? {
    let major = session.serverVersion / 10_000
    if let wanted = store.postgresMajor, wanted.value != major {
      return StoreOpener.otherMajor(wanted.value, at: wanted.span, found: major, store)
    }
    guard try session.query(Self.lock).rows.first?[0] == "t" else {
      return MigrateFindings.running(store)
    }
    let contents = try DatabaseContents(of: session)
    database = contents.database
    return contents.isEmpty
      ? nil : MigrateFindings.notEmpty(contents, store, last: files.last?.path)
  }
}
