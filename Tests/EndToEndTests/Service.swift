import Foundation

/// One run of the scenarios' generated service.
final class Service {
  private let process = Process()
  private let log: URL

  init(_ arguments: [String], environment: [String: String], log: URL) throws {
    self.log = log
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("scenario-sync")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Everything it printed so far.
  var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  var lastWords: String {
    output.split(separator: "\n").suffix(15).joined(separator: "\n")
  }

  func kill9() {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Stops it from running without ending it, as an overloaded machine would.
  func freeze() { kill(process.processIdentifier, SIGSTOP) }

  func thaw() { kill(process.processIdentifier, SIGCONT) }

  /// SIGTERM, and the exit code it ends with.
  func terminate() -> Int32 {
    if process.isRunning { process.terminate() }
    return wait()
  }

  /// The exit code it ends with by itself.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
