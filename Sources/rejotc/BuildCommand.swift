import ArgumentParser
import RejotDriver

/// `rejotc build`
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Check the contracts and write the generated code and the lock.",
    discussion: """
      Nothing is written when there is an error, and only files that change are rewritten.

        rejotc build
        rejotc build --check          in CI: exit 1 when the committed output is not up to date
      """)

  @Flag(help: "Write nothing; exit 1 when the output would differ.")
  var check = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      BuildJob.run(common.job, context, checkOnly: check)
    }
  }
}
