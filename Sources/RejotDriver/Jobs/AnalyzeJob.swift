import RejotAnalysis
import RejotPostgres
import RejotSource

/// `rejotc analyze`: what a store's server makes of any SQL. Nothing is executed; of the project
/// only its file is read, and of its databases only this one is opened.
package enum AnalyzeJob {
  package static func run(
    _ options: JobOptions, _ context: JobContext, store name: String, files names: [String]
  ) -> JobResult {
    var result = JobResult()
    // The files of the command line are what findings are about.
    result.folder = context.currentFolder
    switch ProjectLocation.findOne(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing):
      result.diagnostics.append(missing.diagnostic)
      result.exitCode = ExitCode(result.diagnostics, projectFiles: [])
    case .success(let location):
      var workspace = Workspace(readingProjectOf: location)
      analyze(&workspace, options, context, name, names, &result)
      result.diagnostics += workspace.diagnostics
      result.exitCode = ExitCode(result.diagnostics, projectFiles: [location.shownFile])
    }
    if result.members.isEmpty { result.members = AnalyzeJSON.members([], files: [:]) }
    result.summary += DiagnosticCount(result.diagnostics).words
    return result
  }

  private static func analyze(
    _ workspace: inout Workspace, _ options: JobOptions, _ context: JobContext, _ name: String,
    _ names: [String], _ result: inout JobResult
  ) {
    result.files = workspace.files
    if let refusal = options.refusal(of: "analyze") {
      result.diagnostics.append(refusal)
      return
    }
    guard let project = workspace.project, !workspace.isUnreadable else { return }
    guard let store = project.stores.first(where: { $0.name.value == name }) else {
      result.diagnostics.append(.unknownStore(name, in: project))
      return
    }
    workspace.readMigrations(of: store)
    let queries = QueryFiles(names, in: context.currentFolder, taken: Set(workspace.files.keys))
    result.diagnostics += queries.diagnostics
    result.files = workspace.files
    for file in queries.files { result.files[file.path] = file }
    guard !workspace.diagnostics.contains(where: \.isError), !queries.files.isEmpty else { return }
    let opener = StoreOpener(
      option: options.catalog, mayProbe: options.mayProbe, environment: context.environment,
      servers: context.servers,
      migrations: workspace.migrations, files: workspace.files)
    let opened = opener.open([store], sources: [])
    result.choices = opened.choices
    result.diagnostics += opened.diagnostics
    guard let analyst = opened.analysts[name] else { return }
    do throws(PostgresError) {
      try report(queries.files, QueryAnalyzer(store: name, analyst: analyst), &result)
    } catch {
      result.diagnostics.append(EnvironmentFindings.live(error, store))
    }
  }

  private static func report(
    _ files: [SourceFile], _ analyzer: QueryAnalyzer, _ result: inout JobResult
  ) throws(PostgresError) {
    var texts: [SQLText] = []
    for file in files {
      let found = QueryFiles.statements(of: file)
      texts += found.texts
      result.diagnostics += found.diagnostics
    }
    let reports = try analyzer.analyze(texts)
    result.diagnostics += reports.flatMap(\.diagnostics)
    result.members = AnalyzeJSON.members(reports, files: result.files)
    result.text = AnalyzeText.text(reports, files: result.files)
    result.summary = "analysed \(Count.words(reports.count, "statement")): "
  }
}
