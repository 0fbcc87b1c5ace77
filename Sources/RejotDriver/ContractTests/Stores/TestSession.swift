import RejotPostgres

/// A session at a test database.
final class TestSession {
  private let connection: Connection
  /// Names of statements that are prepared here.
  private var prepared: Set<String> = []

  /// What the runtime's sessions pin, so that values have the same text forms here.
  private static let pinned = """
    SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';
    SET extra_float_digits = 1; SET bytea_output = 'hex'; SET client_encoding = 'UTF8';
    SET standard_conforming_strings = on; SET lc_monetary = 'C'; SET xmloption = content;
    SET array_nulls = on; SET row_security = off; SET jit = off; SET search_path = ''
    """

  /// - Parameter searchPath: where unqualified names are looked for.
  init(_ url: String, searchPath: [String] = []) throws(PostgresError) {
    connection = try Connection(url, parameters: [("application_name", "rejotc test")])
    try begin(searchPath: searchPath)
  }

  /// Forgets whatever statements have set, and begins anew.
  func restart(searchPath: [String]) throws(PostgresError) {
    try connection.execute("DISCARD ALL")
    prepared = []
    try begin(searchPath: searchPath)
  }

  private func begin(searchPath: [String]) throws(PostgresError) {
    try connection.execute(Self.pinned)
    if !searchPath.isEmpty { try connection.setSearchPath(searchPath) }
  }

  @discardableResult
  func query(
    _ sql: String, _ values: [String?] = [], types: [UInt32] = []
  ) throws(PostgresError) -> QueryResult {
    try connection.query(sql, values, types: types)
  }

  @discardableResult
  func execute(_ sql: String) throws(PostgresError) -> QueryResult { try connection.execute(sql) }

  /// Runs one statement and throws its rows away as they come.
  func run(_ sql: String) throws(PostgresError) { _ = try connection.run(sql, until: nil) }

  /// For what borrows a connection.
  func withConnection<Answer>(
    _ body: (borrowing Connection) throws(PostgresError) -> Answer
  ) throws(PostgresError) -> Answer {
    try body(connection)
  }

  /// A statement that is sent with others.
  struct Step {
    /// The name of a prepared statement, or SQL.
    let text: String
    var values: [String?] = []
    var isPrepared = false
  }

  /// Prepares a statement once, with types as SQL spells them.
  func prepare(
    _ name: String, _ sql: String, types: [String]
  ) throws(PostgresError) {
    guard prepared.insert(name).inserted else { return }
    let list = types.isEmpty ? "" : "(\(types.joined(separator: ", ")))"
    do {
      try connection.execute("PREPARE \(SQLQuoting.identifier(name)) \(list) AS \(sql)")
    } catch {
      prepared.remove(name)
      throw error
    }
  }

  /// Sends statements together; gives the place of the one that failed, and why.
  func pipeline(_ steps: [Step]) throws(PostgresError) -> (place: Int, error: PostgresError)? {
    try connection.enterPipeline()
    let outcome: PipelineOutcome
    do throws(PostgresError) {
      for step in steps {
        if step.isPrepared {
          try connection.sendPrepared(step.text, step.values)
        } else {
          try connection.sendQuery(step.text, step.values)
        }
      }
      try connection.sendSync()
      outcome = try connection.finishPipeline()
    } catch {
      _ = try? connection.exitPipeline()
      throw error
    }
    try connection.exitPipeline()
    switch outcome {
    case .done: return nil
    case .failed(let place, let error): return (place, error)
    }
  }
}
