import CLibPQ

/// A finished statement's outcome, copied out of libpq.
package struct QueryResult: Sendable {
  /// What the server says about an output column.
  package struct Column: Sendable, Equatable {
    package let name: String
    /// `pg_type.oid` of its type, and the modifier (-1: none).
    package let type: UInt32
    package let modifier: Int32
  }

  package let columns: [Column]
  /// Text values; nil is NULL.
  package let rows: [[String?]]
  /// Rows an INSERT, UPDATE, DELETE or SELECT touched; 0 for other commands.
  package let affectedRows: Int

  /// The only value of the only row, where a query is known to give one.
  package var scalar: String? { rows.first?.first ?? nil }
}

extension QueryResult {
  init(copying result: OpaquePointer?) {
    columns = (0..<(unsafe PQnfields(result))).map { place in
      Column(
        // The columns of a COPY have no names.
        name: unsafe PQfname(result, place).map { unsafe String(cString: $0) } ?? "",
        type: unsafe PQftype(result, place),
        modifier: unsafe PQfmod(result, place))
    }
    let width = Int32(columns.count)
    rows = (0..<(unsafe PQntuples(result))).map { row in
      (0..<width).map { place in
        unsafe PQgetisnull(result, row, place) == 1
          ? nil : unsafe String(cString: PQgetvalue(result, row, place))
      }
    }
    affectedRows = unsafe Int(String(cString: PQcmdTuples(result))) ?? 0
  }
}

/// What the server says a prepared statement takes and gives.
package struct StatementDescription: Sendable {
  /// `pg_type.oid` of each parameter, in order.
  package let parameters: [UInt32]
  package let columns: [QueryResult.Column]
}
