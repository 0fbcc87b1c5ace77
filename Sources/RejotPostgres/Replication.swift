import CLibPQ
import Glibc

/// What a call for the next message of a COPY stream found.
package enum StreamProgress: Sendable, Equatable {
  /// The body was called with a message.
  case message
  /// Nothing has arrived; wait for the socket.
  case dry
  /// The server ended the stream.
  case ended
}

/// The streaming side of a connection opened with `replication=database`.
extension Connection {
  /// Sends START_REPLICATION and switches to streaming.
  package func startReplication(_ command: String) throws(PostgresError) {
    let result = unsafe PQexec(handle, command)
    defer { unsafe PQclear(result) }
    guard unsafe PQresultStatus(result) == PGRES_COPY_BOTH else {
      throw unsafe PostgresError(result: result, connection: handle)
    }
  }

  /// Calls `body` with the next message if one has arrived completely; never waits. The bytes are
  /// valid during the call only.
  package func nextStreamMessage<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(StreamFailure<Failure>) -> StreamProgress {
    var buffer: UnsafeMutablePointer<CChar>?
    let length = unsafe PQgetCopyData(handle, &buffer, 1)
    guard length > 0, let bytes = unsafe buffer else {
      if length == 0 { return .dry }
      if length == -1 { return .ended }
      throw .connection(streamFailure())
    }
    defer { unsafe PQfreemem(bytes) }
    do {
      try unsafe body(UnsafeRawBufferPointer(start: bytes, count: Int(length)))
    } catch {
      throw .body(error)
    }
    return .message
  }

  /// Reads what the socket has; call when it is readable.
  package func consumeInput() throws(PostgresError) {
    guard unsafe PQconsumeInput(handle) == 1 else { throw streamFailure() }
  }

  /// Sends one message into the stream.
  package func sendStreamMessage(_ bytes: [UInt8]) throws(PostgresError) {
    let sent = unsafe bytes.withUnsafeBytes { raw in
      unsafe PQputCopyData(
        handle, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count))
    }
    guard sent == 1, unsafe PQflush(handle) >= 0 else { throw streamFailure() }
  }

  /// Says that no more will be sent; the server answers by ending the stream.
  package func endStream() throws(PostgresError) {
    guard unsafe PQputCopyEnd(handle, nil) == 1, unsafe PQflush(handle) >= 0 else {
      throw streamFailure()
    }
  }

  /// After ``StreamProgress/ended``: why the server ended it, nil when we asked it to.
  package func streamEnd() -> PostgresError? {
    guard let result = unsafe PQgetResult(handle) else { return nil }
    defer { unsafe PQclear(result) }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      return nil
    default:
      return unsafe PostgresError(result: result, connection: handle)
    }
  }

  private func streamFailure() -> PostgresError {
    // Fetching the result is what makes libpq copy the server's words, if it sent any.
    if let result = unsafe PQgetResult(handle) {
      defer { unsafe PQclear(result) }
      if unsafe PQresultStatus(result) == PGRES_FATAL_ERROR {
        return unsafe PostgresError(result: result, connection: handle)
      }
    }
    return lastFailure()
  }
}

/// A failure of the connection, or of the code that handled one of its messages.
package enum StreamFailure<Failure: Error>: Error {
  case connection(PostgresError)
  case body(Failure)
}
