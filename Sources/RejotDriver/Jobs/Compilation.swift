package import RejotAnalysis
import RejotCatalog
package import RejotContract
import RejotEmit
import RejotPostgres
package import RejotSource

/// The part all jobs share, for one project: read it, open the databases, analyse, and look for
/// names that collide in Swift. Nothing is written.
///
/// ``CompilationSet`` takes several projects through it side by side.
package struct Compilation {
  /// Nil when the project file could not be found.
  package private(set) var workspace: Workspace?
  /// What could be compiled, also beside errors; nil when nothing was analysed.
  package private(set) var project: Project?
  /// The whole of what ``project`` imports.
  package private(set) var imported: [ImportedSchema] = []
  package private(set) var choices: [CatalogChoice] = []
  /// Other projects that may consume from this one, as far as they are known.
  package internal(set) var others: [Project] = []
  /// Locks that `consumers:` lists and that cannot be read, as the project file names them.
  package internal(set) var unreadableConsumers: [String] = []
  /// What the catalogs say otherwise than the lock, where no error tells of it already.
  package private(set) var drift: [CatalogDrift] = []
  /// Why the lock could not be compared with; nil when it could, when there is none, and when it
  /// was needed for more.
  private(set) var lockFinding: Diagnostic?
  /// Nothing was analysed, for the same was found right before.
  package private(set) var isRecognised = false
  /// Stores whose contracts the lock gives although their catalog is live.
  package private(set) var revalidated: Set<String> = []
  /// What the throw-away database of each store is that has one.
  private(set) var embedded: [String: EmbeddedStore] = [:]
  /// The catalog of each store that was opened.
  private(set) var catalogs: [String: Catalog] = [:]
  private var findings: [Diagnostic] = []
  private var run: AnalysisRun?

  /// The one project a command is about; several are refused.
  package init(_ options: JobOptions, _ context: JobContext) {
    switch ProjectLocation.findOne(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing): findings = [missing.diagnostic]
    case .success(let location): self = CompilationSet(location, options, context).members[0]
    }
  }

  init(reading location: ProjectLocation) {
    workspace = Workspace(reading: location)
  }

  package var diagnostics: [Diagnostic] { findings + (workspace?.diagnostics ?? []) }

  package var exitCode: ExitCode {
    ExitCode(diagnostics, projectFiles: Set(workspace.map { [$0.location.shownFile] } ?? []))
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The project as formats of CI systems tell of it; nil when there is none.
  var reported: ReportedProject? {
    workspace.map { workspace in
      ReportedProject(
        name: workspace.project?.name.value ?? Path.name(of: workspace.location.folder),
        file: workspace.location.shownFile, contracts: workspace.contracts.places,
        checked: checked)
    }
  }

  /// The contracts that were checked, as people name them.
  private var checked: Set<String> {
    if isRecognised, let contracts = workspace?.contracts {
      return Set(
        contracts.publicSchemas.map { "\($0.name.value)@\($0.version.value.major)" }
          + contracts.consumerSchemas.map(\.name.value))
    }
    return Set(
      (project?.publicSchemas ?? []).map { "\($0.name)@\($0.version.major)" }
        + (project?.consumerSchemas ?? []).map(\.name))
  }

  // MARK: Steps

  /// Adds what was found wrong with the project among others.
  mutating func report(_ findings: [Diagnostic]) { workspace?.report(findings) }

  /// Where each store's catalog comes from, before anything is contacted; findings for those that
  /// have no choice.
  func chosenCatalogs(
    _ options: JobOptions, _ context: JobContext
  ) -> (choices: [CatalogChoice], findings: [Diagnostic]) {
    guard let workspace else { return ([], []) }
    let chooser = CatalogChooser(
      option: options.catalog, environment: context.environment, hasLock: workspace.hasLock,
      hasServerPrograms: { context.servers.areAvailable },
      prepared: prepared(options))
    var findings: [Diagnostic] = []
    return (chooser.choose(workspace.usedStores, &findings), findings)
  }

  /// The databases that stand for this project's data stores, by their names.
  private func prepared(_ options: JobOptions) -> [String: PreparedDatabase] {
    guard let project = workspace?.project?.name.value else { return [:] }
    return options.prepared.reduce(into: [:]) { all, entry in
      if entry.key.project == project { all[entry.key.store] = entry.value }
    }
  }

  /// Takes the word of an earlier run that nothing is wrong.
  mutating func recognise(_ choices: [CatalogChoice]) {
    self.choices = choices
    isRecognised = true
  }

  /// Opens the databases and compiles what the project publishes.
  mutating func analysePublicSchemas(_ options: JobOptions, _ context: JobContext) {
    guard var workspace, let definition = workspace.project, !workspace.isUnreadable else { return }
    let stores = workspace.usedStores
    let text = workspace.readLock()
    let chosen = chosenCatalogs(options, context)
    choices = chosen.choices
    findings += chosen.findings
    let opener = opener(for: stores, &workspace, options, context)
    self.workspace = workspace
    let (lock, opened) = SideBySide.both {
      CommittedLock(text, project: definition.name.value)
    } _: {
      opener?.open(stores, choices, sources: workspace.sources)
    }
    tell(of: lock)
    guard var opened else { return }
    choices = opened.choices
    embedded = opened.embedded
    catalogs = opened.analysts.mapValues(\.catalog)
    standIn(for: &opened, lock, options)
    var run = AnalysisRun(
      project: definition, contracts: workspace.contracts, analysts: opened.analysts,
      recorded: recorded(stores, lock, options), mayInline: !options.evaluatesAtServer)
    do throws(PostgresError) {
      try run.analyzePublicSchemas()
      self.run = run
    } catch {
      findings.append(Self.databaseFailed(error))
    }
  }

  private mutating func tell(of lock: CommittedLock) {
    if usesLock {
      if let finding = lock.finding { findings.append(finding) }
    } else if case .unusable(let finding) = lock {
      lockFinding = finding
    }
  }

  private var usesLock: Bool { choices.contains { $0.source == .lock } }

  /// What opens the chosen catalogs; nil when migrations are missing: a store without them is
  /// another store.
  private func opener(
    for stores: [StoreDefinition], _ workspace: inout Workspace, _ options: JobOptions,
    _ context: JobContext
  ) -> StoreOpener? {
    let fromLock = choices.filter { $0.source == .lock }.map(\.store)
    for store in stores where !fromLock.contains(store.name.value) {
      // What a prepared database was made of is its maker's business.
      if prepared(options)[store.name.value] != nil { continue }
      workspace.readMigrations(of: store)
    }
    guard !workspace.diagnostics.contains(where: { $0.kind.stopsAnalysis && $0.isError }) else {
      return nil
    }
    return StoreOpener(
      option: options.catalog, mayProbe: options.mayProbe, environment: context.environment,
      servers: context.servers,
      migrations: workspace.migrations, files: workspace.files, prepared: prepared(options))
  }

  /// Takes the lock's analysis for stores whose statements can be analysed nowhere, where nothing
  /// will be written; their catalogs are still compared with it.
  private mutating func standIn(
    for opened: inout StoreOpener.Opened, _ lock: CommittedLock, _ options: JobOptions
  ) {
    if options.revalidates, lock.project != nil {
      for (store, without) in opened.withoutAnalysis {
        opened.analysts[store] = without.analyst
        revalidated.insert(store)
        for index in choices.indices where choices[index].store == store {
          choices[index].remark =
            "is compared with the lock and not analysed again: \(without.analyst.obstacleReason), "
            + "and there are no server programs of PostgreSQL "
            + "\(without.analyst.catalog.serverMajor)"
        }
      }
      opened.withoutAnalysis = [:]
    }
    opened.refuseWithoutAnalysis()
    findings += opened.diagnostics
  }

  /// What the lock stands in for, and what it is compared with.
  private func recorded(
    _ stores: [StoreDefinition], _ lock: CommittedLock, _ options: JobOptions
  ) -> RecordedCatalog {
    guard let project = lock.project, options.comparesLock || usesLock else { return .none }
    var ways: [String: [Diagnostic.Help]] = [:]
    for store in stores
    where revalidated.contains(store.name.value)
      || choices.contains(where: { $0.store == store.name.value && $0.source == .lock })
    {
      ways[store.name.value] = CatalogChooser.waysToAServer(for: store)
    }
    return RecordedCatalog(lock: project, stores: ways)
  }

  /// What other projects of the run may follow here; nil when that could not be found out.
  var published: PublishedContracts? { run?.published }

  /// Compiles the consumers, once the public schemas of all projects are.
  mutating func analyseConsumers(imports: Imports) {
    guard var run else { return }
    self.run = nil
    do throws(PostgresError) {
      try run.analyzeConsumers(imports: imports)
      let analysis = try run.result()
      project = analysis.project
      drift = analysis.drift
      imported = analysis.imported
      findings += analysis.diagnostics
    } catch {
      findings.append(Self.databaseFailed(error))
    }
  }

  /// - Parameter hasErrors: of the whole run.
  mutating func checkNames(hasErrors: Bool) {
    guard let project, let contracts = workspace?.contracts else { return }
    findings += NameCollisions.diagnostics(
      in: project, imported: imported, contracts, hasErrors: hasErrors,
      lock: usesLock ? workspace?.shownLockPath : nil)
  }

  /// What is wrong with contracts only together, also with those of other projects.
  ///
  /// - Parameter cycles: names of consumers whose cycle is told already.
  mutating func checkFlows(cycles: inout Set<String>) {
    guard let project, let contracts = workspace?.contracts else { return }
    findings += FlowChecks.diagnostics(
      in: project, imported: imported, others: others, contracts,
      cycles: &cycles)
  }

  private static func databaseFailed(_ error: PostgresError) -> Diagnostic {
    Diagnostic(
      .databaseUnreachable, "a database failed while contracts were checked", at: nil,
      notes: ["PostgreSQL says: \(error)"],
      help: [Diagnostic.Help("check that the databases run, and run the command again")])
  }
}

extension Diagnostic {
  var isError: Bool { severity == .error }
}

extension DiagnosticKind {
  /// Without what such a finding is about, contracts would be held against something else.
  fileprivate var stopsAnalysis: Bool {
    switch self {
    case .usage, .environment: true
    case .contract, .change, .unknown: false
    }
  }
}
