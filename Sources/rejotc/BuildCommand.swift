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
        rejotc build --watch          while you write: again at each change, until Ctrl-C
      """)

  @Flag(help: "Write nothing; exit 1 when the output would differ.")
  var check = false

  @Flag(help: "Build again whenever a file that is read changes, until SIGINT or SIGTERM.")
  var watch = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard watch else { return }
    if check { throw ValidationError("--check looks once: it cannot stand with --watch") }
    guard common.format == .text else {
      throw ValidationError(
        "--watch prints for people: it cannot stand with --format \(common.format.rawValue)")
    }
  }

  func run() throws {
    if watch { return try Watching(options: common).run() }
    try Execution(options: common).run { context in
      BuildJob.run(common.job, context, checkOnly: check)
    }
  }
}
