package import RejotPostgres

/// What only the planner of a server knows.
extension LiveAnalyst {
  package func refusals(
    _ statements: [String]
  ) throws(PostgresError) -> [PostgresError?] {
    guard !statements.isEmpty else { return [] }
    try connection.execute("BEGIN READ ONLY; SAVEPOINT rejot_trial")
    var refusals: [PostgresError?] = []
    for statement in statements {
      do {
        try connection.query("EXPLAIN (COSTS OFF) \(statement)")
        refusals.append(nil)
      } catch {
        guard !error.isEnvironmental else {
          _ = try? connection.execute("ROLLBACK")
          throw error
        }
        refusals.append(error)
      }
      try connection.execute("ROLLBACK TO SAVEPOINT rejot_trial")
    }
    try connection.execute("ROLLBACK")
    return refusals
  }

  package func functionNames() throws(PostgresError) -> [String] {
    let result = try connection.query(
      """
      SELECT DISTINCT p.proname COLLATE "C" AS name FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname <> 'information_schema' ORDER BY name
      """)
    return result.rows.compactMap { $0.first ?? nil }
  }
}
