import ArgumentParser
import FoundationEssentials
import RejotDriver
import RejotSource

/// Runs `build --watch` and prints each round.
struct Watching {
  let options: CommonOptions

  /// How many changed files the line above a round names.
  private static let shownChanges = 5

  /// - Throws: the exit code, unless the end was asked for.
  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let execution = Execution(options: options)
    let context = JobContext(
      environment: environment, trustsMigrations: options.trustMigrations)
    let failure = WatchJob.run(options.job, context) { event in
      switch event {
      case .begins(let changes): separate(changes)
      case .built(let result): execution.print(result, environment)
      }
    }
    context.servers.stop()
    if let failure {
      execution.print(failure, environment)
      throw ArgumentParser.ExitCode(failure.exitCode.rawValue)
    }
  }

  private func separate(_ changes: [String]) {
    guard !options.quiet else { return }
    var words =
      changes.isEmpty
      ? "watching, Ctrl-C ends"
      : changes.prefix(Self.shownChanges)
        .joined(separator: ", ")
    if changes.count > Self.shownChanges {
      words += " and \(changes.count - Self.shownChanges) more"
    }
    Terminal.write(LogText.harmless("== \(VisibleText.line(words)) ==\n"), to: .error)
  }
}
