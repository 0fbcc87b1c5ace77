import CLibPQ

/// COPY … TO STDOUT.
extension Connection {
  /// Runs `COPY … TO STDOUT` and calls `body` with each line, its line end included; the bytes are
  /// valid during the call only. Waits for the server.
  package func copyOut<Failure: Error>(
    _ sql: String, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(StreamFailure<Failure>) {
    do throws(PostgresError) {
      try openCopy(sql)
    } catch {
      throw .connection(error)
    }
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let length = unsafe PQgetCopyData(handle, &buffer, 0)
      guard length > 0, let bytes = unsafe buffer else { break }
      defer { unsafe PQfreemem(bytes) }
      do {
        try unsafe body(UnsafeRawBufferPointer(start: bytes, count: Int(length)))
      } catch {
        throw .body(error)
      }
    }
    var failure: PostgresError?
    while let result = unsafe PQgetResult(handle) {
      if unsafe PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil {
        failure = unsafe PostgresError(result: result, connection: handle)
      }
      unsafe PQclear(result)
    }
    if let failure { throw .connection(failure) }
    if !isAlive { throw .connection(lastFailure()) }
  }

  private func openCopy(_ sql: String) throws(PostgresError) {
    let result = unsafe PQexec(handle, sql)
    defer { unsafe PQclear(result) }
    guard unsafe PQresultStatus(result) == PGRES_COPY_OUT else {
      throw unsafe PostgresError(result: result, connection: handle)
    }
  }
}
