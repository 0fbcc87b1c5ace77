import RejotPostgres

/// Has the server analyse several statements, with few round trips.
///
/// Runs in a transaction with the savepoint ``savepoint`` and the store's search path, and leaves
/// all three as they were. A statement's text, which may come from a stranger's pull request,
/// reaches the server only as one statement of the extended protocol: a second statement in it is
/// a syntax error of `Parse`, before anything ran. The bare text is parsed first and the function
/// with that text in its body is created only when that went well, so its body is one statement.
struct ProbeBatch {
  private var probes: [StatementProbe]
  /// How to write a type, whatever the search path.
  private let typeNames: [UInt32: String]

  static let savepoint = "rejot_probe"
  /// Statements sent before answers are read: each may wait for a lock as long as we wait at all.
  static let size = 20

  init(_ probes: [StatementProbe], typeNames: [UInt32: String]) {
    self.probes = probes
    self.typeNames = typeNames
  }

  /// Runs all probes.
  ///
  /// - Returns: one outcome a probe, in order.
  /// - Throws: what is not a statement's fault. The connection is out of pipeline mode then,
  ///   unless it is lost.
  mutating func run(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> [AnalysisOutcome] {
    try connection.enterPipeline()
    do {
      try inferTypes(connection)
      try analyse(connection)
      try verify(connection)
    } catch {
      if !error.connectionLost { try connection.exitPipeline() }
      throw error
    }
    try connection.exitPipeline()
    return probes.map(\.outcome)
  }

  private mutating func inferTypes(_ connection: borrowing Connection) throws(PostgresError) {
    while true {
      let places = probes.indices.filter { !probes[$0].isTyped && probes[$0].rejection == nil }
      if places.isEmpty { return }
      for place in places {
        if probes[place].isCanonical { try connection.sendQuery(Self.emptyPath) }
        try connection.sendPrepare("", probes[place].sql, types: probes[place].types)
        try connection.sendDescribe("")
        try endProbe(connection)
      }
      for (place, reading) in zip(places, try readAll(places.count, connection)) {
        probes[place].takeInference(reading)
      }
    }
  }

  private mutating func analyse(_ connection: borrowing Connection) throws(PostgresError) {
    let places = probes.indices.filter { probes[$0].rejection == nil }
    for place in places {
      if probes[place].isCanonical { try connection.sendQuery(Self.emptyPath) }
      try connection.sendPrepare("", probes[place].sql, types: probes[place].types)
      try connection.sendQuery(probes[place].creation(typeNames: typeNames))
      try connection.sendQuery(Self.emptyPath)
      try connection.sendPrepared(Self.readingName, [])
      try endProbe(connection)
    }
    for (place, reading) in zip(places, try readAll(places.count, connection)) {
      probes[place].takeAnalysis(reading, typeNames: typeNames)
    }
  }

  private static let emptyPath = "SET LOCAL search_path = ''"

  /// The statement that reads a function of ours; prepared once because planning it anew takes
  /// longer than running it.
  private static let readingName = "rejot_reading"

  /// Prepares a session for probes; once.
  static func prepare(_ connection: borrowing Connection) throws(PostgresError) {
    try connection.prepare(
      readingName,
      """
      SELECT CASE WHEN pg_catalog.octet_length(p.prosqlbody::pg_catalog.text)
          <= \(StatementProbe.treeLimit) THEN p.prosqlbody END,
        pg_catalog.pg_get_function_sqlbody(p.oid)
      FROM pg_catalog.pg_proc p
      WHERE p.pronamespace = pg_catalog.pg_my_temp_schema()
        AND p.proname = '\(StatementProbe.function)'
      """)
  }

  private mutating func verify(_ connection: borrowing Connection) throws(PostgresError) {
    let places = probes.indices.filter { probes[$0].rejection == nil }
    for place in places {
      guard let analysed = probes[place].analysed else { continue }
      try connection.sendQuery(Self.emptyPath)
      try connection.sendPrepare("", analysed.canonical, types: analysed.parameterTypes)
      try endProbe(connection)
    }
    for (place, reading) in zip(places, try readAll(places.count, connection)) {
      probes[place].takeVerification(reading)
    }
  }

  /// Undoes what a probe did, whether it went well or not.
  private func endProbe(_ connection: borrowing Connection) throws(PostgresError) {
    try connection.sendSync()
    try connection.sendQuery("ROLLBACK TO SAVEPOINT \(Self.savepoint)")
    try connection.sendSync()
  }

  /// Reads every probe's answers before it throws what is not a statement's fault.
  private func readAll(
    _ count: Int, _ connection: borrowing Connection
  ) throws(PostgresError) -> [PipelineReading] {
    var readings: [PipelineReading] = []
    var obstacle: PostgresError?
    for _ in 0..<count {
      let reading = try connection.readToSync()
      if let failure = reading.failure, failure.isEnvironmental, !failure.isTimeout {
        obstacle = obstacle ?? failure
      }
      if let failure = try connection.readToSync().failure { obstacle = obstacle ?? failure }
      readings.append(reading)
    }
    if let obstacle { throw obstacle }
    return readings
  }
}
