import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import RejotSource

/// Opens an analyst for every store that contracts use: the database itself, or a throw-away one.
struct StoreOpener {
  let option: CatalogOption
  let environment: [String: String]
  let servers: EmbeddedServers
  /// Migrations by store, their texts in the order they are applied.
  let migrations: [String: [SourceFile]]
  /// Every text diagnostics may point into.
  let files: [String: SourceFile]

  /// How long the migrations of a store may take.
  private static let migrationLimit = Duration.seconds(300)

  /// What opening gave. A store without an analyst has an error among the diagnostics.
  struct Opened {
    var analysts: [String: any StatementAnalyst] = [:]
    var choices: [CatalogChoice] = []
    var diagnostics: [Diagnostic] = []
  }

  /// - Parameters:
  ///   - stores: those that contracts name, in the project's order.
  ///   - sources: names of those that public schemas read: their databases must be able to stream.
  func open(_ stores: [StoreDefinition], sources: Set<String>) -> Opened {
    var opened = Opened()
    for store in stores {
      guard let choice = choose(store, &opened.diagnostics) else { continue }
      opened.choices.append(choice)
      switch choice.source {
      case .live: openLive(store, isSource: sources.contains(store.name.value), &opened)
      case .embedded: openEmbedded(store, &opened)
      }
    }
    return opened
  }

  private func choose(
    _ store: StoreDefinition, _ diagnostics: inout [Diagnostic]
  ) -> CatalogChoice? {
    let name = store.name.value
    let url = URLTemplate(store.url.value)
    let unset = url.unset(in: environment)
    let hasMigrations = !store.migrations.isEmpty
    switch option {
    case .live:
      guard unset.isEmpty else {
        diagnostics.append(Self.unset(unset, store))
        return nil
      }
      return CatalogChoice(store: name, source: .live, reason: "--catalog live")
    case .embedded:
      guard hasMigrations else {
        diagnostics.append(Self.noMigrations(store))
        return nil
      }
      return CatalogChoice(store: name, source: .embedded, reason: "--catalog embedded")
    case .auto, .lock:
      if url.isChosen(by: environment) {
        let names = url.variables.map(\.name).joined(separator: ", ")
        return CatalogChoice(
          store: name, source: .live,
          reason: "\(names) \(url.variables.count == 1 ? "is" : "are") set")
      }
      if store.isLive, unset.isEmpty {
        return CatalogChoice(store: name, source: .live, reason: "live: true")
      }
      guard hasMigrations else {
        diagnostics.append(Self.nowhere(store, unset))
        return nil
      }
      let reason =
        unset.isEmpty
        ? "its url does not come from the environment"
        : "\(unset.joined(separator: ", ")) \(unset.count == 1 ? "is" : "are") not set"
      return CatalogChoice(store: name, source: .embedded, reason: reason)
    }
  }

  // MARK: Live

  private func openLive(_ store: StoreDefinition, isSource: Bool, _ opened: inout Opened) {
    let url = URLTemplate(store.url.value).resolved(in: environment)
    do throws(PostgresError) {
      let connection = try Connection(url, parameters: [("application_name", "rejotc")])
      var findings: [Diagnostic] = []
      let major = connection.serverVersion / 10_000
      if let wanted = store.postgresMajor, wanted.value != major {
        findings.append(Self.otherMajor(wanted.value, at: wanted.span, found: major, store))
      }
      if isSource {
        let level = try connection.query("SHOW wal_level").rows.first?.first ?? nil
        if let level, level != "logical" { findings.append(Self.walLevel(level, store)) }
      }
      opened.diagnostics += findings
      guard findings.isEmpty else { return }
      opened.analysts[store.name.value] = try LiveAnalyst(
        connection, searchPath: store.searchPath)
    } catch {
      opened.diagnostics.append(EnvironmentFindings.live(error, store))
    }
  }

  // MARK: Embedded

