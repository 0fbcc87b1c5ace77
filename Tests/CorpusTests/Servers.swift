import Foundation
import RejotDriver

/// One server of each version for the whole run; every case has databases of its own on it, which
/// are dropped behind it: all of them together would fill the memory they lie in.
enum Servers {
  /// Of the version this machine has, or of the one that `REJOT_POSTGRES_BIN` names.
  static let installed = EmbeddedServers(environment: ProcessInfo.processInfo.environment)

  /// Its major.
  static let installedMajor = installed.newestMajor ?? 0

  /// Of PostgreSQL 18, where its programs are named.
  static let newer: EmbeddedServers? = {
    var environment = ProcessInfo.processInfo.environment
    guard let programs = environment["REJOT_POSTGRES_BIN_18"] else { return nil }
    environment["REJOT_POSTGRES_BIN"] = programs
    return EmbeddedServers(environment: environment)
  }()

  static let isOnCI = ProcessInfo.processInfo.environment["CI"] == "true"

  /// What there is now is agreed to; the run fails nevertheless.
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_CORPUS"] == "1"

  /// Runs a case, and drops its databases.
  static func lend<Value>(
    _ servers: EmbeddedServers = installed, to job: (EmbeddedServers) throws -> Value
  ) rethrows -> Value {
    let lent = servers.shared()
    defer { lent.dropDatabases() }
    return try job(lent)
  }
}

/// The first line that differs, agreed and as it is now.
func firstDifference(_ agreed: String?, _ text: String?) -> String {
  guard let agreed, let text else { return agreed == nil ? "+ a new file" : "- no such output" }
  let old = agreed.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line =
    zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  func shown(_ lines: [Substring]) -> Substring { line < lines.count ? lines[line] : "(the end)" }
  return "line \(line + 1)\n- \(shown(old))\n+ \(shown(new))"
}
