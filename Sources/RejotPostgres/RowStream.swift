import CLibPQ
import Glibc

/// A row that has just arrived, valid during one call.
@safe
package struct ArrivedRow {
  private let result: OpaquePointer
  private let row: Int32

  init(_ result: OpaquePointer, _ row: Int32) {
    unsafe self.result = unsafe result
    self.row = row
  }

  /// The text of a column, counted from 0; nil is NULL.
  package func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
    let column = Int32(column)
    guard unsafe PQgetisnull(result, row, column) == 0 else { return nil }
    return unsafe UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
  }

  /// The same as a string.
  package func text(_ column: Int) -> String? {
    unsafe bytes(column).map { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

/// Queries of a thread that must not fall silent elsewhere while it waits.
extension Connection {
  /// Runs a text that may hold several statements, as ``execute(_:)`` does, and hands over the rows
  /// as they arrive.
  ///
  /// What `idle` and `row` throw comes through and leaves the connection amid an answer:
  /// it must be closed then.
  ///
  /// - Parameters:
  ///   - milliseconds: `idle` is called at least so often while the answer is awaited.
  package func execute(
    _ sql: String, every milliseconds: Int32, idle: () throws -> Void,
    row: (ArrivedRow) throws -> Void = { _ in }
  ) throws {
    guard unsafe PQsendQuery(handle, sql) == 1 else { throw lastFailure() }
    try receive(every: milliseconds, idle: idle, row: row)
  }

  /// Runs exactly one statement with text values and hands over the rows as they arrive; one at a
  /// time is in memory. Otherwise like ``execute(_:every:idle:row:)``.
  package func query(
    _ sql: String, _ values: UnsafeBufferPointer<UnsafePointer<CChar>?>,
    every milliseconds: Int32, idle: () throws -> Void, row: (ArrivedRow) throws -> Void
  ) throws {
    try send(every: milliseconds, idle: idle) {
      unsafe PQsendQueryParams(
        handle, sql, Int32(values.count), nil, values.baseAddress, nil, nil, 0)
    }
    try receive(every: milliseconds, idle: idle, row: row)
  }

  /// The same with a prepared statement.
  package func query(
    prepared name: String, _ values: UnsafeBufferPointer<UnsafePointer<CChar>?>,
    every milliseconds: Int32, idle: () throws -> Void, row: (ArrivedRow) throws -> Void
  ) throws {
    try send(every: milliseconds, idle: idle) {
      unsafe PQsendQueryPrepared(
        handle, name, Int32(values.count), values.baseAddress, nil, nil, 0)
    }
    try receive(every: milliseconds, idle: idle, row: row)
  }

  /// Sends a statement whose values may be large: a server that takes its time to read them must
  /// not make this thread fall silent.
  private func send(
    every milliseconds: Int32, idle: () throws -> Void, _ statement: () -> Int32
  ) throws {
    guard unsafe PQsetnonblocking(handle, 1) == 0 else { throw lastFailure() }
    guard statement() == 1, unsafe PQsetSingleRowMode(handle) == 1 else { throw lastFailure() }
    while true {
      let pending = unsafe PQflush(handle)
      if pending == 0 { break }
      if pending < 0 { throw lastFailure() }
      var entry = pollfd(fd: socket, events: Int16(POLLIN | POLLOUT), revents: 0)
      if unsafe poll(&entry, 1, milliseconds) > 0, entry.revents & Int16(POLLIN) != 0 {
        guard unsafe PQconsumeInput(handle) == 1 else { throw lastFailure() }
      }
      try idle()
    }
    guard unsafe PQsetnonblocking(handle, 0) == 0 else { throw lastFailure() }
  }

  private func receive(
    every milliseconds: Int32, idle: () throws -> Void, row: (ArrivedRow) throws -> Void
  ) throws {
    var failure: PostgresError?
    while let result = try unsafe nextResult(every: milliseconds, idle: idle) {
      defer { unsafe PQclear(result) }
      switch unsafe PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE:
        for place in 0..<(unsafe PQntuples(result)) { try row(unsafe ArrivedRow(result, place)) }
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
        break
      default:
        failure = unsafe failure ?? PostgresError(result: result, connection: handle)
      }
    }
    if let failure { throw failure }
    if !isAlive { throw lastFailure() }
  }

  /// The next result of what was sent; nil after the last.
  private func nextResult(
    every milliseconds: Int32, idle: () throws -> Void
  ) throws -> OpaquePointer? {
    while unsafe PQisBusy(handle) == 1 {
      var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&entry, 1, milliseconds) > 0 {
        guard unsafe PQconsumeInput(handle) == 1 else { throw lastFailure() }
      }
      try idle()
    }
    return unsafe PQgetResult(handle)
  }
}
