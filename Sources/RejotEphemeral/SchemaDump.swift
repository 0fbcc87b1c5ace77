import Glibc
import RejotPostgres

/// The definitions of a database without its rows, as pg_dump writes them.
package enum SchemaDump {
  /// How long pg_dump may take, and wait for a lock.
  private static let limit = Duration.seconds(120)
  private static let lockLimit = "1000"

  /// What is about roles, rights and other servers, or about running and not about meaning, is left
  /// out: the copy's roles are not the database's.
  private static let options = [
    "--schema-only", "--no-owner", "--no-privileges", "--no-tablespaces", "--no-comments",
    "--no-security-labels", "--no-subscriptions", "--no-password",
    "--encoding=UTF8", "--lock-wait-timeout=\(lockLimit)",
  ]

  /// Reads a database's definitions; no row is read.
  ///
  /// - Parameters:
  ///   - url: a libpq URI or keyword string. It reaches pg_dump through its environment.
  ///   - binaries: server programs of the database's own major, beside which pg_dump lies.
  ///   - environment: the process's own; libpq's variables in it count where the URL is silent.
  ///   - withPublications: what the database publishes is wanted too.
  package static func read(
    _ url: String, binaries: ServerBinaries, environment: [String: String],
    withPublications: Bool = false
  ) throws(EphemeralError) -> String {
    guard let program = binaries.companion("pg_dump", environment: environment) else {
      throw .dumpMissing(major: binaries.major)
    }
    guard let folder = temporaryFolder() else {
      throw .dumpFailed("no folder for pg_dump's output can be made in /tmp")
    }
    defer { remove(folder) }
    var variables = environment.filter { $0.key.hasPrefix("PG") || $0.key == "HOME" }
    variables.merge(ConnectionEnvironment.variables(of: url)) { $1 }
    variables["PGAPPNAME"] = "rejotc"
    variables["PGCONNECT_TIMEOUT"] = variables["PGCONNECT_TIMEOUT"] ?? "10"
    for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = environment[name] }
    variables["LC_ALL"] = "C"
    let file = "\(folder)/schema.sql"
    let script = "\"$@\" 2>&1 </dev/null; echo \"exit $?\""
    var child = try ChildProcess(
      "/bin/sh",
      arguments: ["-c", script, "rejot-dump", program] + options
        + (withPublications ? [] : ["--no-publications"]) + ["--file=\(file)"],
      environment: variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    let deadline = ContinuousClock.now + limit
    var said: [String] = []
    while true {
      switch child.readLine(until: deadline) {
      case .line("exit 0"):
        guard let text = contents(of: file) else { throw .dumpFailed("its output is gone") }
        return text
      case .line(let line) where line.hasPrefix("exit "):
        throw .dumpFailed(said.suffix(5).joined(separator: "\n"))
      case .line(let line):
        said.append(line)
      case .end:
        throw .dumpFailed("pg_dump ended early")
      case .timeout:
        child.interrupt()
        throw .dumpFailed("pg_dump does not end within \(limit)")
      }
    }
  }

  private static func temporaryFolder() -> String? {
    var path = Array("/tmp/rejot-dump-XXXXXX".utf8CString)
    return path.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
  }

  private static func remove(_ folder: String) {
    unlink("\(folder)/schema.sql")
    rmdir(folder)
  }

  private static func contents(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += buffer[..<count]
    }
  }
}
