import CLibPQ
import Glibc

/// Statements whose time and whose answer may be without end.
extension Connection {
  /// Runs a text in the simple protocol and throws its rows away as they come.
  ///
  /// - Parameter deadline: when to give up; the session is of no use then but to be let go, which
  ///   does not end the statement at the server.
  /// - Returns: false when the deadline passed.
  package func run(
    _ sql: String, until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> Bool {
    guard unsafe PQsendQuery(handle, sql) == 1, unsafe PQsetSingleRowMode(handle) == 1 else {
      throw lastFailure()
    }
    var failure: PostgresError?
    while true {
      while unsafe PQisBusy(handle) == 1 {
        guard try waitForInput(until: deadline) else { return false }
        guard unsafe PQconsumeInput(handle) == 1 else { throw lastFailure() }
      }
      guard let result = unsafe PQgetResult(handle) else { break }
      defer { unsafe PQclear(result) }
      switch unsafe PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: continue
      case PGRES_COPY_OUT:
        guard try throwAwayCopy(until: deadline) else { return false }
      case PGRES_COPY_IN, PGRES_COPY_BOTH:
        // It would wait for us.
        throw PostgresError(
          sqlState: "0A000", message: "COPY from the client is not supported here")
      default:
        let error = unsafe PostgresError(result: result, connection: handle)
        if error.connectionLost { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return true
  }

  /// Reads `COPY … TO STDOUT` to its end.
  ///
  /// - Returns: false when the deadline passed.
  private func throwAwayCopy(
    until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> Bool {
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let length = unsafe PQgetCopyData(handle, &buffer, 1)
      if let bytes = unsafe buffer { unsafe PQfreemem(bytes) }
      // The end, or a failure, which the next result tells.
      if length < 0 { return true }
      guard length == 0 else { continue }
      guard try waitForInput(until: deadline) else { return false }
      guard unsafe PQconsumeInput(handle) == 1 else { throw lastFailure() }
    }
  }

  /// - Returns: false when the deadline passed.
  private func waitForInput(
    until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> Bool {
    while true {
      var milliseconds: Int32 = -1
      if let deadline {
        let left = ContinuousClock.now.duration(to: deadline).components
        guard left.seconds >= 0, left.attoseconds >= 0 else { return false }
        milliseconds = Int32(
          clamping: left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1)
      }
      var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&wait, 1, milliseconds)
      if ready > 0 { return true }
      if ready < 0, errno != EINTR { throw lastFailure() }
    }
  }
}
