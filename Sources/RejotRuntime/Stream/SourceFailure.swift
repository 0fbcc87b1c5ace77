import RejotPostgres

/// Why a source cannot be read.
enum SourceFailure: Error {
  /// Worth another try.
  case transient(PostgresError, store: String)
  /// Another process streams from the slot.
  case slotInUse(pid: String)
  /// The source must be changed first; the text says how.
  case refused(String)

  /// Sorts any error of a step by what can be done about it.
  init(_ error: any Error, store: String) {
    switch error {
    case let failure as SourceFailure:
      self = failure
    case StreamFailure<StreamFault>.connection(let failure),
      StreamFailure<any Error>.connection(let failure):
      self.init(failure, store: store)
    case StreamFailure<StreamFault>.body(let fault):
      self = .refused("data store \(store): \(fault)")
    case let failure as PostgresError where failure.sqlState == "55006":
      self = .slotInUse(pid: "unknown")
    case let failure as PostgresError where failure.isRefusedLogin:
      self = .refused("cannot log in to data store \(store): \(failure)")
    case let failure as PostgresError where failure.isTransient:
      self = .transient(failure, store: store)
    case let failure as PostgresError:
      self = .refused(
        "data store \(store): \(failure.publicMessage) (SQLSTATE \(failure.sqlState ?? "-"))")
    default:
      self = .refused("data store \(store): \(error)")
    }
  }
}
