import RejotPostgres

/// What a database or role may have set otherwise and what changes how a statement is read or
/// printed, also through the constants in it; and how long we wait as a guest.
struct SessionSettings {
  /// A pooler stands between: the session at the server is lent for a transaction and is another
  /// program's next, so that nothing may be set for longer, and no statement be prepared by name.
  let isShared: Bool

  private static let values = [
    "search_path = ''", "TimeZone = 'UTC'", "DateStyle = 'ISO, MDY'", "IntervalStyle = 'postgres'",
    "extra_float_digits = 1", "bytea_output = 'hex'", "lc_monetary = 'C'",
    "standard_conforming_strings = on", "transform_null_equals = off", "array_nulls = on",
    "xmloption = content", "quote_all_identifiers = off", "check_function_bodies = on",
    "jit = off", "client_min_messages = error", "lock_timeout = '1s'",
    "statement_timeout = '\(LiveAnalyst.statementLimit)s'", "application_name = 'rejotc'",
  ]

  /// Asks whether the process that answers is the one that the connection was made to: a pooler
  /// makes up a number of its own.
  init(of connection: borrowing Connection) throws(PostgresError) {
    let process = try connection.query("SELECT pg_catalog.pg_backend_pid()").scalar
    isShared = process.flatMap { Int32($0) } != connection.backendPID
  }

  /// Pins a session of ours for good.
  func begin(_ connection: borrowing Connection) throws(PostgresError) {
    guard !isShared else { return }
    try connection.execute(Self.values.map { "SET \($0)" }.joined(separator: "; "))
    try connection.query(Self.fastCompression)
    try ProbeExchange.prepare(connection)
  }

  /// Analysed trees are stored, compressed, before they are read: by the faster method where the
  /// server was built with it.
  private static let fastCompression = """
    SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings
    WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
    """

  /// Opens a transaction in which everything is pinned.
  ///
  /// - Parameter mode: READ ONLY or READ WRITE, whatever the database's default.
  func open(_ mode: String, _ connection: borrowing Connection) throws(PostgresError) {
    try connection.execute("BEGIN ISOLATION LEVEL \(mode)")
    guard isShared else { return }
    do {
      try connection.execute(Self.values.map { "SET LOCAL \($0)" }.joined(separator: "; "))
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
  }
}
