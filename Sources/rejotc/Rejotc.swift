import ArgumentParser
import RejotDriver
import RejotSource

/// The command line: options in, exit code out.
@main
struct Rejotc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejotc",
    abstract: "Compiles data contracts to typed Swift, checked against PostgreSQL's catalogs.",
    discussion: """
      A project is a folder with a rejot.yaml, its contracts beside it. Make one, see what is \
      wrong with its contracts, write the generated code, and show what a contract means:

        rejotc init shop
        rejotc check
        rejotc build
        rejotc describe customer@1

      Ask what a field rests on, what any SQL gives, and what a finding means:

        rejotc why customer.city
        rejotc analyze accounts queries.sql
        rejotc explain column-not-found

      Exit codes: 0 fine, 1 contract errors or a difference found by --check, 2 wrong usage or an \
      unreadable project, 3 a database, the server programs or the disk failed, 4 what would \
      answer is not at hand: a statement's analysis, another project's lock.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, BuildCommand.self, CheckCommand.self, DiffCommand.self,
      DescribeCommand.self, AnalyzeCommand.self, WhyCommand.self, ExplainCommand.self,
      MigrateCommand.self,
    ])

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if let unknown = unknownCommand(arguments) { throw unknown }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      finish(error, arguments)
    }
  }

  /// ArgumentParser takes a misspelt command for the root's own and complains of its options; of
  /// one behind `help` it says nothing at all.
  private static func unknownCommand(_ arguments: [String]) -> ValidationError? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let first = words.first, !first.hasPrefix("-"), !names.contains(first),
      first != "help"
    else { return nil }
    let near = Suggestion.nearest(to: first, among: names)
    return ValidationError(
      "there is no command \"\(first)\""
        + (near.map { "; did you mean \($0.word)?" }
          ?? ": it is one of \(names.joined(separator: ", "))"))
  }

  /// Leaves with the exit code that language.md gives; ArgumentParser's own for wrong usage is 64.
  private static func finish(_ error: any Error, _ arguments: [String]) -> Never {
    let code = exitCode(for: error)
    guard code == .validationFailure else {
      // Help and version texts, and codes that a command chose.
      let message = fullMessage(for: error)
      if !message.isEmpty { Terminal.write(message + "\n", to: .output) }
      Terminal.exit(code.rawValue)
    }
    let result = JobResult.failure(
      Diagnostic(
        .wrongUsage, message(for: error), at: nil,
        help: [Diagnostic.Help("rejotc --help lists the commands and their options")]))
    if let document = OutputFormat.requested(by: arguments).document(result, environment: [:]) {
      Terminal.write(document, to: .output)
    } else {
      Terminal.write(fullMessage(for: error) + "\n", to: .error)
    }
    Terminal.exit(RejotDriver.ExitCode.usage.rawValue)
  }
}
