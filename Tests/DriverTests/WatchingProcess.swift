import Foundation
import Testing

/// A `rejotc build --watch` that runs, and what it has written so far.
final class WatchingProcess {
  private let process = Process()
  private let pipe = Pipe()
  private var text = ""
  /// How much of the text has been waited for.
  private var seen = 0

  private static let patience = Duration.seconds(60)

  struct TooLate: Error, CustomStringConvertible {
    let description: String
  }

  init(_ arguments: [String] = [], in folder: URL, environment: [String: String] = [:]) throws {
    process.executableURL = RejotcProcess.executable
    process.arguments = ["build", "--watch"] + arguments
    process.currentDirectoryURL = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.environment = ["PATH": path].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    // Ours would keep the pipe open after the process's end.
    try pipe.fileHandleForWriting.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var pid: Int32 { process.processIdentifier }

  /// Waits until a text appears behind what was waited for before; gives everything up to its end.
  @discardableResult
  func wait(for wanted: String) throws -> String {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let rest = text.dropFirst(seen)
      if let found = rest.range(of: wanted) {
        let read = String(rest[..<found.upperBound])
        seen += read.count
        return read
      }
      guard try readMore(until: deadline) else {
        throw TooLate(description: "no \"\(wanted)\" in: \(rest)")
      }
    }
  }

  /// Sends a signal and waits for the end.
  func end(by signal: Int32) throws -> Int32 {
    kill(process.processIdentifier, signal)
    let deadline = ContinuousClock.now + Self.patience
    while try readMore(until: deadline) {}
    guard ContinuousClock.now < deadline else {
      throw TooLate(description: "signal \(signal) does not end it: \(text)")
    }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// False at the output's end, or when the time is over.
  private func readMore(until deadline: ContinuousClock.Instant) throws -> Bool {
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    let left = ContinuousClock.now.duration(to: deadline).components.seconds
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard left >= 0, poll(&waiting, 1, Int32(left + 1) * 1000) > 0 else { return false }
    let data = pipe.fileHandleForReading.availableData
    text += String(decoding: data, as: UTF8.self)
    return !data.isEmpty
  }

  /// The server that a supervisor looks after: the process that holds its name.
  func server(of supervisor: Int32) -> Int32? {
    descendants().first { id in
      let name = try? String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8)
      return id != supervisor && name == "postgres\n"
    }
  }

  /// Processes that descend from this one, their ids by their first word.
  func descendants() -> [Int32] {
    var parents: [Int32: Int32] = [:]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for id in names.compactMap({ Int32($0) }) {
      guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
        let end = status.lastIndex(of: ")")
      else { continue }
      let fields = status[end...].split(separator: " ")
      parents[id] = fields.count > 2 ? Int32(fields[2]) : nil
    }
    func descends(_ id: Int32) -> Bool {
      var at = id
      while let parent = parents[at], parent > 1 {
        if parent == pid { return true }
        at = parent
      }
      return false
    }
    return parents.keys.filter(descends).sorted()
  }
}
