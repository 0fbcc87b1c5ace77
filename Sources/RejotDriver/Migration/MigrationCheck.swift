import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotEphemeral
import RejotPostgres
import RejotSource

/// `check --migration`: what DDL would break, found out on throw-away servers.
struct MigrationCheck {
  /// The projects after the migration; nil where that cannot be known.
  private(set) var after: CompilationSet?
  /// All findings of the run.
  private(set) var diagnostics: [Diagnostic] = []
  /// What contracts are then otherwise than before and is not safe.
  private(set) var changes: [Change] = []
  /// What shows them, where that was asked for.
  private(set) var evidence: [Change: EvidenceOutcome]?
  /// The files that were named.
  private(set) var files: [String: SourceFile] = [:]
  /// What is left to say when nothing is wrong.
  private(set) var statements = 0

  /// Nil where the projects themselves cannot be read: the ordinary check says why.
  init?(_ names: [String], store: String?, _ options: JobOptions, _ context: JobContext) {
    guard
      case .success(let found) = ProjectLocation.find(
        options.project, currentFolder: context.currentFolder)
    else { return nil }
    var workspaces = found.locations.map { Workspace(reading: $0) }
    guard workspaces.allSatisfy({ !$0.isUnreadable }) else { return nil }
    for place in workspaces.indices {
      for store in workspaces[place].project?.stores ?? [] {
        workspaces[place].readMigrations(of: store)
      }
    }
    let texts = workspaces.reduce(into: [:]) { $0.merge($1.files) { first, _ in first } }
    let plan = MigrationPlan(names, store: store, workspaces, in: context.currentFolder)
    files = texts.merging(plan.files) { first, _ in first }
    statements = plan.stores.reduce(0) { $0 + $1.statements.count }
    diagnostics = plan.diagnostics
    guard !diagnostics.contains(where: \.isError) else { return }
    do throws(EphemeralError) {
      try run(plan, options, context)
    } catch {
      guard let store = plan.stores.first else { return }
      diagnostics.append(EnvironmentFindings.embedded(error, store.definition, files: files))
    }
  }

  private mutating func run(
    _ plan: MigrationPlan, _ options: JobOptions, _ context: JobContext
  ) throws(EphemeralError) {
    var bases: [StoreReference: PreparedDatabase] = [:]
    for store in plan.stores {
      bases[store.reference] = MigrationBase(
        store: store, option: options.catalog, context: context, files: files
      ).open(&diagnostics)
    }
    guard bases.count == plan.stores.count else { return }
    var lab = MigrationLab(plan, bases: bases, options, context)
    guard !lab.before.set.diagnostics.contains(where: \.stopsComparison) else {
      after = lab.before.set
      diagnostics += lab.before.set.diagnostics
      return
    }
    try lab.setUp()
    let failures = try lab.failures()
    guard failures.isEmpty else {
      diagnostics += failures.map(refused)
      return
    }
    let end = try lab.state(after: lab.statements.count)
    let comparison = MigrationComparison(lab.before, end, plan)
    var evidence: [Change: EvidenceOutcome] = [:]
    if options.wantsEvidence {
      for change in comparison.changes.map(\.change) {
        evidence[change] = try Self.evidence(for: change, lab.before, end, plan)
      }
    }
    var findings = MigrationFindings(
      before: lab.before, after: end, comparison: comparison,
      causes: try Self.causes(of: comparison.breaks, &lab), evidence: evidence)
    self.evidence = options.wantsEvidence ? evidence : nil
    after = end.set
    files.merge(end.set.result.files) { first, _ in first }
    changes = comparison.changes.map(\.change)
    diagnostics += findings.all()
    files.merge(findings.files) { first, _ in first }
  }

  /// Rows of which the contract makes something else on the new schema than on the old one.
  private static func evidence(
    for change: Change, _ before: MigrationState, _ after: MigrationState, _ plan: MigrationPlan
  ) throws(EphemeralError) -> EvidenceOutcome? {
    guard let claim = EvidenceClaim(change),
      case .publicSchema(let reference) = change.subject,
      let store = plan.stores.first(where: { store in
        store.reference.project == reference.project
          && before.schema(reference)?.source == store.reference.store
      }),
      let old = before.side(reference, store), let new = after.side(reference, store)
    else { return nil }
    do throws(PostgresError) {
      return try EvidenceSearch(claim, before: old, now: new).run()
    } catch { throw .postgres(error) }
  }

  private func refused(_ failure: MigrationFailure) -> Diagnostic {
    EnvironmentFindings.migrationFailed(
      failure, files: files,
      notes: ["it ran on a throw-away server, on top of what the store is without it"],
      help: ["correct the statement"])
  }

  /// For each break the first statement behind which it is there: by halving, since every look
  /// costs a database.
  private static func causes(
    of breaks: Set<MigrationComparison.Break>, _ lab: inout MigrationLab
  ) throws(EphemeralError) -> [MigrationComparison.Break: MigrationStatement] {
    var seen: [Int: Set<MigrationComparison.Break>] = [:]
    var causes: [MigrationComparison.Break: MigrationStatement] = [:]
    for found in breaks {
      var whole = 0
      var broken = lab.statements.count
      while broken - whole > 1 {
        let middle = (whole + broken) / 2
        if seen[middle] == nil {
          let state = try lab.state(after: middle)
          seen[middle] = MigrationComparison(lab.before, state, lab.plan).breaks
        }
        if seen[middle]?.contains(found) == true { broken = middle } else { whole = middle }
      }
      causes[found] = lab.statements[broken - 1].statement
    }
    return causes
  }
}

extension Diagnostic {
  /// Without what it is about, contracts would be held against something else.
  fileprivate var stopsComparison: Bool {
    guard isError else { return false }
    return switch kind {
    case .usage, .environment: true
    case .contract, .change, .unknown: false
    }
  }
}
