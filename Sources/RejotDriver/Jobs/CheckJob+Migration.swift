import RejotAnalysis
import RejotCompatibility
import RejotSource

extension CheckJob {
  /// What a migration breaks, and behind it what contracts are otherwise than a baseline.
  static func result(
    _ check: MigrationCheck, against: [String], _ context: JobContext
  ) -> JobResult {
    guard let after = check.after else {
      return JobResult(
        files: check.files, diagnostics: check.diagnostics,
        exitCode: ExitCode(check.diagnostics, projectFiles: []),
        summary: DiagnosticCount(check.diagnostics).words)
    }
    var result = after.result
    result.files.merge(check.files) { first, _ in first }
    result.diagnostics = check.diagnostics
    var findings = ChangeFindings(after.members)
    var changes = check.changes.map { FoundChange($0) }
    var extent = "behind \(Count.words(check.statements, "statement")) of DDL"
    var baselines: [JSONValue.Member] = []
    if !against.isEmpty {
      let gate = Gate(after, against: against, default: .nothing, context)
      result.diagnostics += gate.baselineFindings + gate.waiverFindings
      add(gate.changes, to: &changes, &findings, &result)
      baselines = [gate.baselinesMember]
      result.remarks = gate.remarks(hasFindings: true)
      if !gate.words.isEmpty { extent += ", against \(gate.words)" }
    }
    result.files.merge(findings.files) { first, _ in first }
    result.members =
      [ChangesJSON.member(changes, findings, files: result.files)] + baselines
    if let evidence = check.evidence {
      result.members += EvidenceWords.members(check.changes, evidence)
    }
    let files = after.members.compactMap(\.workspace?.location.shownFile)
    result.exitCode = ExitCode(result.diagnostics, projectFiles: Set(files))
    result.summary =
      "checked \(Count.words(after.contractCount, "contract")) \(extent): "
      + DiagnosticCount(result.diagnostics).words
    return result
  }

  /// What the migration is behind is told with its statement already.
  private static func add(
    _ found: [FoundChange], to changes: inout [FoundChange], _ findings: inout ChangeFindings,
    _ result: inout JobResult
  ) {
    for entry in found {
      let known = changes.firstIndex {
        MigrationComparison.Break($0.change) == MigrationComparison.Break(entry.change)
      }
      if let known {
        changes[known].against += entry.against
        continue
      }
      changes.append(entry)
      if let finding = findings.diagnostic(for: entry.change) {
        result.diagnostics.append(finding)
      }
    }
  }
}
