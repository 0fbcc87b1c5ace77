import RejotPostgres

/// Has the server analyse several statements, with few round trips.
///
/// Runs in a transaction with the savepoint ``savepoint`` and the store's search path, and leaves
/// all three as they were. A statement's text, which may come from a stranger's pull request,
/// reaches the server only as one statement of the extended protocol: a second statement in it is
/// a syntax error of `Parse`, before anything ran. The bare text is parsed first and the function
/// with that text in its body is created only when that went well, so its body is one statement.
///
/// What one probe leaves for the next to see is a function of a name that nobody means; a statement
/// that calls it all the same is refused when its canonical text is read back without it.
struct ProbeBatch {
  private var probes: [StatementProbe]
  /// How to write a type, whatever the search path.
  private let typeNames: [UInt32: String]
  /// The store's, as SQL.
  private let searchPath: String
  private let isPrepared: Bool

  static let savepoint = "rejot_probe"
  /// Statements sent before answers are read: each may wait for a lock as long as we wait at all.
  static let size = 50

  /// - Parameters:
  ///   - searchPath: the store's, as SQL.
  ///   - isPrepared: whether the session was prepared for probes.
  init(
    _ probes: [StatementProbe], typeNames: [UInt32: String], searchPath: String, isPrepared: Bool
  ) {
    self.probes = probes
    self.typeNames = typeNames
    self.searchPath = searchPath
    self.isPrepared = isPrepared
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
      let exchange = exchange(places.map { probes[$0].inference })
      for (place, reading) in zip(places, try exchange.run(connection)) {
        probes[place].takeInference(reading)
      }
    }
  }

  private mutating func analyse(_ connection: borrowing Connection) throws(PostgresError) {
    let places = probes.indices.filter { probes[$0].rejection == nil }
    let exchange = exchange(
      places.map { probes[$0].analysis(number: $0, typeNames: typeNames) })
    for (place, reading) in zip(places, try exchange.run(connection)) {
      probes[place].takeAnalysis(reading, number: place, typeNames: typeNames)
    }
  }

  private func exchange(_ messages: [[ProbeExchange.Message]]) -> ProbeExchange {
    ProbeExchange(messages: messages, searchPath: searchPath, isPrepared: isPrepared)
  }

  private mutating func verify(_ connection: borrowing Connection) throws(PostgresError) {
    let places = probes.indices.filter { probes[$0].verification != nil }
    let exchange = exchange(places.compactMap { probes[$0].verification })
    for (place, reading) in zip(places, try exchange.run(connection)) {
      probes[place].takeVerification(reading)
    }
  }
}
