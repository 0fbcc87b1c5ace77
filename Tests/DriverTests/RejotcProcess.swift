import Foundation

/// One run of the built `rejotc`.
struct RejotcProcess {
  let status: Int32
  let output: String
  let errors: String

  /// Tests are built beside the programs.
  static let executable: URL = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "rejotc")
  }()

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - environment: added to `PATH`, which finds the server programs of this machine.
  ///   - folder: the current folder.
  ///   - isUnprivileged: permissions bind the run, also when the tests run as root.
  ///   - isAlone: a copy runs that does not lie where it was built.
  ///   - input: what stands on standard input.
  init(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    isUnprivileged: Bool = false, isAlone: Bool = false, input: String? = nil
  ) throws {
    let process = Process()
    let changesUser = isUnprivileged && getuid() == 0
    let copy = changesUser || isAlone ? try Self.sharedCopy() : nil
    defer { if let copy { try? FileManager.default.removeItem(at: copy) } }
    process.executableURL = copy ?? Self.executable
    process.arguments = arguments
    if changesUser, let copy {
      process.executableURL = URL(filePath: "/usr/bin/setpriv")
      process.arguments =
        ["--reuid=nobody", "--regid=nogroup", "--clear-groups", copy.path] + arguments
    }
    process.currentDirectoryURL = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.environment = ["PATH": path].merging(environment) { $1 }
    let source = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data((input ?? "").utf8).write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    process.standardInput = try FileHandle(forReadingFrom: source)
    let output = Pipe()
    process.standardOutput = output
    // A file takes any amount of text without a reader.
    let errors = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let written = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    status = process.terminationStatus
    self.output = String(decoding: written, as: UTF8.self)
    self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
  }

  /// The program where every user can run it: a checkout may be below a closed folder.
  private static func sharedCopy() throws -> URL {
    let copy = FileManager.default.temporaryDirectory.appending(path: "rejotc-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: executable, to: copy)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: copy.path)
    return copy
  }

  /// The JSON document on standard output.
  func document() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return value as? [String: Any] ?? [:]
  }

  /// The ids of the document's findings.
  func ids() throws -> [String] {
    let findings = try document()["diagnostics"] as? [[String: Any]] ?? []
    return findings.compactMap { $0["id"] as? String }
  }
}
