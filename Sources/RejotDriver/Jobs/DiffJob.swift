import RejotCompatibility
import RejotSource

/// `rejotc diff`: what changed since a lock was written. It shows and does not judge: only what
/// keeps contracts from being compared makes it fail.
package enum DiffJob {
  /// - Parameter against: `--against`; none: the last commit.
  package static func run(
    _ options: JobOptions, _ context: JobContext, against: [String] = []
  ) -> JobResult {
    let set = CompilationSet(options, context)
    let gate = Gate(set, against: against, default: .lastCommitted, context)
    let findings = ChangeFindings(set.members)
    var result = set.result(with: gate.baselineFindings)
    let contracts = ChangedContract.all(gate.changes)
    result.members =
      gate.members(findings, files: result.files)
      + [.init("contracts", .array(contracts.map(\.value)))]
    result.text = DiffText.text(contracts, findings, files: result.files)
    result.remarks = gate.remarks(hasFindings: !gate.changes.isEmpty)
    guard set.isReadable, !gate.words.isEmpty else { return result }
    let count = Count.words(gate.changes.count, "change")
    let open = gate.changeCount.map { " (\($0))" } ?? ""
    result.summary =
      "\(count) in \(Count.words(contracts.count, "contract")) since \(gate.words)\(open)"
      + (result.diagnostics.isEmpty ? "" : ": \(DiagnosticCount(result.diagnostics).words)")
    return result
  }
}
