import RejotAnalysis
import RejotContract

/// `rejotc check`: every check and no output.
package enum CheckJob {
  package static func run(_ options: JobOptions, _ context: JobContext) -> JobResult {
    let compilation = Compilation(options, context)
    var result = compilation.result
    if let workspace = compilation.workspace, !workspace.isUnreadable {
      let contracts = workspace.contracts
      let count = contracts.publicSchemas.count + contracts.consumerSchemas.count
      result.summary = "checked \(Count.words(count, "contract")): \(result.summary)"
    }
    return result
  }
}
