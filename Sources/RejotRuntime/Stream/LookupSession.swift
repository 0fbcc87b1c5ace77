import RejotPostgres

/// A plain session at a publisher that looks rows up by key, in transactions of one table each.
/// While it waits, something else goes on.
final class LookupSession {
  /// What goes on is called at least so often, in milliseconds.
  private static let pulse: Int32 = 100

  private let connection: Connection
  private let parameters = ParameterBuffer()
  private var statements: [Int: LookupStatement] = [:]

  init(_ connection: consuming Connection) {
    self.connection = connection
  }

  /// Who it reads as.
  var role: String { connection.parameterStatus("session_authorization") ?? "its role" }

  /// Opens a transaction that can read the table of a public schema.
  func begin(
    _ missing: MissingValues, meanwhile: () throws -> Void
  ) throws -> ServerSnapshot {
    let sql = try statement(missing, meanwhile).begin
    var text: String?
    try connection.execute(sql, every: Self.pulse, idle: meanwhile) { text = $0.text(0) }
    guard let snapshot = text.flatMap({ ServerSnapshot($0) }) else {
      throw StreamFault("a snapshot of unknown form")
    }
    return snapshot
  }

  func rollBack(meanwhile: () throws -> Void) throws {
    try connection.execute("ROLLBACK", every: Self.pulse, idle: meanwhile)
  }

  /// Reads the rows of the missing values' keys.
  func select(
    _ missing: MissingValues, from batch: TransactionBatch, meanwhile: () throws -> Void,
    row: (ArrivedRow) throws -> Void
  ) throws {
    parameters.removeAll()
    missing.addKeys(to: parameters, from: batch)
    try connection.query(
      try statement(missing, meanwhile).select(missing.columns), parameters.finish(),
      every: Self.pulse, idle: meanwhile, row: row)
  }

  private func statement(
    _ missing: MissingValues, _ meanwhile: () throws -> Void
  ) throws -> LookupStatement {
    if let known = statements[missing.schema] { return known }
    var kind: String?
    let table = missing.descriptor.quotedTable
    let literal = table.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    try connection.execute(
      "SELECT relkind FROM pg_catalog.pg_class WHERE oid = '\(literal)'::pg_catalog.regclass",
      every: Self.pulse, idle: meanwhile
    ) { kind = $0.text(0) }
    let made = LookupStatement(missing.descriptor, isPartitioned: kind == "p")
    statements[missing.schema] = made
    return made
  }
}
