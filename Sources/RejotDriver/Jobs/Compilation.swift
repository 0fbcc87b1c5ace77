import RejotAnalysis
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
        checked: Set(
          (project?.publicSchemas ?? []).map { "\($0.name)@\($0.version.major)" }
            + (project?.consumerSchemas ?? []).map(\.name)))
    }
  }

  // MARK: Steps

  /// Adds what was found wrong with the project among others.
  mutating func report(_ findings: [Diagnostic]) { workspace?.report(findings) }

  /// Opens the databases and compiles what the project publishes.
  mutating func analysePublicSchemas(_ options: JobOptions, _ context: JobContext) {
    if let refusal = options.refusal {
      findings.append(refusal)
      return
    }
    guard var workspace, let definition = workspace.project, !workspace.isUnreadable else { return }
    let stores = workspace.usedStores
    for store in stores { workspace.readMigrations(of: store) }
    self.workspace = workspace
    // A store without its migrations is another store: what is wrong with them comes first.
    guard !workspace.diagnostics.contains(where: { $0.id.kind.stopsAnalysis && $0.isError }) else {
      return
    }
    let opener = StoreOpener(
      option: options.catalog, environment: context.environment, servers: context.servers,
      migrations: workspace.migrations, files: workspace.files)
    let opened = opener.open(stores, sources: workspace.sources)
    choices = opened.choices
    findings += opened.diagnostics
    var run = AnalysisRun(
      project: definition, contracts: workspace.contracts, analysts: opened.analysts)
    do throws(PostgresError) {
      try run.analyzePublicSchemas()
      self.run = run
    } catch {
      findings.append(Self.databaseFailed(error))
    }
  }

  /// What other projects of the run may follow here; nil when that could not be found out.
  var published: PublishedContracts? { run?.published }

  /// Compiles the consumers, once the public schemas of all projects are.
  mutating func analyseConsumers(imports: Imports) {
    guard var run else { return }
    self.run = nil
    do throws(PostgresError) {
      try run.analyzeConsumers(imports: imports)
      let analysis = run.result
      project = analysis.project
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
      in: project, imported: imported, contracts, hasErrors: hasErrors)
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
    case .contract, .unknown: false
    }
  }
}
