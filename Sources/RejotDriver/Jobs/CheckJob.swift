import RejotAnalysis
import RejotContract
import RejotSource

/// `rejotc check`: every check and no output.
package enum CheckJob {
  package static func run(_ options: JobOptions, _ context: JobContext) -> JobResult {
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
}
