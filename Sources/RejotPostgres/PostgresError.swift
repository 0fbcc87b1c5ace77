import CLibPQ

/// What a server or libpq said when something failed. Holds no row data beyond what the server
/// puts into its primary message.
package struct PostgresError: Error, Sendable, Equatable {
  /// Five characters of SQLSTATE; nil when the failure never reached a server or came from libpq.
  package let sqlState: String?
  /// The primary message, without severity and line break.
  package let message: String
  package let detail: String?
  package let hint: String?
  /// Where in the statement: characters from 1, as the server counts.
  package let position: Int?
  /// The same inside an internally generated statement.
  package let internalPosition: Int?
  package let context: String?
  package let constraint: String?
  package let column: String?
  /// The connection is gone; a new one may succeed.
  package let connectionLost: Bool

  package init(
    sqlState: String? = nil, message: String, detail: String? = nil, hint: String? = nil,
    position: Int? = nil, internalPosition: Int? = nil, context: String? = nil,
    constraint: String? = nil, column: String? = nil, connectionLost: Bool = false
  ) {
    self.sqlState = sqlState
    self.message = message
    self.detail = detail
    self.hint = hint
    self.position = position
    self.internalPosition = internalPosition
    self.context = context
    self.constraint = constraint
    self.column = column
    self.connectionLost = connectionLost
  }
}

extension PostgresError: CustomStringConvertible {
  package var description: String {
    guard let sqlState else { return message }
    return "\(message) (SQLSTATE \(sqlState))"
  }
}

extension PostgresError {
  /// Reads the fields of a failed result.
  init(result: OpaquePointer?, connection: OpaquePointer?) {
    func field(_ code: Int32) -> String? {
      guard let text = unsafe PQresultErrorField(result, code) else { return nil }
      return unsafe String(cString: text)
    }
    let lost = unsafe PQstatus(connection) == CONNECTION_BAD
    // The codes are the characters that libpq's PG_DIAG_ macros stand for; C macros of character
    // constants do not reach Swift.
    func code(_ character: Unicode.Scalar) -> Int32 { Int32(character.value) }
    let words = unsafe Self.connectionMessage(connection)
    self.init(
      sqlState: field(code("C")),
      message: field(code("M")) ?? words,
      detail: field(code("D")), hint: field(code("H")),
      position: field(code("P")).flatMap { Int($0) },
      internalPosition: field(code("p")).flatMap { Int($0) },
      context: field(code("W")), constraint: field(code("n")), column: field(code("c")),
      connectionLost: lost)
  }

  /// libpq's own words about the connection, on one line.
  static func connectionMessage(_ connection: OpaquePointer?) -> String {
    guard let text = unsafe PQerrorMessage(connection) else { return "out of memory" }
    return unsafe String(cString: text).split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: "; ")
  }
}
