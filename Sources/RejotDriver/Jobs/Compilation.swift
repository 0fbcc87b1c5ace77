import RejotAnalysis
package import RejotContract
import RejotEmit
import RejotPostgres
package import RejotSource

/// The part all jobs share: read the project, open the databases, analyse, and look for names that
/// collide in Swift. Nothing is written.
package struct Compilation {
  /// Nil when the project file could not be found or read.
  package private(set) var workspace: Workspace?
  /// What could be compiled, also beside errors; nil when nothing was analysed.
  package private(set) var project: Project?
  package private(set) var choices: [CatalogChoice] = []
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ options: JobOptions, _ context: JobContext) {
    switch ProjectLocation.find(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing): diagnostics.append(missing.diagnostic)
    case .success(let location):
      var workspace = Workspace(reading: location)
      analyse(&workspace, options, context)
      self.workspace = workspace
    }
  }

  package var exitCode: ExitCode {
    ExitCode(diagnostics, projectFile: workspace?.location.fileName)
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// A result with what every job reports; the job adds its own.
  package var result: JobResult {
    JobResult(
      files: workspace?.files ?? [:], diagnostics: diagnostics, exitCode: exitCode,
      choices: choices, summary: DiagnosticCount(diagnostics).words)
  }

  private mutating func analyse(
    _ workspace: inout Workspace, _ options: JobOptions, _ context: JobContext
  ) {
    defer { diagnostics += workspace.diagnostics }
    if let refusal = options.refusal {
      diagnostics.append(refusal)
      return
    }
    guard let definition = workspace.project, !workspace.isUnreadable else { return }
    let stores = workspace.usedStores
    for store in stores { workspace.readMigrations(of: store) }
    // A store without its migrations is another store: what is wrong with them comes first.
    guard !workspace.diagnostics.contains(where: { $0.id.kind != .contract && $0.isError }) else {
      return
    }
    let opener = StoreOpener(
      option: options.catalog, environment: context.environment, servers: context.servers,
      migrations: workspace.migrations, files: workspace.files)
    let opened = opener.open(stores, sources: workspace.sources)
    choices = opened.choices
    diagnostics += opened.diagnostics
    do throws(PostgresError) {
      let analysis = try ContractAnalyzer.analyze(
        project: definition, contracts: workspace.contracts, analysts: opened.analysts)
      project = analysis.project
      diagnostics += analysis.diagnostics
      diagnostics += NameCollisions.diagnostics(
        in: analysis.project, workspace.contracts,
        hasErrors: hasErrors || workspace.diagnostics.contains(where: \.isError))
    } catch {
      diagnostics.append(
        Diagnostic(
          .databaseUnreachable, "a database failed while contracts were checked", at: nil,
          notes: ["PostgreSQL says: \(error)"],
          help: [Diagnostic.Help("check that the databases run, and run the command again")]))
    }
  }
}

extension Diagnostic {
  var isError: Bool { severity == .error }
}
