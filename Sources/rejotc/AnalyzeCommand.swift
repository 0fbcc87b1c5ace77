import ArgumentParser
import RejotDriver

/// `rejotc analyze`
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Describe any SQL against a data store: parameters, columns, nullability, lineage.",
    discussion: """
      Nothing is executed and no row is read. Placeholders are :name or $1. Statements that are no \
      query, such as CREATE TABLE, are reported and never run; the others are still described.

        rejotc analyze accounts queries.sql reports/*.sql
        echo 'SELECT * FROM users WHERE id = :id' | rejotc analyze accounts -
        rejotc analyze crm queries.sql --format json
      """)

  @Argument(help: "The data store, by its name in rejot.yaml.")
  var store: String

  @Argument(
    help: ArgumentHelp(
      "Files of SQL statements, wherever they lie; - is standard input.", valueName: "file.sql"),
    completion: .file(extensions: ["sql"]))
  var files: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Execution(options: common).run { context in
      AnalyzeJob.run(common.job, context, store: store, files: files)
    }
  }
}
