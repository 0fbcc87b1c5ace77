import Foundation

/// Command lines as a person types them into a shell.
enum Shell {
  struct Outcome {
    let status: Int32
    /// Standard output and standard error, as they came.
    let said: String
  }

  /// Runs a line to its end.
  static func run(
    _ line: String, in folder: URL, environment: [String: String]
  ) throws -> Outcome {
    let log = FileManager.default.temporaryDirectory.appending(path: "rejot-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: log) }
    let command = try Command(line, in: folder, environment: environment, log: log)
    return Outcome(status: try command.wait(), said: command.output)
  }
}

/// A line that runs while a test does other things.
final class Command {
  private let process = Process()
  private let log: URL
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter log: where its output goes. A file takes any amount without a reader.
  init(_ line: String, in folder: URL, environment: [String: String], log: URL) throws {
    self.log = log
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  deinit {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  var isRunning: Bool { process.isRunning }

  /// Everything it printed so far.
  var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// SIGTERM, and the exit code it ends with.
  func terminate() throws -> Int32 {
    if process.isRunning { process.terminate() }
    return try wait(within: 30)
  }

  /// The exit code it ends with by itself. A first build takes its minutes on a busy machine.
  func wait(within seconds: Int = 900) throws -> Int32 {
    guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
      throw Failure("it does not end within \(seconds) seconds; it said\n\(output)")
    }
    // For whoever asks again.
    ended.signal()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// Something did not go as it should, with what was said.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
