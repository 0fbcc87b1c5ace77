import ArgumentParser
import RejotDriver

/// `rejotc test`
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the contract tests in tests/ on a throw-away server.",
    discussion: """
      Rows go in at the sources; events and the consumers' rows that come out are compared with \
      what the tests say.

        rejotc test
        rejotc test "customers follow"
        rejotc test --update          write what comes out as what is expected, and exit with 1
        rejotc test --generate        add tests made from the catalogs: NULLs, longest texts, …
      """)

  @Argument(
    help: ArgumentHelp("Run only tests whose names hold one of these.", valueName: "name"))
  var names: [String] = []

  @Flag(
    help: "Write what comes out into the files as what is expected; exit 1 if that changes one.")
  var update = false

  @Flag(
    help: "Add tests made from the catalogs to tests/generated.yaml; exit 1 if that changes it.")
  var generate = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let request = TestJob.Request(
      names: names, updates: update, generates: generate, showsTimes: common.verbose)
    try Execution(options: common).run { context in TestJob.run(common.job, context, request) }
  }
}
