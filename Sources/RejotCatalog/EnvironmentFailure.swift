package import RejotPostgres

/// What kind of obstacle a database put in our way, for the message and advice a person gets.
package enum EnvironmentFailure: Sendable, Equatable, CaseIterable {
  /// Nobody answers at that address, the name is unknown, or the connection broke.
  case unreachable
  /// A wrong or missing password, or no permission to log in from here.
  case authentication
  /// The server is there, the database is not.
  case databaseMissing
  /// Starting, stopping, or out of connections: later may succeed.
  case unavailable
  /// Another session holds a lock for longer than we wait.
  case locked
  /// A privilege is missing.
  case privilege
  /// A standby or read-only server.
  case readOnly
  /// Out of disk, memory or time.
  case resources
}

extension PostgresError {
  /// The obstacle behind a failure to connect or to work; nil when the statement is to blame.
  package var environmentFailure: EnvironmentFailure? {
    guard let sqlState else { return connectionLost ? .unreachable : nil }
    switch sqlState {
    case "28P01", "28000": return .authentication
    case "3D000": return .databaseMissing
    case "53300", "57P01", "57P02", "57P03", "57P04", "57P05": return .unavailable
    case "55P03", "40P01": return .locked
    case "25006": return .readOnly
    case "42501": return .privilege
    default:
      if connectionLost { return .unreachable }
      switch sqlState.prefix(2) {
      case "08": return .unreachable
      case "53", "57", "58": return .resources
      default: return nil
      }
    }
  }

  /// Failures that say nothing about the statement. A missing privilege on a schema is about the
  /// names in it.
  var isEnvironmental: Bool {
    guard let failure = environmentFailure else { return false }
    return failure != .privilege && failure != .databaseMissing
  }

  /// The session's own limit on the time of a statement: whose text asks too much of the server.
  var isTimeout: Bool { sqlState == "57014" && !connectionLost }

  /// The same error at another place.
  func moved(to position: Int?) -> PostgresError {
    with(position: position, context: context)
  }

  func with(position: Int?, context: String?) -> PostgresError {
    PostgresError(
      sqlState: sqlState, message: message, detail: detail, hint: hint, position: position,
      internalPosition: internalPosition, context: context, constraint: constraint, column: column,
      connectionLost: connectionLost)
  }
}
