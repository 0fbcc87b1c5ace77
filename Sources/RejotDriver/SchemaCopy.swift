import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import RejotSource

/// A live database whose server cannot analyse statements, copied without its rows to a throw-away
/// server of the same major that can. The original's catalog is read too and both must say the
/// same, so that what is found of the copy holds for the original.
struct SchemaCopy {
  let store: StoreDefinition
  /// The original's, resolved.
  let url: String
  let original: LiveAnalyst
  let obstacle: ProbeObstacle
  let servers: EmbeddedServers
  let environment: [String: String]

  /// How long the definitions may take to be made again.
  private static let loadLimit = Duration.seconds(300)

  private var name: String { store.name.value }
  private var major: Int { original.catalog.serverMajor }

  func open(into opened: inout StoreOpener.Opened) {
    guard !original.isPooled else {
      opened.diagnostics.append(pooled)
      return
    }
    do throws(EphemeralError) {
      let server = try servers.server(major: major)
      guard server.binaries.major == major else {
        opened.withoutAnalysis[name] = (original, noServer(found: server.binaries.major))
        return
      }
      let dump = try SchemaDump.read(url, binaries: server.binaries, environment: environment)
      let database = try servers.createDatabase(on: server)
      let copyURL = server.url(database: database)
      let refusals: [SchemaLoad.Refusal]
      let copy: LiveAnalyst
      var missing = Set<UInt32>()
      do throws(PostgresError) {
        refusals = try SchemaLoad.run(dump, on: Connection(copyURL), limit: Self.loadLimit)
        copy = try LiveAnalyst(url: copyURL, searchPath: store.searchPath)
        // What came with an extension that is not here is missed only by who uses it.
        let members = refusals.isEmpty ? [:] : try original.extensionMembers()
        for name in refusals.compactMap(\.missingExtension) {
          missing.formUnion(members[name] ?? [])
        }
      } catch { throw .postgres(error) }
      let differences = CatalogComparison(
        original: original.catalog, copy: copy.catalog, missing: missing
      ).differences
      guard differences.isEmpty else {
        opened.diagnostics.append(different(differences, refusals))
        return
      }
      if !refusals.isEmpty { opened.diagnostics.append(incomplete(refusals)) }
      copy.switchOffForeignKeys(as: original.catalog)
      opened.analysts[name] = copy
      opened.remark(
        "is analysed on a copy of its schema, on a throw-away PostgreSQL \(major): "
          + obstacle.reason, on: store)
    } catch {
      failed(error, &opened)
    }
  }

  private func failed(_ error: EphemeralError, _ opened: inout StoreOpener.Opened) {
    switch error {
    case .binariesMissing:
      opened.withoutAnalysis[name] = (original, noServer(found: nil))
    case .dumpFailed(let words):
      opened.diagnostics.append(
        finding(
          .schemaCopyFailed, "pg_dump cannot read the schema of store \"\(name)\"",
          notes: ["pg_dump says: \(words)"],
          help: [
            words.contains("permission denied")
              ? "pg_dump locks every table in a mode that needs SELECT: GRANT pg_read_all_data TO "
                + "the role, or let another role check contracts" : "repair what pg_dump says"
          ]))
    case .dumpMissing:
      opened.diagnostics.append(
        finding(
          .schemaCopyFailed,
          "the schema of store \"\(name)\" cannot be copied: there is no pg_dump of PostgreSQL "
            + "\(major)",
          notes: [], help: ["install it beside the server programs"]))
    case .postgres(let error):
      opened.diagnostics.append(
        finding(
          .schemaCopyFailed,
          "the throw-away server for a copy of the schema of store \"\(name)\" failed",
          notes: ["PostgreSQL says: \(error)"], help: ["run the command again"]))
    case .startFailed, .migrationFailed:
      opened.diagnostics.append(EnvironmentFindings.embedded(error, store, files: [:]))
    }
  }

  // MARK: Findings

  /// A finding with why a copy was wanted, and what would make it needless.
  private func finding(
    _ id: DiagnosticID, _ message: String, severity: Diagnostic.Severity = .error,
    notes: [String], help: [String]
  ) -> Diagnostic {
    let others = [obstacle.remedy, store.migrations.isEmpty ? nil : Self.embeddedInstead]
    return Diagnostic(
      id, message, at: store.url.span, severity: severity,
      notes: notes + ["a copy is needed because \(clause)"],
      help: (help + others.compactMap { $0.map { "or \($0)" } }).map { Diagnostic.Help($0) })
  }

  private static let embeddedInstead =
    "use the store's migrations on a throw-away server: --catalog embedded"

  private var clause: String {
    obstacle == .unwanted ? "of --no-ddl" : obstacle.reason
  }

  /// What pg_dump sets would stay in a session that is another program's next.
  private var pooled: Diagnostic {
    finding(
      .schemaCopyFailed,
      "the schema of store \"\(name)\" is not copied through a pooler",
      notes: ["pg_dump would leave its settings in sessions that others are lent"],
      help: ["name the server itself in the url"])
  }

  private func noServer(found: Int?) -> Diagnostic {
    let there = found.map { "those of PostgreSQL \($0) are here" } ?? "there are none here"
    return finding(
      .serverBinariesMissing,
      "the statements of store \"\(name)\" can be analysed neither by its database nor on a copy: "
        + "there are no server programs of PostgreSQL \(major)",
      notes: [there],
      help: [
        "install the server programs of PostgreSQL \(major), or name their folder in "
          + "REJOT_POSTGRES_BIN"
      ])
  }

  /// The copy is not what the database is.
  private func different(
    _ differences: [String], _ refusals: [SchemaLoad.Refusal]
  ) -> Diagnostic {
    finding(
      .schemaCopyFailed,
      "the copy of the schema of store \"\(name)\" is not like the database: "
        + Self.list(differences),
      notes: refusals.prefix(Self.shown).map(Self.words),
      help: [
        "install what the definitions need, such as an extension, beside the server programs; one "
          + "that only a superuser may create needs --trust-migrations"
      ])
  }

  private func incomplete(_ refusals: [SchemaLoad.Refusal]) -> Diagnostic {
    finding(
      .schemaCopyIncomplete,
      "the copy of the schema of store \"\(name)\" lacks "
        + Count.words(refusals.count, "definition"),
      severity: .warning,
      notes: refusals.prefix(Self.shown).map(Self.words)
        + [
          "everything else is there and as in the database; a statement that uses what is missing "
            + "is refused"
        ],
      help: [
        "install what is missing beside the server programs; what only a superuser may create "
          + "needs --trust-migrations"
      ])
  }

  private static let shown = 5

  private static func words(_ refusal: SchemaLoad.Refusal) -> String {
    "\(refusal.statement): \(refusal.error.message)"
  }

  private static func list(_ names: [String]) -> String {
    let rest = names.count - shown
    return names.prefix(shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
