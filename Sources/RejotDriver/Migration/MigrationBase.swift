import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import RejotSource

/// The schema of a data store before a migration, in a throw-away database: from the store's
/// migrations, else from the definitions of its live database. The latter is only read, by pg_dump.
struct MigrationBase {
  let store: MigrationPlan.Store
  let option: CatalogOption
  let context: JobContext
  let files: [String: SourceFile]

  /// How long migrations may take.
  static let limit = Duration.seconds(300)

  private var definition: StoreDefinition { store.definition }
  private var name: String { definition.name.value }

  /// A database that nobody is connected to; nil and findings when there is none.
  func open(_ diagnostics: inout [Diagnostic]) -> PreparedDatabase? {
    do throws(EphemeralError) {
      if !definition.migrations.isEmpty { return try migrated(&diagnostics) }
      guard let url = liveURL else {
        diagnostics.append(missing)
        return nil
      }
      return try copied(url, &diagnostics)
    } catch {
      diagnostics.append(EnvironmentFindings.embedded(error, definition, files: files))
      return nil
    }
  }

  private func migrated(
    _ diagnostics: inout [Diagnostic]
  ) throws(EphemeralError) -> PreparedDatabase {
    let server = try context.servers.server(major: definition.postgresMajor?.value)
    if let wanted = definition.postgresMajor, wanted.value != server.binaries.major {
      diagnostics.append(
        StoreOpener.otherEmbeddedMajor(
          wanted.value, at: wanted.span, found: server.binaries.major))
    }
    let database = try context.servers.createDatabase(on: server)
    try server.applyMigrations(
      store.base.map { MigrationFile(name: $0.path, text: $0.text) }, database: database,
      searchPath: definition.searchPath, limit: Self.limit)
    return PreparedDatabase(
      server: server, database: database, reason: "--migration, on top of its migrations")
  }

  // MARK: Without migrations

  /// Where `--catalog` and the environment allow it.
  private var liveURL: String? {
    guard option == .auto || option == .live else { return nil }
    let url = URLTemplate(definition.url.value)
    guard url.unset(in: context.environment).isEmpty else { return nil }
    let isMeant =
      option == .live || definition.isLive || url.isChosen(by: context.environment)
    return isMeant ? url.resolved(in: context.environment) : nil
  }

  private func copied(
    _ url: String, _ diagnostics: inout [Diagnostic]
  ) throws(EphemeralError) -> PreparedDatabase? {
    let original: LiveAnalyst
    do throws(PostgresError) {
      original = try LiveAnalyst(
        LiveAnalyst.connect(url), to: url, searchPath: definition.searchPath, mayProbe: false)
    } catch {
      diagnostics.append(EnvironmentFindings.live(error, definition))
      return nil
    }
    let major = original.catalog.serverMajor
    let server = try context.servers.server(major: major)
    guard server.binaries.major == major else {
      diagnostics.append(
        Diagnostic(
          .serverBinariesMissing,
          "the schema of store \"\(name)\" cannot be copied: there are no server programs of "
            + "PostgreSQL \(major)", at: definition.name.span,
          notes: ["those of PostgreSQL \(server.binaries.major) are here"],
          help: [Diagnostic.Help("install them, or name their folder in REJOT_POSTGRES_BIN")]))
      return nil
    }
    let dump = try SchemaDump.read(
      url, binaries: server.binaries, environment: context.environment, withPublications: true)
    let database = try context.servers.createDatabase(on: server)
    let prepared = PreparedDatabase(
      server: server, database: database, reason: "--migration, on a copy of its schema")
    do throws(PostgresError) {
      let refusals = try SchemaLoad.run(
        dump, on: Connection(prepared.url), limit: Self.limit)
      try makeRoles(of: LiveAnalyst.connect(url), on: Connection(prepared.url))
      let copy = try LiveAnalyst(url: prepared.url, searchPath: definition.searchPath)
      let members = refusals.isEmpty ? [:] : try original.extensionMembers()
      let missing = refusals.compactMap(\.missingExtension).compactMap { members[$0] }
      let differences = CatalogComparison(
        original: original.catalog, copy: copy.catalog,
        missing: missing.reduce(into: Set<UInt32>()) { $0.formUnion($1) }
      ).differences
      guard differences.isEmpty else {
        diagnostics.append(different(differences, refusals))
        return nil
      }
    } catch { throw .postgres(error) }
    return prepared
  }

  /// Migrations may name roles that another one's work made.
  private func makeRoles(
    of original: borrowing Connection, on copy: borrowing Connection
  ) throws(PostgresError) {
    let roles = "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'"
    let known = try copy.query(roles).rows.compactMap { $0[0] }
    for name in try original.query(roles).rows.compactMap({ $0[0] }) where !known.contains(name) {
      try copy.query("CREATE ROLE \(SQLQuoting.identifier(name))")
    }
  }

  // MARK: Findings

  private var missing: Diagnostic {
    let names = URLTemplate(definition.url.value).unset(in: context.environment)
    let url =
      names.isEmpty
      ? "its database is not to be asked"
      : "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") not set"
    return Diagnostic(
      .migrationBaseMissing,
      "what store \"\(name)\" is before the migration cannot be known: it has no migrations, and "
        + url, at: definition.name.span,
      help: [
        Diagnostic.Help("add migrations: to the store, with the folder of its *.sql files"),
        Diagnostic.Help(
          names.isEmpty
            ? "or let the database be asked for its schema: --catalog live"
            : "or set \(names.joined(separator: ", ")): the schema of the database is copied to a "
              + "throw-away server, and nothing is run on the database itself"),
      ])
  }

  private func different(
    _ differences: [String], _ refusals: [SchemaLoad.Refusal]
  ) -> Diagnostic {
    Diagnostic(
      .schemaCopyFailed,
      "the copy of the schema of store \"\(name)\" is not like the database: "
        + differences.prefix(5).joined(separator: ", "), at: definition.url.span,
      notes: refusals.prefix(5).map { "\($0.statement): \($0.error.message)" },
      help: [
        Diagnostic.Help(
          "install what the definitions need beside the server programs, or add migrations: to the "
            + "store")
      ])
  }
}
