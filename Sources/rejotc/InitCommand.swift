import ArgumentParser
import RejotDriver

/// `rejotc init`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a new project that builds and runs as it is.",
    discussion: """
      Two data stores, a public schema and a consumer between them, the Swift package of the \
      service, and what rejotc build makes of it. No file that is there is written over.

        rejotc init shop
        rejotc init . --name shop --package-path ../rejotc
      """)

  @Argument(help: "The project's folder (default: the current one). It need not be there.")
  var folder = "."

  @Option(help: "The project's name (default: made from the folder's).")
  var name: String?

  @Option(
    help: ArgumentHelp(
      """
      A local copy of the Swift package rejotc, for the service to be built with (default: the one \
      this rejotc was built in).
      """, valueName: "folder"))
  var packagePath: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let project = common.project {
      throw ValidationError(
        "init makes a new project and takes no --project: rejotc init \(project)")
    }
    if common.catalog == .live || common.catalog == .lock {
      throw ValidationError(
        "init takes no --catalog \(common.catalog.rawValue): a new project's databases are empty")
    }
  }

  func run() throws {
    let call = ProgramCall()
    try Execution(options: common).run { context in
      var result = InitJob.run(
        InitJob.Request(
          folder: folder, name: name, packagePath: packagePath, program: call.path,
          command: call.command(environment: context.environment)), context)
      if common.quiet { result.text = "" }
      return result
    }
  }
}
