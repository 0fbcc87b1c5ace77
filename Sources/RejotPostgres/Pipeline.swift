import CLibPQ
import Glibc

/// How a pipeline ended.
package enum PipelineOutcome: Sendable {
  /// Every statement was done, and committed unless an explicit transaction is open.
  case done
  /// The statement at this place (from 0) failed and those after it were not run. Statements
  /// count to the sync: a place beyond the last one means that committing failed.
  case failed(statement: Int, PostgresError)
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

  /// Reads the answers up to that of the sync; waits for them.
  package func finishPipeline() throws(PostgresError) -> PipelineOutcome {
    var statement = 0
    var failure: PipelineOutcome?
    var lastWasEnd = false
    while true {
      // Each statement's results end with a null one; the sync's answer has none.
      guard let result = unsafe PQgetResult(handle) else {
        guard isAlive, !lastWasEnd else { throw lastFailure() }
        statement += 1
        lastWasEnd = true
        continue
      }
      defer { unsafe PQclear(result) }
      lastWasEnd = false
      switch unsafe PQresultStatus(result) {
      case PGRES_PIPELINE_SYNC:
        return failure ?? .done
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_TUPLES_OK, PGRES_PIPELINE_ABORTED:
        break
      default:
        let error = unsafe PostgresError(result: result, connection: handle)
        if error.connectionLost { throw error }
        failure = failure ?? .failed(statement: statement, error)
      }
    }
  }

  /// What libpq says about the connection after a call failed.
  func lastFailure() -> PostgresError {
    PostgresError(
      message: unsafe PostgresError.connectionMessage(handle),
      connectionLost: unsafe PQstatus(handle) == CONNECTION_BAD)
  }
}
