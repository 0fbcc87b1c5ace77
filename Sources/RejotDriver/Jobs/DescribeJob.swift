import RejotContract
import RejotSource

/// `rejotc describe`: the compiled contracts, also those beside errors.
package enum DescribeJob {
  /// - Parameter name: show this contract only: `customer`, `customer@1`, `shop/crm-customers`.
  package static func run(
    _ options: JobOptions, _ context: JobContext, name: String?
  ) -> JobResult {
    let set = CompilationSet(options, context)
    var result = set.result
    var shown: [Project] = []
    var whole: [(project: Project, others: [Project])] = []
    for member in set.members {
      guard let project = member.project else { continue }
      // Named contracts only, else everything there is.
      guard let part = name.map({ project.only($0) }) ?? project else { continue }
      shown.append(part)
      whole.append((project, member.others))
    }
    result.members = DescribeJSON.members(shown, of: whole)
    result.text = zip(shown, whole).map { shown, whole in
      DescribeText.text(shown, of: whole.project, others: whole.others)
    }.filter { !$0.isEmpty }.joined(separator: "\n")
    // A contract with errors may be missing for them; they are told already.
    let cannotTell = set.diagnostics.contains { $0.isError && $0.kind != .unknown }
    if shown.isEmpty, let name, !cannotTell { refuse(name, set, &result) }
    return result
  }

  private static func refuse(_ name: String, _ set: CompilationSet, _ result: inout JobResult) {
    let projects = set.members.compactMap(\.project)
    let names = projects.flatMap { project in
      let prefix = set.isSeveral ? project.name + "/" : ""
      return project.publicSchemas.map { "\(prefix)\($0.name)@\($0.version.major)" }
        + project.consumerSchemas.map { prefix + $0.name }
    }
    let bare = projects.flatMap { $0.publicSchemas.map(\.name) + $0.consumerSchemas.map(\.name) }
    var help = [
      Diagnostic.Help(
        names.isEmpty
          ? "there is no contract yet" : "the contracts are \(names.joined(separator: ", "))")
    ]
    if let near = Suggestion.nearest(to: name, among: bare + names) {
      help.insert(Diagnostic.Help("did you mean \(near.word)?"), at: 0)
    }
    let list = projects.map(\.name).joined(separator: ", ")
    result.diagnostics.append(
      Diagnostic(
        .wrongUsage,
        set.isSeveral
          ? "none of the projects \(list) has a contract \"\(name)\""
          : "project \(list) has no contract \"\(name)\"",
        at: nil, help: help))
    result.exitCode = .usage
    result.summary = DiagnosticCount(result.diagnostics).words
  }
}
