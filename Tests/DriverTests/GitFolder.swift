import Foundation

/// A temporary folder with git repositories in it.
struct GitFolder {
  let folder: ProjectFolder

  /// A repository in the folder `work` with these files in its first commit, on the branch `main`.
  init(_ files: [(String, String)]) throws {
    folder = try ProjectFolder(files.map { ("work/\($0.0)", $0.1) })
    try git("init", "--quiet", "--initial-branch=main")
  }

  var work: URL { folder.url.appending(path: "work") }

  /// Runs git in a folder, `work` unless another is named.
  @discardableResult
  func git(_ arguments: String..., in other: String = "work") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"] + arguments
    process.currentDirectoryURL = folder.url.appending(path: other)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(command: arguments) }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct Failure: Error {
    let command: [String]
  }

  /// Commits everything there is, and gives the commit's number.
  @discardableResult
  func commit(_ message: String) throws -> String {
    try git("add", "--all")
    try git("commit", "--quiet", "--message", message)
    return try git("rev-parse", "HEAD")
  }

  func write(_ path: String, _ text: String) throws { try folder.write("work/\(path)", text) }

  /// Builds the project and commits its output.
  @discardableResult
  func build(_ message: String) throws -> String {
    let run = try RejotcProcess(["build", "-q", "--catalog", "embedded"], in: work)
    guard run.status == 0 else { throw Failure(command: ["rejotc", run.errors]) }
    return try commit(message)
  }

  /// `rejotc` without server programs: all it needs is in the lock.
  func rejotc(_ arguments: String..., in other: String = "work") throws -> RejotcProcess {
    try RejotcProcess(
      arguments, in: folder.url.appending(path: other),
      environment: ["REJOT_POSTGRES_BIN": "/nowhere", "HOME": folder.url.path])
  }
}

extension GitFolder {
  /// A publisher with more fields than its consumer reads.
  static let project: [(String, String)] =
    ProjectFolder.pair.filter { !$0.0.hasPrefix("contracts/customer") && !$0.0.hasPrefix("db/acc") }
    + [
      (
        "db/accounts/0001_users.sql",
        "CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, note text);\n"
      ), ("contracts/customer.sql", customer("id, first_name")),
    ]

  static func customer(_ fields: String, version: String = "1.0") -> String {
    """
    -- rejot:public customer@\(version)
    -- source: accounts
    SELECT \(fields) FROM users WHERE id = :id;

    """
  }
}
