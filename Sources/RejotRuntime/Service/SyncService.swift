import ArgumentParser
import Glibc
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The service of a project: what the executable `<project>-sync` runs.
///
/// Its main file is one line: `await SyncService.main(ShopRegistry.registry)`.
public enum SyncService {
  static let registry = Mutex<Registry?>(nil)

  /// Runs the command line of this process and ends it: 0 fine, 1 a contract is stopped, 2 wrong
  /// usage, 3 the environment failed.
  public static func main(_ registry: Registry, arguments: [String]? = nil) async -> Never {
    Self.registry.withLock { $0 = registry }
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try SyncCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      exit(0)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let text = SyncCommand.fullMessage(for: error)
      let isClean = SyncCommand.exitCode(for: error).isSuccess
      if isClean { Terminal.print(text) } else { Terminal.printError(text) }
      exit(isClean ? 0 : 2)
    }
  }

  static func currentRegistry() throws -> Registry {
    guard let registry = registry.withLock({ $0 }) else {
      throw ValidationError("the service was started without contracts")
    }
    return registry
  }
}

/// The command line of a sync service.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: programName,
    abstract: "Follows this project's public schemas and applies its consumers.",
    subcommands: [RunCommand.self, StatusCommand.self], defaultSubcommand: RunCommand.self)

  /// What the program is called, for its help to say how it is called.
  private static var programName: String {
    CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "sync"
  }
}

/// `run`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Streams until stopped by SIGTERM or SIGINT.")

  @Flag(help: "Run each data store's setup.sql first.")
  var setup = false

  @Option(
    name: .customLong("until-lsn"),
    help: "End with 0 once everything before this position of the source is applied.")
  var untilLSN: String?

  @Option(help: "Seconds of failing after which to end with 3; without it, try for ever.")
  var giveUpAfter: Int64?

  @Option(help: "Address for health, metrics and the status page, such as 127.0.0.1:8080.")
  var http: String?

  func validate() throws {
    if let untilLSN, LSN(untilLSN) == nil {
      throw ValidationError("'\(untilLSN)' is not a position such as 0/16B3748")
    }
    if http != nil {
      throw ValidationError(
        "--http is not in this build: health, metrics and the status page are not there yet")
    }
  }

  func run() async throws {
    let registry = try SyncService.currentRegistry()
    var log = Logger(label: registry.project) { StreamLogHandler.standardError(label: $0) }
    log.logLevel = .info
    if untilLSN != nil, Set(Group.all(of: registry).map(\.source.name)).count > 1 {
      throw ValidationError("--until-lsn needs a project with one source")
    }
    let options = RunOptions(
      giveUpAfter: giveUpAfter, untilLSN: untilLSN.flatMap { LSN($0) }, runsSetup: setup)
    let outcome = Mutex(RunEnd())
    let sync = SyncRun(registry: registry, options: options, log: log)
    let ended = log
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(
            service: SyncLifecycle(sync: sync) { end in outcome.withLock { $0 = end } },
            successTerminationBehavior: .gracefullyShutdownGroup)
        ],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: Logger(label: "") { _ in
          SwiftLogNoOpLogHandler()
        }))
    try await group.run()
    let end = outcome.withLock { $0 }
    for failure in end.failures { ended.error("\(failure)") }
    for report in end.stopped { ended.error("\(report)") }
    throw ExitCode(end.exitCode)
  }
}
