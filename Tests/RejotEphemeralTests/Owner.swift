import Foundation

/// A running `ephemeral-owner`: a process other than the test's that has started a server.
final class Owner {
  let folder: String
  /// The server's process id.
  let server: Int32
  private let process = Process()

  init() throws {
    // The test bundle lies beside the programs of the same build.
    let build = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = build.appendingPathComponent("ephemeral-owner")
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw CocoaError(.fileReadUnknown) }
      line += more
    }
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    folder = String(words[0])
    server = Int32(words[1]) ?? 0
  }

  /// Sends the owner a signal and waits for its end.
  func kill(_ signal: Int32) {
    Foundation.kill(process.processIdentifier, signal)
    process.waitUntilExit()
  }

  deinit { if process.isRunning { kill(SIGKILL) } }
}
