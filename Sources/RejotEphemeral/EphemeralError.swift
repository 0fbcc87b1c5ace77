package import RejotPostgres

/// Why a throw-away server or something done with it failed. Everything here is the environment's
/// or a migration's fault, never a contract's.
package enum EphemeralError: Error, Sendable, Equatable {
  /// No PostgreSQL server programs on this machine; `searched` are the folders looked at.
  case binariesMissing(searched: [String])
  /// The server did not come up. `log` holds the last lines that initdb or the server wrote.
  case startFailed(reason: String, log: String)
  /// A migration was refused.
  case migrationFailed(MigrationFailure)
  /// Talking to the running server failed.
  case postgres(PostgresError)
  /// pg_dump could not read a database's definitions; its last words.
  case dumpFailed(String)
  /// There is no pg_dump of that major.
  case dumpMissing(major: Int)
}

/// The statement of a migration that the server refused.
package struct MigrationFailure: Error, Sendable, Equatable {
  /// The name the caller gave the file.
  package var file: String
  /// UTF-8 byte offset from 0 into the file's text: the server's error position, or the start of
  /// the statement when the server named none.
  package var byteOffset: Int
  package var error: PostgresError
  /// The statement did not end in time.
  package var isTimeout = false
}

extension EphemeralError: CustomStringConvertible {
  /// What happened and what to do next, in one to a few lines.
  package var description: String {
    switch self {
    case .binariesMissing(let searched):
      let places = searched.isEmpty ? "nowhere" : searched.joined(separator: ", ")
      return """
        no PostgreSQL server programs (initdb, postgres) found; looked in \(places). \
        \(Self.installationAdvice)
        """
    case .startFailed(let reason, let log):
      return log.isEmpty ? reason : "\(reason)\n\(log)"
    case .migrationFailed(let failure):
      return "\(failure.file): \(failure.error)"
    case .postgres(let error):
      return error.description
    case .dumpFailed(let words):
      return words
    case .dumpMissing(let major):
      return "there is no pg_dump of PostgreSQL \(major)"
    }
  }

  /// How to get server programs.
  package static let installationAdvice = """
    Install them (Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install \
    postgresql-server) or name their folder in REJOT_POSTGRES_BIN
    """
}
