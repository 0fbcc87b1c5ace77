import Foundation
import RejotPostgres

/// One run of a generated service, the scenarios' unless told otherwise.
final class Service {
  private let process = Process()
  private let log: URL

  init(
    _ arguments: [String], environment: [String: String], log: URL,
    program: String = "scenario-sync"
  ) throws {
    self.log = log
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent(program)
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

extension Service {
  /// Asks a database until the answer is the expected one; fails with the service's last words
  /// after the deadline, or as soon as the service has ended by itself.
  func makes(
    _ connection: borrowing Connection, _ question: String, give expected: String?,
    within patience: Duration = .seconds(30)
  ) throws {
    let deadline = ContinuousClock.now + patience
    var answer: String?
    repeat {
      answer = try? connection.query(question).scalar
      if answer == expected { return }
      guard isRunning else { break }
    } while ContinuousClock.now < deadline
    throw Overdue(
      """
      \(question)
      answers \(answer ?? "NULL"), not \(expected ?? "NULL"); the service \
      (\(isRunning ? "running" : "ended")) said last:
      \(lastWords)
      """)
  }

  /// Waits until it has printed a text.
  func says(_ text: String, within patience: Duration = .seconds(30)) throws {
    let deadline = ContinuousClock.now + patience
    while !output.contains(text) {
      guard isRunning, ContinuousClock.now < deadline else {
        throw Overdue("the service did not say \(text); it said:\n\(lastWords)")
      }
    }
  }
}
