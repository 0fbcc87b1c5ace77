import ArgumentParser
import RejotDriver

/// `rejotc check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run every check on the contracts and write nothing.",
    discussion: """
        rejotc check
        rejotc check --catalog embedded --format json
        rejotc check --against origin/main      in CI: exit 1 when a contract breaks a consumer
      """)

  @OptionGroup var baseline: BaselineOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      CheckJob.run(common.job, context, against: baseline.against)
    }
  }
}
