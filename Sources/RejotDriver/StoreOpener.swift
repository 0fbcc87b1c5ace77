import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import RejotSource

/// Opens an analyst for every store that contracts use: the database itself, or a throw-away one.
struct StoreOpener {
  let option: CatalogOption
  let mayProbe: Bool
  let environment: [String: String]
  let servers: EmbeddedServers
  /// Migrations by store, their texts in the order they are applied.
  let migrations: [String: [SourceFile]]
  /// Every text diagnostics may point into.
  let files: [String: SourceFile]
  /// Throw-away databases that are there already, by store.
  var prepared: [String: PreparedDatabase] = [:]

  /// How long the migrations of a store may take.
  private static let migrationLimit = Duration.seconds(300)

  /// What opening gave. A store without an analyst has an error among the diagnostics, or its
  /// catalog comes from the lock.
  struct Opened {
    var analysts: [String: any StatementAnalyst] = [:]
    var choices: [CatalogChoice] = []
    var diagnostics: [Diagnostic] = []
    /// The throw-away databases among them.
    var embedded: [String: EmbeddedStore] = [:]
    /// Stores whose catalog can be read and whose statements can be analysed nowhere, each with the
    /// finding that says why: unless a lock stands in for the analysis.
    var withoutAnalysis: [String: (analyst: LiveAnalyst, finding: Diagnostic)] = [:]

    mutating func remark(_ text: String, on store: StoreDefinition) {
      for index in choices.indices where choices[index].store == store.name.value {
        choices[index].remark = text
      }
    }
  }

  /// Chooses and opens, for commands that need a server: the lock is no choice.
  func open(_ stores: [StoreDefinition], sources: Set<String>) -> Opened {
    let chooser = CatalogChooser(
      option: option, environment: environment, hasLock: false, hasServerPrograms: { true })
    var findings: [Diagnostic] = []
    let choices = chooser.choose(stores, &findings)
    var opened = open(stores, choices, sources: sources)
    opened.diagnostics = findings + opened.diagnostics
    opened.refuseWithoutAnalysis()
    return opened
  }

  /// - Parameters:
  ///   - stores: those that contracts name, in the project's order.
  ///   - choices: where the catalogs of some of them come from.
  ///   - sources: names of those that public schemas read: their databases must be able to stream.
  func open(
    _ stores: [StoreDefinition], _ choices: [CatalogChoice], sources: Set<String>
  ) -> Opened {
    var opened = Opened(choices: choices)
    let live = choices.filter { $0.source == .live }.compactMap { choice in
      stores.first { $0.name.value == choice.store }
    }
    // Reading a catalog is mostly waiting.
    let connected = SideBySide.map(live, over: Array(live.indices.prefix(Self.most))) { _, store in
      connect(store, isSource: sources.contains(store.name.value))
    }
    for (store, connected) in zip(live, connected) { take(connected, store, &opened) }
    for choice in choices where choice.source == .embedded {
      if let store = stores.first(where: { $0.name.value == choice.store }) {
        openEmbedded(store, &opened)
      }
    }
    return opened
  }

  /// Databases that are connected to at once.
  private static let most = 4

  // MARK: Live

  private func url(of store: StoreDefinition) -> String {
    URLTemplate(store.url.value).resolved(in: environment)
  }

  /// An analyst of the database itself, or what stands against it.
  private func connect(
    _ store: StoreDefinition, isSource: Bool
  ) -> Result<LiveAnalyst, Obstacles> {
    let url = url(of: store)
    do throws(PostgresError) {
      let connection = try LiveAnalyst.connect(url)
      var findings: [Diagnostic] = []
      let major = connection.serverVersion / 10_000
      if major < Self.oldestMajor {
        findings.append(Self.tooOld(major, store))
      } else if let wanted = store.postgresMajor, wanted.value != major {
        findings.append(Self.otherMajor(wanted.value, at: wanted.span, found: major, store))
      }
      if isSource {
        let level = try connection.query("SHOW wal_level").rows.first?.first ?? nil
        if let level, level != "logical" { findings.append(Self.walLevel(level, store)) }
      }
      guard findings.isEmpty else { return .failure(Obstacles(findings: findings)) }
      return .success(
        try LiveAnalyst(connection, to: url, searchPath: store.searchPath, mayProbe: mayProbe))
    } catch {
      return .failure(Obstacles(findings: [EnvironmentFindings.live(error, store)]))
    }
  }

  private struct Obstacles: Error {
    let findings: [Diagnostic]
  }

  private func take(
    _ connected: Result<LiveAnalyst, Obstacles>, _ store: StoreDefinition, _ opened: inout Opened
  ) {
    switch connected {
    case .failure(let obstacles):
      opened.diagnostics += obstacles.findings
    case .success(let analyst):
      guard let obstacle = analyst.obstacle else {
        opened.analysts[store.name.value] = analyst
        return
      }
      SchemaCopy(
        store: store, url: url(of: store), original: analyst, obstacle: obstacle, servers: servers,
        environment: environment
      ).open(into: &opened)
    }
  }

  // MARK: Embedded

  private func openEmbedded(_ store: StoreDefinition, _ opened: inout Opened) {
    do throws(EphemeralError) {
      if let prepared = prepared[store.name.value] {
        return try connect(store, prepared.server, prepared.database, &opened)
      }
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
      try connect(store, server, database, &opened)
    } catch {
      opened.diagnostics.append(EnvironmentFindings.embedded(error, store, files: files))
    }
  }

  private func connect(
    _ store: StoreDefinition, _ server: EphemeralServer, _ database: String,
    _ opened: inout Opened
  ) throws(EphemeralError) {
    do throws(PostgresError) {
      let analyst = try LiveAnalyst(
        url: server.url(database: database), searchPath: store.searchPath)
      opened.analysts[store.name.value] = analyst
      opened.embedded[store.name.value] = EmbeddedStore(
        server: server, database: database, catalog: analyst.catalog)
    } catch {
      throw .postgres(error)
    }
  }
}

extension StoreOpener.Opened {
  /// For whoever needs an analysis: the stores without one are findings.
  mutating func refuseWithoutAnalysis() {
    for (_, without) in withoutAnalysis.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(without.finding)
    }
    withoutAnalysis = [:]
  }
}

// MARK: - Findings

extension StoreOpener {
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

  /// The first that can be asked what a statement means without running it.
  private static let oldestMajor = 14

  private static func tooOld(_ major: Int, _ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .serverVersion,
      "the database of store \"\(store.name.value)\" runs PostgreSQL \(major); statements can be "
        + "analysed from \(oldestMajor) on", at: store.url.span,
      help: [Diagnostic.Help("upgrade the server")])
  }

  static func otherEmbeddedMajor(_ wanted: Int, at span: Span, found: Int) -> Diagnostic {
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
