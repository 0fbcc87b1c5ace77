import RejotPostgres

/// What the server alone takes to analyse statements the way rejotc has it done: a function with
/// the statement as its body, and its analysed tree and canonical text read back. No compiler of
/// contracts that asks the server can be faster.
enum ProbeFloor {
  private static let wave = 100

  /// Seconds for all the statements, over one connection a store, in pipeline mode.
  ///
  /// - Throws: when the server refuses one: the floor of something else would be no floor.
  static func seconds(
    for statements: [ScaleProject.Statement], urls: [ScaleProject.Store: String]
  ) throws -> Double {
    let clock = ContinuousClock()
    var total = 0.0
    for (store, url) in urls {
      let probes = statements.filter { $0.store == store }
      let connection = try Connection(url)
      try connection.execute("SET search_path = public, pg_catalog")
      let start = clock.now
      for first in stride(from: 0, to: probes.count, by: wave) {
        try run(probes[first..<min(first + wave, probes.count)], connection)
      }
      total += (clock.now - start) / .seconds(1)
    }
    return total
  }

  private static func run(
    _ probes: ArraySlice<ScaleProject.Statement>, _ connection: borrowing Connection
  ) throws {
    try connection.execute("BEGIN")
    try connection.enterPipeline()
    for (place, probe) in probes.enumerated() {
      try connection.sendQuery(
        "CREATE FUNCTION pg_temp.floor_\(place)(\(probe.parameterTypes.joined(separator: ", ")))"
          + " RETURNS void LANGUAGE sql BEGIN ATOMIC\n\(probe.sql)\n; END")
    }
    try connection.sendQuery(
      """
      SELECT p.prosqlbody, pg_catalog.pg_get_function_sqlbody(p.oid) FROM pg_catalog.pg_proc p
      WHERE p.pronamespace = pg_catalog.pg_my_temp_schema()
      """)
    try connection.sendSync()
    let reading = try connection.readToSync()
    if let failure = reading.failure { throw failure }
    guard reading.answers.last?.result.rows.count == probes.count else {
      throw BenchFailure("the server did not analyse all statements")
    }
    try connection.exitPipeline()
    try connection.execute("ROLLBACK")
  }
}
