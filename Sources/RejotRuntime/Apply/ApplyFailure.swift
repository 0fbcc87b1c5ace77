import RejotPostgres

/// Why a group stands still for good: an event that no retry would apply. Holds names, an LSN and
/// the event's key, never other row data.
struct StopReport: Error, Sendable, Equatable, CustomStringConvertible {
  /// `crm-customers (shop/customer@1.0)`; the group where no single consumer is to blame.
  var contract: String
  /// `id=42`; nil where no single event is to blame.
  var key: String?
  /// Where the transaction that could not be applied commits; nil during the initial load.
  var commit: LSN?
  let sqlState: String?
  let reason: String

  var description: String {
    var text = "\(contract) stops"
    if let commit { text += " before the transaction at \(commit)" }
    if let key { text += ", key \(key)" }
    text += ": \(reason)"
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    return text
  }
}

/// Why applying did not go through.
enum ApplyFailure: Error {
  /// Another process has taken over the group's position.
  case fenced
  /// Worth another try: the connection, a deadlock, a server that restarts or is full.
  case transient(PostgresError)
  case stop(StopReport)
  /// The group cannot start as things are; the text says what to do.
  case refused(String)

  /// Sorts any error of a step by what can be done about it.
  ///
  /// - Parameter store: the data store whose server a plain server error comes from.
  init(_ error: any Error, store: String) {
    switch error {
    case let failure as ApplyFailure:
      self = failure
    case let failure as SourceFailure:
      self =
        switch failure {
        case .transient(let error, _): .transient(error)
        case .slotInUse(let pid):
          .transient(PostgresError(message: "the slot is in use by process \(pid)"))
        case .refused(let text): .refused(text)
        }
    case let failure as PostgresError where failure.isRefusedLogin:
      self = .refused("cannot log in to data store \(store): \(failure)")
    case let failure as PostgresError where failure.isTransient:
      self = .transient(failure)
    case let failure as PostgresError:
      self = .refused(
        "data store \(store): \(failure.publicMessage) (SQLSTATE \(failure.sqlState ?? "-"))")
    default:
      self = .refused("data store \(store): \(error)")
    }
  }
}

extension PostgresError {
  /// Whether the same statements may succeed later without anyone changing rows or contracts.
  var isTransient: Bool {
    if connectionLost { return true }
    guard let sqlState else { return true }
    return switch String(sqlState.prefix(2)) {
    // Connections, rollbacks (deadlock, serialization), resources, operator intervention, system.
    case "08", "40", "53", "57", "58": true
    // A lock that was not to be had; a server that is read-only while it is a standby.
    default: sqlState == "55P03" || sqlState == "25006"
    }
  }

  /// Whether connecting failed for a reason that waiting does not cure: password, role, database.
  var isRefusedLogin: Bool {
    guard let sqlState else { return false }
    return sqlState.hasPrefix("28") || sqlState == "3D000"
  }

  private static let raised = "a function or trigger of the database raised an error"

  /// The server's words without what may be row data: some messages quote the value.
  var publicMessage: String {
    guard let sqlState else { return message }
    switch String(sqlState.prefix(2)) {
    case "22":
      // `invalid input syntax for type integer: "abc"`, `value "70000" is out of range for …`.
      guard let first = message.firstIndex(of: "\""), let last = message.lastIndex(of: "\"")
      else { return message }
      return message[..<first] + "…" + message[message.index(after: last)...]
    case "08", "0A", "21", "23", "25", "26", "28", "3D", "3F", "40", "42", "44", "53", "54", "55",
      "57", "58":
      // The server's own words, which name objects, unless a function chose such a state itself.
      guard context?.contains("PL/pgSQL function") == true, context?.contains(" at RAISE") == true
      else { return message }
      return Self.raised
    default:
      return Self.raised
    }
  }
}
