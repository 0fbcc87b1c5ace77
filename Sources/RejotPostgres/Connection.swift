import CLibPQ

/// One connection to a PostgreSQL server, owned and closed by its value.
///
/// Calls block; they belong on a thread or queue of their own, never on the cooperative pool. One
/// thread uses a connection at a time.
@safe
package struct Connection: ~Copyable {
  /// libpq's handle. Stays inside this module.
  let handle: OpaquePointer

  /// Connects.
  ///
  /// - Parameters:
  ///   - url: a libpq URI or keyword string; unset parts come from libpq's defaults. One that
  ///     cannot be read fails with words that do not quote it.
  ///   - parameters: libpq parameters that win over the URL's, such as `application_name`.
  package init(_ url: String, parameters: [(String, String)] = []) throws(PostgresError) {
    if let problem = ConnectionText.problem(of: url) {
      throw PostgresError(sqlState: "28000", message: problem, connectionLost: true)
    }
    var all: [(String, String)] = [("dbname", url)]
    all += [
      ("client_encoding", "UTF8"), ("fallback_application_name", "rejotc"),
      ("connect_timeout", "10"),
    ]
    // With expand_dbname the URL's own settings win over what stands before it, and what stands
    // after it wins over the URL.
    all = Array(all[1...]) + [all[0]] + parameters
    let keywords = CStringArray(all.map(\.0))
    let values = CStringArray(all.map(\.1))
    guard let opened = unsafe PQconnectdbParams(keywords.pointer, values.pointer, 1) else {
      throw PostgresError(message: "out of memory")
    }
    guard unsafe PQstatus(opened) == CONNECTION_OK else {
      let message = unsafe PostgresError.connectionMessage(opened)
      unsafe PQfinish(opened)
      throw PostgresError(
        sqlState: ConnectFailure.sqlState(of: message), message: message, connectionLost: true)
    }
    unsafe handle = opened
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  deinit {
    unsafe PQfinish(handle)
  }

  /// The server's version, such as 150018 for 15.18.
  package var serverVersion: Int { Int(unsafe PQserverVersion(handle)) }

  /// The number of the process at the other end, as it was told at connecting.
  package var backendPID: Int32 { unsafe PQbackendPID(handle) }

  /// The socket, for waiting with `poll`.
  package var socket: Int32 { unsafe PQsocket(handle) }

  /// Whether libpq still believes in the connection.
  package var isAlive: Bool { unsafe PQstatus(handle) == CONNECTION_OK }

  /// A server setting reported at connect or changed since, such as `TimeZone`.
  package func parameterStatus(_ name: String) -> String? {
    guard let text = unsafe PQparameterStatus(handle, name) else { return nil }
    return unsafe String(cString: text)
  }

  /// Runs a text that may hold several statements, in the simple protocol; gives the last result.
  @discardableResult
  package func execute(_ sql: String) throws(PostgresError) -> QueryResult {
    try unsafe finish(PQexec(handle, sql))
  }

  /// Runs exactly one statement in the extended protocol: a second one is the server's error.
  @discardableResult
  package func query(
    _ sql: String, _ values: [String?] = [], types: [UInt32] = []
  ) throws(PostgresError) -> QueryResult {
    let texts = CStringArray(values)
    return try unsafe finish(
      PQexecParams(
        handle, sql, Int32(values.count), types.isEmpty ? nil : types, texts.pointer, nil, nil, 0))
  }

  /// Parses a statement under a name; an empty one is the unnamed statement. Types left out or 0
  /// are inferred by the server.
  package func prepare(
    _ name: String, _ sql: String, types: [UInt32] = []
  ) throws(PostgresError) {
    _ = try unsafe finish(
      PQprepare(handle, name, sql, Int32(types.count), types.isEmpty ? nil : types))
  }

  /// What a prepared statement takes and gives.
  package func describe(_ name: String) throws(PostgresError) -> StatementDescription {
    let result = unsafe PQdescribePrepared(handle, name)
    defer { unsafe PQclear(result) }
    guard unsafe PQresultStatus(result) == PGRES_COMMAND_OK else {
      throw unsafe PostgresError(result: result, connection: handle)
    }
    return StatementDescription(
      parameters: (0..<(unsafe PQnparams(result))).map { unsafe PQparamtype(result, $0) },
      columns: unsafe QueryResult(copying: result).columns)
  }

  /// Copies a result out, frees it, and throws when it is a failure.
  func finish(_ result: OpaquePointer?) throws(PostgresError) -> QueryResult {
    defer { unsafe PQclear(result) }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY,
      PGRES_COPY_OUT, PGRES_COPY_IN, PGRES_COPY_BOTH, PGRES_PIPELINE_SYNC:
      return unsafe QueryResult(copying: result)
    default:
      throw unsafe PostgresError(result: result, connection: handle)
    }
  }
}

/// SQLSTATEs of failures to connect: libpq gives words only.
private enum ConnectFailure {
  static func sqlState(of message: String) -> String? {
    let states = [
      (["too many connections"], "53300"), (["too many clients"], "53300"),
      (["password authentication failed"], "28P01"), (["no password supplied"], "28P01"),
      (["no pg_hba.conf entry"], "28000"), (["is not permitted to log in"], "28000"),
      (["role \"", "\" does not exist"], "28000"), (["permission denied for database"], "28000"),
      (["database \"", "\" does not exist"], "3D000"),
      (["is not currently accepting connections"], "57P03"), (["the database system is"], "57P03"),
    ]
    return states.first { $0.0.allSatisfy { message.contains($0) } }?.1
  }
}
