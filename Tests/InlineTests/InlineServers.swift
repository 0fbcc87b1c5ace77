import Foundation
import RejotEphemeral
import Synchronization

/// The servers of the tests, started once.
enum InlineServers {
  /// The version this machine has.
  static let installed = Result { try server(programs: nil) }

  /// PostgreSQL 18, where its programs are named.
  static let newer: Result<EphemeralServer, any Error>? = variable("REJOT_POSTGRES_BIN_18").map {
    programs in
    Result { try server(programs: programs) }
  }

  static let isOnCI = variable("CI") == "true"

  private static let databases = Mutex(0)

  static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  /// The URL of a new database.
  static func database(_ server: EphemeralServer) throws -> String {
    let number = databases.withLock { count in
      count += 1
      return count
    }
    try server.createDatabase("inline\(number)")
    return server.url(database: "inline\(number)")
  }

  private static func server(programs: String?) throws -> EphemeralServer {
    var environment = ProcessInfo.processInfo.environment
    if let programs { environment["REJOT_POSTGRES_BIN"] = programs }
    return try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
  }
}
