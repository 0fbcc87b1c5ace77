import Glibc
import RejotEphemeral
import RejotPostgres
import Synchronization
import Testing

/// A server for all random worlds of the process; each has databases of its own.
enum PlanServer {
  private static let shared = Mutex<EphemeralServer?>(nil)
  private static let count = Atomic<Int>(0)

  static func server() throws -> EphemeralServer {
    try shared.withLock { server in
      if let server { return server }
      let made = try EphemeralServer(
        binaries: try ServerBinaries.find(environment: environment),
        settings: ServerSettings(parameters: [
          "autovacuum": "off", "jit": "off", "max_connections": "200",
          "max_replication_slots": "60",
          "max_wal_senders": "60",
        ]), environment: environment)
      server = made
      return made
    }
  }

  /// A number that no other world of the process has.
  static func nextNumber() -> Int { count.add(1, ordering: .relaxed).newValue }

  private static var environment: [String: String] {
    var found: [String: String] = [:]
    for name in ["PATH", "REJOT_POSTGRES_BIN", "TMPDIR", "LD_LIBRARY_PATH"] {
      found[name] = getenv(name).map { String(cString: $0) }
    }
    return found
  }

  /// A number from the environment.
  static func number(_ name: String, otherwise: Int) -> Int {
    getenv(name).flatMap { Int(String(cString: $0)) } ?? otherwise
  }
}

/// Suites whose tests block threads, one test at a time.
@Suite(.serialized) enum PlanTests {}
