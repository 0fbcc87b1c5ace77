import ArgumentParser
import RejotDriver
import RejotSource

/// `rejotc explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a finding by its id: what it means, why it is checked, how it is repaired.",
    discussion: """
      Without an id, lists all of them. Needs no project and no database.

        rejotc explain
        rejotc explain column-not-found
        rejotc explain '[key-not-unique]' --format json
      """)

  @Argument(
    help: "The id in the brackets at the end of a finding, with or without them.",
    completion: .list(DiagnosticID.allCases.map(\.rawValue)))
  var id: String?

  @Flag(help: ArgumentHelp("Print docs/diagnostics.md.", visibility: .hidden))
  var page = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    if page {
      Terminal.write(DiagnosticsPage.text, to: .output)
      return
    }
    try Execution(options: common).run { _ in ExplainJob.run(id) }
  }
}
