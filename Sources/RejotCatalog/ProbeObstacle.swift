import RejotPostgres

/// Why a database's server cannot analyse statements itself, although its catalog can be read.
package enum ProbeObstacle: Sendable, Equatable {
  /// Nobody writes there, not even for a moment.
  case standby
  /// The role may not create temporary objects.
  case noTemporaryObjects(database: String, role: String)
  /// Event triggers would run at each probe, with whatever they do.
  case eventTriggers([String])
  /// `--no-ddl`.
  case unwanted

  /// The reason as a clause.
  package var reason: String {
    switch self {
    case .standby: "the server is a standby"
    case .noTemporaryObjects(_, let role): "role \(role) may not create temporary objects"
    case .eventTriggers(let names):
      "event trigger\(names.count == 1 ? "" : "s") \(names.joined(separator: ", ")) would fire"
    case .unwanted: "--no-ddl"
    }
  }

  /// What would let the server itself do it.
  package var remedy: String {
    switch self {
    case .standby: "name the primary server in the url"
    case .noTemporaryObjects(let database, let role):
      "run GRANT TEMPORARY ON DATABASE \(database) TO \(role)"
    case .eventTriggers:
      "leave CREATE FUNCTION out of the event triggers' TAG, or name a database without them"
    case .unwanted: "leave --no-ddl out: what it would create is rolled back at once"
    }
  }

  var error: PostgresError {
    PostgresError(
      sqlState: self == .standby ? "25006" : "42501",
      message: "statements cannot be analysed here: \(reason)", hint: remedy)
  }

  /// Asks a session what stands in its way.
  static func find(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> ProbeObstacle? {
    let result = try connection.query(
      """
      SELECT pg_catalog.pg_is_in_recovery(),
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMP'),
        pg_catalog.quote_ident(pg_catalog.current_database()),
        pg_catalog.quote_ident(current_user::pg_catalog.text)
      """)
    var row = CatalogRow(result.rows.first ?? [])
    if row.flag() { return .standby }
    if !row.flag() { return .noTemporaryObjects(database: row.text(), role: row.text()) }
    // Triggers for replicas only do not fire in an ordinary session.
    let triggers = try connection.query(
      """
      SELECT pg_catalog.quote_ident(e.evtname) FROM pg_catalog.pg_event_trigger e
      WHERE e.evtevent IN ('ddl_command_start', 'ddl_command_end') AND e.evtenabled IN ('O', 'A')
        AND (e.evttags IS NULL OR 'CREATE FUNCTION' = ANY (e.evttags))
      ORDER BY e.evtname
      """)
    let names = triggers.rows.compactMap { $0.first ?? nil }
    return names.isEmpty ? nil : .eventTriggers(names)
  }
}
