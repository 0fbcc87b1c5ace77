import RejotAnalysis
import RejotSource

/// `rejotc migrate`: a store's migrations onto its empty live database.
package enum MigrateJob {
  /// - Parameter name: of the store.
  package static func run(
    _ options: JobOptions, _ context: JobContext, store name: String
  ) -> JobResult {
    if options.catalog == .embedded || options.catalog == .lock {
      return .failure(
        Diagnostic(
          .wrongUsage, "--catalog \(options.catalog.rawValue) has no database to migrate", at: nil,
          notes: ["rejotc migrate changes the live database of a data store"],
          help: [Diagnostic.Help("leave --catalog out")]))
    }
    guard options.mayProbe else {
      return .failure(
        Diagnostic(
          .wrongUsage, "rejotc migrate is DDL, and --no-ddl allows none", at: nil,
          help: [Diagnostic.Help("leave --no-ddl out")]))
    }
    switch ProjectLocation.findOne(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing): return .failure(missing.diagnostic)
    case .success(let location):
      // What is wrong with a contract does not matter here.
      var workspace = Workspace(readingProjectOf: location)
      return run(in: &workspace, context, name)
    }
  }

  private static func run(
    in workspace: inout Workspace, _ context: JobContext, _ name: String
  ) -> JobResult {
    guard let project = workspace.project, !workspace.isUnreadable else {
      return result(workspace, [])
    }
    guard let store = project.stores.first(where: { $0.name.value == name }) else {
      return result(workspace, [.unknownStore(name, in: project)])
    }
    let url = URLTemplate(store.url.value)
    let unset = url.unset(in: context.environment)
    guard unset.isEmpty else { return result(workspace, [MigrateFindings.unset(unset, store)]) }
    guard !store.migrations.isEmpty else {
      return result(workspace, [MigrateFindings.noMigrations(store)])
    }
    workspace.readMigrations(of: store)
    guard !workspace.diagnostics.contains(where: \.isError) else { return result(workspace, []) }
    var migration = DatabaseMigration(
      store: store, files: workspace.migrations[name] ?? [], texts: workspace.files,
      url: url.resolved(in: context.environment))
    let diagnostics = migration.run()
    var result = result(workspace, diagnostics)
    report(migration, &result)
    return result
  }

  private static func result(_ workspace: Workspace, _ diagnostics: [Diagnostic]) -> JobResult {
    let all = workspace.diagnostics + diagnostics
    return JobResult(
      files: workspace.files, diagnostics: all,
      exitCode: ExitCode(all, projectFiles: [workspace.location.shownFile]),
      summary: "\(DiagnosticCount(all).words); nothing applied")
  }

  private static func report(_ migration: DatabaseMigration, _ result: inout JobResult) {
    let store = migration.store.name.value
    result.members = [
      JSONValue.Member("store", .string(store)),
      JSONValue.Member("database", .optional(migration.database)),
      JSONValue.Member("applied", .strings(migration.applied)),
    ]
    result.text = migration.applied.map { "applied \($0)\n" }.joined()
    let count = Count.words(migration.applied.count, "migration")
    if result.exitCode == .fine {
      result.summary =
        "data store \(store): applied \(count) to database \(migration.database ?? "")"
    } else if !migration.applied.isEmpty {
      result.summary = "\(DiagnosticCount(result.diagnostics).words); applied \(count)"
    } else if migration.hasBegun {
      result.summary = DiagnosticCount(result.diagnostics).words
    }
  }
}
