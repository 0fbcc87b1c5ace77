import RejotPostgres

/// A plain session at a publisher, for what is asked about batches. While it waits, something else
/// goes on.
final class PublisherSession {
  /// What goes on is called at least so often, in milliseconds.
  private static let pulse: Int32 = 100

  private let connection: Connection
  private let parameters = ParameterBuffer()
  private var prepared: Set<String> = []
  private var partitioned: [String: Bool] = [:]

  init(_ connection: consuming Connection) throws {
    self.connection = connection
    // What is prepared here reads no table: without statistics every plan is as good.
    try self.connection.execute("SET plan_cache_mode = force_generic_plan")
  }

  /// Who it reads as.
  var role: String { connection.parameterStatus("session_authorization") ?? "its role" }

  /// Runs a text of ours, which may be several statements.
  func execute(
    _ sql: String, meanwhile: () throws -> Void, row: (ArrivedRow) throws -> Void = { _ in }
  ) throws {
    try connection.execute(sql, every: Self.pulse, idle: meanwhile, row: row)
  }

  /// Runs one statement, planned for the values it is given.
  func query(
    _ sql: String, meanwhile: () throws -> Void, values: (ParameterBuffer) -> Void,
    row: (ArrivedRow) throws -> Void
  ) throws {
    parameters.removeAll()
    values(parameters)
    try connection.query(
      sql, parameters.finish(), every: Self.pulse, idle: meanwhile, row: row)
  }

  /// Runs a statement that is prepared under a name when it is first run.
  func query(
    _ sql: String, preparedAs name: String, meanwhile: () throws -> Void,
    values: (ParameterBuffer) -> Void, row: (ArrivedRow) throws -> Void
  ) throws {
    if !prepared.contains(name) {
      parameters.removeAll()
      // As one statement: whatever the text holds, it is one or an error.
      try connection.query(
        "PREPARE \(name) AS \(sql)", parameters.finish(), every: Self.pulse, idle: meanwhile,
        row: { _ in })
      prepared.insert(name)
    }
    parameters.removeAll()
    values(parameters)
    try connection.query(
      prepared: name, parameters.finish(), every: Self.pulse, idle: meanwhile, row: row)
  }

  /// Whether a table, as SQL names it, has its rows in partitions.
  func isPartitioned(_ table: String, meanwhile: () throws -> Void) throws -> Bool {
    if let known = partitioned[table] { return known }
    var kind: String?
    try execute(
      "SELECT relkind FROM pg_catalog.pg_class"
        + " WHERE oid = '\(SQLQuoting.insideLiteral(table))'::pg_catalog.regclass",
      meanwhile: meanwhile
    ) { kind = $0.text(0) }
    partitioned[table] = kind == "p"
    return kind == "p"
  }
}
