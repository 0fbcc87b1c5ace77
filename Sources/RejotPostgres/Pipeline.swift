import CLibPQ
import Glibc

/// What came back for one statement of a pipeline.
package enum PipelineOutcome: Sendable {
  /// Done; the first value of the first row, where there is one.
  case done(String?)
  case failed(PostgresError)
  /// Not run, because an earlier statement of the same pipeline failed.
  case skipped
  /// The answer to ``Connection/sendSync()``.
  case synced
}

/// Pipeline mode: statements go out without waiting for answers.
///
/// The connection is non-blocking while in pipeline mode, because with large batches the server
/// may wait for us to read results while we wait for it to read statements.
extension Connection {
  package func enterPipeline() throws(PostgresError) {
    guard unsafe PQsetnonblocking(handle, 1) == 0, unsafe PQenterPipelineMode(handle) == 1 else {
      throw lastFailure()
    }
  }

  package func exitPipeline() throws(PostgresError) {
    guard unsafe PQexitPipelineMode(handle) == 1, unsafe PQsetnonblocking(handle, 0) == 0 else {
      throw lastFailure()
    }
  }

  /// Queues a prepared statement with text values; a nil pointer is NULL.
  package func sendPrepared(
    _ name: String, _ values: UnsafeBufferPointer<UnsafePointer<CChar>?>
  ) throws(PostgresError) {
    guard
      unsafe PQsendQueryPrepared(
        handle, name, Int32(values.count), values.baseAddress, nil, nil, 0) == 1
    else { throw lastFailure() }
  }

  /// Queues a prepared statement with few, short values.
  package func sendPrepared(_ name: String, _ values: [String?]) throws(PostgresError) {
    let texts = CStringArray(values)
    guard
      unsafe PQsendQueryPrepared(handle, name, Int32(values.count), texts.pointer, nil, nil, 0)
        == 1
    else { throw lastFailure() }
  }

  /// Queues one statement of the extended protocol.
  package func sendQuery(_ sql: String, _ values: [String?] = []) throws(PostgresError) {
    let texts = CStringArray(values)
    guard
      unsafe PQsendQueryParams(
        handle, sql, Int32(values.count), nil, texts.pointer, nil, nil, 0) == 1
    else { throw lastFailure() }
  }

  /// Ends the implicit transaction of what was queued since the last one, and sends everything.
  package func sendSync() throws(PostgresError) {
    guard unsafe PQpipelineSync(handle) == 1 else { throw lastFailure() }
    try flush()
  }

  /// Sends what is queued, reading answers meanwhile so that neither side waits for the other.
  package func flush() throws(PostgresError) {
    while true {
      let pending = unsafe PQflush(handle)
      if pending == 0 { return }
      if pending < 0 { throw lastFailure() }
      var wait = pollfd(fd: socket, events: Int16(POLLIN | POLLOUT), revents: 0)
      if unsafe poll(&wait, 1, -1) < 0, errno != EINTR { throw lastFailure() }
      if wait.revents & Int16(POLLIN) != 0, unsafe PQconsumeInput(handle) == 0 {
        throw lastFailure()
      }
    }
  }

  /// The answer to the next queued statement or sync; waits for it.
  package func nextOutcome() throws(PostgresError) -> PipelineOutcome {
    guard let result = unsafe PQgetResult(handle) else {
      guard isAlive else { throw lastFailure() }
      throw PostgresError(message: "the server gave no answer to a statement of a pipeline")
    }
    defer { unsafe PQclear(result) }
    let status = unsafe PQresultStatus(result)
    if status == PGRES_PIPELINE_SYNC { return .synced }
    // Every statement's results end with a null one.
    while let extra = unsafe PQgetResult(handle) { unsafe PQclear(extra) }
    switch status {
    case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
      return .done(nil)
    case PGRES_TUPLES_OK:
      guard unsafe PQntuples(result) > 0, unsafe PQgetisnull(result, 0, 0) == 0 else {
        return .done(nil)
      }
      return .done(unsafe String(cString: PQgetvalue(result, 0, 0)))
    case PGRES_PIPELINE_ABORTED:
      return .skipped
    default:
      let failure = unsafe PostgresError(result: result, connection: handle)
      if failure.connectionLost { throw failure }
      return .failed(failure)
    }
  }

  /// What libpq says about the connection after a call failed.
  func lastFailure() -> PostgresError {
    PostgresError(
      message: unsafe PostgresError.connectionMessage(handle),
      connectionLost: unsafe PQstatus(handle) == CONNECTION_BAD)
  }
}
