import Foundation

/// One run of one of this package's programs, its output kept in a file or passed on.
final class Program {
  private let process = Process()
  let name: String
  let log: URL?

  /// Starts `name` from the folder this demo runs from.
  ///
  /// - Parameter log: where its output goes; nil passes it on to ours.
  init(
    _ name: String, _ arguments: [String], environment: [String: String], log: URL? = nil
  ) throws {
    self.name = name
    self.log = log
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    process.executableURL = folder.appendingPathComponent(name)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let log {
      if !FileManager.default.fileExists(atPath: log.path) {
        try Data().write(to: log)
      }
      let handle = try FileHandle(forWritingTo: log)
      try handle.seekToEnd()
      process.standardOutput = handle
      process.standardError = handle
    }
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Waits for its end; gives its exit code.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// `kill -9`, and waits for its end.
  func kill9() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// SIGTERM, and waits for its end; gives its exit code.
  func terminate() -> Int32 {
    if process.isRunning { process.terminate() }
    return wait()
  }

  /// The last lines it printed into its log.
  var lastWords: String {
    guard let log, let text = try? String(contentsOf: log, encoding: .utf8) else { return "" }
    return text.split(separator: "\n").suffix(12).joined(separator: "\n")
  }
}
