import ArgumentParser
import RejotDriver

/// `rejotc why`
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Prove a field's type and nullability: the catalog facts and steps they rest on.",
    discussion: """
      Of a public schema the fields, of a consumer the parameters and the columns it writes; \
      without a field everything the contract has.

        rejotc why customer.city
        rejotc why shop/customer@1.city --format json
        rejotc why crm-customers.full_name
      """)

  @Argument(
    help: ArgumentHelp(
      "A field of a contract: users.first_name, users@1.first_name, shop/users@1.first_name.",
      valueName: "contract.field"))
  var name: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      WhyJob.run(common.job, context, name: name)
    }
  }
}
