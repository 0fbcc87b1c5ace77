import ArgumentParser
import RejotDriver

/// `rejotc impact`
struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Show who depends on a table or a column, down to consumers' columns.",
    discussion: """
      Names are read as SQL reads them: bare ones are folded to lower case and found on the store's \
      search path, quoted ones are taken as they are.

        rejotc impact accounts.users.last_name
        rejotc impact accounts.public.users
        rejotc impact 'accounts."User Names".id' --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "A table or column of a data store.", valueName: "store.table[.column]"))
  var name: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      ImpactJob.run(common.job, context, name: name)
    }
  }
}
