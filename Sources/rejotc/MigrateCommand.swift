import ArgumentParser
import RejotDriver

/// `rejotc migrate`
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Apply a data store's migrations to its empty live database.",
    discussion: """
      For development and tests: it keeps no record of what it has applied, and refuses a database \
      that holds anything. Statements run one by one, as psql runs them.

        rejotc migrate source
      """)

  @Argument(help: "A data store of the project.")
  var store: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      var result = MigrateJob.run(common.job, context, store: store)
      if common.quiet { result.text = "" }
      return result
    }
  }
}
