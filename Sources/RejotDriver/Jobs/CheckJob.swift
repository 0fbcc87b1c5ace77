import RejotAnalysis
import RejotContract
import RejotSource

/// `rejotc check`: every check and no output.
package enum CheckJob {
  package static func run(_ options: JobOptions, _ context: JobContext) -> JobResult {
    if !options.migrations.isEmpty,
      let check = MigrationCheck(
        options.migrations, store: options.migrationStore, options, context)
    {
      return result(check)
    }
    var options = options
    options.revalidates = true
    let set = CompilationSet(options, context, recognition: .check)
    // Where the lock stands in for an analysis, what it rests on must hold.
    let drift = set.members.flatMap { member in
      member.drift.map { $0.diagnostic(member.revalidated.contains($0.store) ? .error : .warning) }
    }
    var result = set.result(
      with: drift
        + set.members.compactMap { $0.lockFinding?.asWarning })
    set.remember()
    if set.isReadable {
      let contracts = set.members.compactMap(\.workspace?.contracts)
      let count = contracts.reduce(0) { $0 + $1.publicSchemas.count + $1.consumerSchemas.count }
      let extent = set.isSeveral ? " of \(set.members.count) projects" : ""
      result.summary = "checked \(Count.words(count, "contract"))\(extent): \(result.summary)"
    }
    return result
  }

  private static func result(_ check: MigrationCheck) -> JobResult {
    var result = check.after?.result ?? JobResult()
    result.files.merge(check.files) { first, _ in first }
    result.diagnostics = check.diagnostics
    let files = check.after?.members.compactMap(\.workspace?.location.shownFile) ?? []
    result.exitCode = ExitCode(check.diagnostics, projectFiles: Set(files))
    if !check.evidence.isEmpty {
      result.members += EvidenceWords.members(check.changes, check.evidence)
    }
    result.summary = DiagnosticCount(check.diagnostics).words
    if let after = check.after {
      let contracts = after.members.compactMap(\.workspace?.contracts)
      let count = contracts.reduce(0) { $0 + $1.publicSchemas.count + $1.consumerSchemas.count }
      result.summary =
        "checked \(Count.words(count, "contract")) behind "
        + "\(Count.words(check.statements, "statement")) of DDL: \(result.summary)"
    }
    return result
  }
}
