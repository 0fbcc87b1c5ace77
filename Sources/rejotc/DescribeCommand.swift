import ArgumentParser
import RejotDriver

/// `rejotc describe`
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Show the compiled contracts: key, fields, types, nullability, lineage, consumers.",
    discussion: """
        rejotc describe
        rejotc describe customer@1
        rejotc describe crm-customers --format json
      """)

  @Argument(
    help: "One contract: a name, a name with its major version, or project/name.",
    completion: .custom { words, _, _ in ContractList.names(for: words) })
  var name: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      DescribeJob.run(common.job, context, name: name)
    }
  }
}