  private func openEmbedded(_ store: StoreDefinition, _ opened: inout Opened) {
    do throws(EphemeralError) {
      let server = try servers.server(major: store.postgresMajor?.value)
      if let wanted = store.postgresMajor, wanted.value != server.binaries.major {
        opened.diagnostics.append(
          Self.otherEmbeddedMajor(wanted.value, at: wanted.span, found: server.binaries.major))
      }
      let database = try servers.createDatabase(on: server)
      let texts = migrations[store.name.value] ?? []
      try server.applyMigrations(
        texts.map { MigrationFile(name: $0.path, text: $0.text) }, database: database,
        searchPath: store.searchPath, limit: Self.migrationLimit)
      do throws(PostgresError) {
        opened.analysts[store.name.value] = try LiveAnalyst(
          url: server.url(database: database), searchPath: store.searchPath)
      } catch {
        throw EphemeralError.postgres(error)
      }
    } catch {
      opened.diagnostics.append(EnvironmentFindings.embedded(error, store, files: files))
    }
  }
}

// MARK: - Findings

extension StoreOpener {
  private static func unset(_ names: [String], _ store: StoreDefinition) -> Diagnostic {
    let list = names.joined(separator: ", ")
    return Diagnostic(
      .urlUnset,
      "\(list) \(names.count == 1 ? "is" : "are") not set, "
        + "and store \"\(store.name.value)\" needs a database",
      at: store.url.span,
      help: [
        Diagnostic.Help("set \(list) to a libpq URL such as postgresql://user@host/database"),
        Diagnostic.Help(
          store.migrations.isEmpty
            ? "or add migrations: to the store, for a throw-away server"
            : "or use the store's migrations on a throw-away server: --catalog embedded"),
      ])
  }

  private static func noMigrations(_ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .migrationsMissing,
      "store \"\(store.name.value)\" has no migrations to apply to a throw-away server",
      at: store.name.span,
      help: [
        Diagnostic.Help("add migrations: with the folder of the store's *.sql files"),
        Diagnostic.Help("or use the database itself: --catalog live"),
      ])
  }

  private static func nowhere(_ store: StoreDefinition, _ unset: [String]) -> Diagnostic {
    guard unset.isEmpty else { return Self.unset(unset, store) }
    return Diagnostic(
      .urlUnset,
      "nothing says where the catalog of store \"\(store.name.value)\" comes from: "
        + "its url is not taken from the environment, and it has no migrations",
      at: store.url.span,
      help: [
        Diagnostic.Help("write the url as a variable, such as ${DATABASE_URL}, and set it"),
        Diagnostic.Help("or add live: true to the store to use this url as it stands"),
        Diagnostic.Help("or add migrations: to use a throw-away server"),
      ])
  }

  static func otherMajor(
    _ wanted: Int, at span: Span, found: Int, _ store: StoreDefinition
  ) -> Diagnostic {
    Diagnostic(
      .serverVersion,
      "store \"\(store.name.value)\" is declared as PostgreSQL \(wanted), "
        + "its database runs \(found)",
      at: span,
      help: [
        Diagnostic.Help(
          "declare what runs",
          edits: [Diagnostic.Edit(span, replacement: String(found))])
      ])
  }

  private static func otherEmbeddedMajor(_ wanted: Int, at span: Span, found: Int) -> Diagnostic {
    Diagnostic(
      .serverVersion,
      "the throw-away server is PostgreSQL \(found); no server programs of \(wanted) were found",
      at: span, severity: .warning,
      help: [
        Diagnostic.Help(
          "install PostgreSQL \(wanted)'s server programs, "
            + "or name their folder in REJOT_POSTGRES_BIN")
      ])
  }

  private static func walLevel(_ level: String, _ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .walLevel,
      "the server of store \"\(store.name.value)\" runs with wal_level = \(level); "
        + "changes can be read only with logical",
      at: store.url.span,
      help: [
        Diagnostic.Help("run ALTER SYSTEM SET wal_level = 'logical'; and restart the server")
      ])
  }
}
