import RejotPostgres

/// What several probes ask in one phase, sent together and undone together.
///
/// A failure stops everything sent behind it, which is then sent again; since most statements are
/// right, most are asked once and in few packets. After a failure the next is asked alone, and
/// with each success twice as many, so that a hundred wrong ones cost a hundred round trips and not
/// thousands of statements.
struct ProbeExchange {
  /// One message, whose answer is one of a ``PipelineReading``.
  struct Message {
    enum Kind {
      case prepare(sql: String, types: [UInt32])
      /// Of what was prepared last.
      case describe
      case execute(String)
      /// The analysed form of the function of that name, as text too where that is wanted.
      case read(function: String, withText: Bool)
    }

    let kind: Kind
    /// Names are looked up in no schema rather than under the store's path.
    let underEmptyPath: Bool

    init(_ kind: Kind, underEmptyPath: Bool) {
      self.kind = kind
      self.underEmptyPath = underEmptyPath
    }
  }

  /// By probe.
  let messages: [[Message]]
  /// The store's, as SQL.
  let searchPath: String
  /// Whether the session was prepared by ``prepare(_:)``.
  let isPrepared: Bool

  /// One reading a probe, in order.
  ///
  /// - Throws: what is not a statement's fault.
  func run(_ connection: borrowing Connection) throws(PostgresError) -> [PipelineReading] {
    var readings: [PipelineReading] = []
    readings.reserveCapacity(messages.count)
    var width = messages.count
    while readings.count < messages.count {
      let end = min(readings.count + width, messages.count)
      let (some, isWhole) = try ask(readings.count..<end, connection)
      readings += some
      width = isWhole ? 2 * width : 1
    }
    return readings
  }

  /// The answers up to the first failure, and whether there was none.
  private func ask(
    _ probes: Range<Int>, _ connection: borrowing Connection
  ) throws(PostgresError) -> ([PipelineReading], isWhole: Bool) {
    // For each answer to come: whose it is; nil for a change of path.
    var owners: [Int?] = []
    var isPathEmpty = false
    for probe in probes {
      for message in messages[probe] {
        if message.underEmptyPath != isPathEmpty {
          try connection.sendQuery(
            "SELECT pg_catalog.set_config('search_path', $1, true)",
            [message.underEmptyPath ? "" : searchPath])
          isPathEmpty = message.underEmptyPath
          owners.append(nil)
        }
        try send(message, connection)
        owners.append(probe)
      }
    }
    try connection.sendSync()
    try connection.sendQuery("ROLLBACK TO SAVEPOINT \(ProbeBatch.savepoint)")
    try connection.sendSync()
    let reading = try connection.readToSync()
    let undoing = try connection.readToSync()
    if let failure = reading.failure, failure.isEnvironmental, !failure.isTimeout { throw failure }
    if let failure = undoing.failure { throw failure }
    return (divided(reading, owners, probes), isWhole: reading.failure == nil)
  }

  /// Each probe's own answers, up to the probe that failed.
  private func divided(
    _ reading: PipelineReading, _ owners: [Int?], _ probes: Range<Int>
  ) -> [PipelineReading] {
    var answers: [[PipelineReading.Answer]] = probes.map { _ in [] }
    for (owner, answer) in zip(owners, reading.answers) {
      if let owner { answers[owner - probes.lowerBound].append(answer) }
    }
    guard let failure = reading.failure else {
      return answers.map { PipelineReading(answers: $0, failure: nil) }
    }
    let failed = owners[reading.answers.count...].lazy.compactMap(\.self).first ?? probes.lowerBound
    let place = failed - probes.lowerBound
    return answers[..<place].map { PipelineReading(answers: $0, failure: nil) }
      + [PipelineReading(answers: answers[place], failure: failure)]
  }

  private func send(
    _ message: Message, _ connection: borrowing Connection
  ) throws(PostgresError) {
    switch message.kind {
    case .prepare(let sql, let types): try connection.sendPrepare("", sql, types: types)
    case .describe: try connection.sendDescribe("")
    case .execute(let sql): try connection.sendQuery(sql)
    case .read(let function, let withText):
      let values = [function, withText ? "true" : "false"]
      if isPrepared {
        try connection.sendPrepared(Self.readingName, values)
      } else {
        try connection.sendQuery(Self.reading, values)
      }
    }
  }

  /// The statement that reads a function of ours; prepared once because planning it anew takes
  /// longer than running it.
  private static let readingName = "rejot_reading"

  /// Prepares a session; once.
  static func prepare(_ connection: borrowing Connection) throws(PostgresError) {
    try connection.prepare(readingName, reading)
  }

  private static let reading = """
    SELECT CASE WHEN pg_catalog.octet_length(p.prosqlbody::pg_catalog.text)
        <= \(StatementProbe.treeLimit) THEN p.prosqlbody END,
      CASE WHEN $2::pg_catalog.bool THEN pg_catalog.pg_get_function_sqlbody(p.oid) END
    FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = pg_catalog.pg_my_temp_schema() AND p.proname = $1::pg_catalog.name
    """
}
