import RejotContract
import RejotSource

/// `rejotc describe`: the compiled contracts, also those beside errors.
package enum DescribeJob {
  /// - Parameter name: show this contract only: `customer`, `customer@1`, `shop/crm-customers`.
  package static func run(
    _ options: JobOptions, _ context: JobContext, name: String?
  ) -> JobResult {
    let compilation = Compilation(options, context)
    var result = compilation.result
    guard let whole = compilation.project else {
      result.members = DescribeJSON.none
      return result
    }
    guard let shown = name.map({ whole.only($0) }) ?? whole else {
      result.members = DescribeJSON.none
      // A contract with errors may be missing for them; they are told already.
      if !compilation.hasErrors { refuse(name ?? "", whole, &result) }
      return result
    }
    result.members = DescribeJSON.members(shown, of: whole)
    result.text = DescribeText.text(shown, of: whole)
    return result
  }

  private static func refuse(_ name: String, _ project: Project, _ result: inout JobResult) {
    let names =
      project.publicSchemas.map { "\($0.name)@\($0.version.major)" }
      + project.consumerSchemas.map(\.name)
    let bare = project.publicSchemas.map(\.name) + names
    var help = [Diagnostic.Help("the contracts are \(names.joined(separator: ", "))")]
    if let near = Suggestion.nearest(to: name, among: bare) {
      help.insert(Diagnostic.Help("did you mean \(near.word)?"), at: 0)
    }
    result.diagnostics.append(
      Diagnostic(
        .wrongUsage, "project \(project.name) has no contract \"\(name)\"", at: nil, help: help))
    result.exitCode = .usage
    result.summary = DiagnosticCount(result.diagnostics).words
  }
}
