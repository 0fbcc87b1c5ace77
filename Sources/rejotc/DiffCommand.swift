import ArgumentParser
import RejotDriver

/// `rejotc diff`
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed in the contracts, which version it needs and who deploys first.",
    discussion: """
      Compared is with the lock of the last commit, or with what --against names. It shows and \
      does not judge: breaks leave the exit code 0, rejotc check --against makes it 1.

        rejotc diff
        rejotc diff --against origin/main
        rejotc diff --against v1.2 --format json
      """)

  @OptionGroup var baseline: BaselineOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      DiffJob.run(common.job, context, against: baseline.against)
    }
  }
}
