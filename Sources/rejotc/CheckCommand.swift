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
        rejotc check --migration db/accounts/0004_names.sql
        rejotc check --migration accounts=/tmp/try.sql
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      """
      Check the contracts as if these files of DDL had been applied first, on a throw-away server, \
      and name the statement behind each break. STORE= before a file says whose schema it changes, \
      where it lies in no store's migrations.
      """, valueName: "[store=]file"),
    completion: .file(extensions: ["sql"]))
  var migration: [String] = []

  @Option(
    help: ArgumentHelp(
      "The data store that files of --migration change which do not tell.", valueName: "store"))
  var store: String?

  @Flag(
    help: """
      With --against or --migration: look for rows that show what a change means, on throw-away \
      servers, and print them.
      """)
  var evidence = false

  @OptionGroup var baseline: BaselineOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var job = common.job
    job.migrations = migration
    job.migrationStore = store
    job.wantsEvidence = evidence
    try Execution(options: common).run { [job] context in
      CheckJob.run(job, context, against: baseline.against)
    }
  }

  func validate() throws {
    if evidence, baseline.against.isEmpty, migration.isEmpty {
      throw ValidationError("--evidence goes with --against or --migration")
    }
    if store != nil, migration.isEmpty {
      throw ValidationError("--store goes with --migration")
    }
  }
}
