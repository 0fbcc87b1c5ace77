import RejotPostgres

/// A group's connection to its data store, in pipeline mode: queues statements, ends them with one
/// sync, and says which of them failed.
///
/// Used by one thread at a time: the group's.
final class TargetSession {
  /// What a queued statement was for, to name it when it fails.
  enum Purpose: Equatable {
    case position
    case control
    /// The place of a segment.
    case segment(Int)
    case event(Segment.Entry)
  }

  /// A statement that failed, or the commit (`control`).
  struct Failure: Error {
    let purpose: Purpose
    let error: PostgresError
  }

  let connection: Connection
  let group: Group
  private let parameters = ParameterBuffer()
  private var sent: [Purpose] = []
  /// Statements sent since the session began.
  private(set) var statementCount = 0

  private init(connection: consuming Connection, group: Group) {
    self.connection = connection
    self.group = group
  }

  /// Connects and creates the `rejot` tables where missing; prepares nothing yet.
  static func open(url: String, group: Group) throws -> TargetSession {
    let session = TargetSession(
      connection: try Connection(
        url,
        parameters: [
          ("application_name", group.applicationName), ("tcp_user_timeout", "30000"),
        ]), group: group)
    try session.connection.execute(SessionSettings.apply)
    try PositionStore.ensureTables(session.connection)
    return session
  }

  /// Prepares the group's statements and enters pipeline mode.
  func prepare() throws {
    try connection.execute(PositionStore.prepareMove)
    for (place, consumer) in group.consumers.enumerated() {
      try prepare(place, .upsert, consumer.upsert)
      if let delete = consumer.delete { try prepare(place, .delete, delete) }
    }
    try connection.enterPipeline()
  }

  private func prepare(
    _ place: Int, _ operation: Operation, _ statement: StatementDescriptor
  ) throws {
    // PREPARE in SQL, because it takes types by name.
    var commands = [
      "PREPARE \(Self.single(place, operation)) \(Self.types(statement.types)) AS \(statement.sql)"
    ]
    if let batch = statement.batch {
      commands.append(
        "PREPARE \(Self.many(place, operation)) \(Self.types(batch.types)) AS \(batch.sql)")
    }
    do {
      for command in commands { try connection.execute(command) }
    } catch {
      if error.isTransient { throw error }
      throw ApplyFailure.stop(
        StopReport(
          contract: label(place), key: nil, commit: nil, sqlState: error.sqlState,
          reason: "data store \(group.into) refuses its statement: \(error.publicMessage);"
            + " \(SchemaAdvice.text(for: error, store: group.into) ?? "run `rejotc check`")"))
    }
  }

  private static func types(_ names: [String]) -> String {
    names.isEmpty ? "" : "(\(names.joined(separator: ", ")))"
  }

  private static func single(_ consumer: Int, _ operation: Operation) -> String {
    "rejot_\(consumer)_\(operation.rawValue)"
  }

  private static func many(_ consumer: Int, _ operation: Operation) -> String {
    "rejot_\(consumer)_\(operation.rawValue)b"
  }

  // MARK: Queueing

  func sendMove(from: LSN, to: LSN, epoch: Int64) throws(PostgresError) {
    try connection.sendPrepared(
      PositionStore.moveStatement,
      [group.name, to.description, from.description, String(epoch)])
    note(.position)
  }

  func sendControl(_ sql: String, _ values: [String?] = []) throws(PostgresError) {
    try connection.sendQuery(sql, values)
    note(.control)
  }

  /// The longest array literals sent at once, in bytes; a value may be 1 GB at most.
  private static let longestStatement = 64 << 20

  /// Queues a segment: one statement where it is set-based, else one an event.
  func send(_ segment: Segment, at place: Int, of batch: TransactionBatch) throws(PostgresError) {
    guard let consumer = segment.consumer,
      let statement = statement(consumer, segment.operation), let many = statement.batch
    else {
      for entry in segment.entries { try send(entry, of: batch) }
      return
    }
    _ = many
    let name = Self.many(consumer, segment.operation)
    var start = 0
    while start < segment.entries.count {
      let end = chunkEnd(segment, start, statement, batch)
      parameters.removeAll()
      for field in statement.fields {
        parameters.beginArray()
        for entry in segment.entries[start..<end] {
          parameters.addElement(batch, batch.slot(batch.events[Int(entry.event)], field))
        }
        parameters.endArray()
      }
      try connection.sendPrepared(name, parameters.finish())
      note(.segment(place))
      start = end
    }
  }

  private func chunkEnd(
    _ segment: Segment, _ start: Int, _ statement: StatementDescriptor, _ batch: TransactionBatch
  ) -> Int {
    guard batch.byteCount > Self.longestStatement else { return segment.entries.count }
    var bytes = 0
    for place in start..<segment.entries.count {
      let event = batch.events[Int(segment.entries[place].event)]
      for field in statement.fields { bytes += Int(max(batch.slot(event, field).length, 0)) + 4 }
      if bytes > Self.longestStatement, place > start { return place }
    }
    return segment.entries.count
  }

  /// Queues the statement of one event.
  func send(_ entry: Segment.Entry, of batch: TransactionBatch) throws(PostgresError) {
    let event = batch.events[Int(entry.event)]
    guard let statement = statement(Int(entry.consumer), event.operation) else { return }
    parameters.removeAll()
    for field in statement.fields { parameters.addValue(batch, batch.slot(event, field)) }
    try connection.sendPrepared(
      Self.single(Int(entry.consumer), event.operation), parameters.finish())
    note(.event(entry))
  }

  private func note(_ purpose: Purpose) {
    sent.append(purpose)
    statementCount += 1
  }

  /// Ends the pipeline and waits. What was queued is committed unless it failed or an explicit
  /// transaction is open.
  ///
  /// - Throws: ``Failure`` for a statement, `PostgresError` for the connection.
  func sync() throws {
    let purposes = sent
    sent.removeAll(keepingCapacity: true)
    try connection.sendSync()
    switch try connection.finishPipeline() {
    case .done: return
    case .failed(let statement, let error):
      throw Failure(
        purpose: purposes.indices.contains(statement) ? purposes[statement] : .control,
        error: error)
    }
  }

  private func statement(_ consumer: Int, _ operation: Operation) -> StatementDescriptor? {
    operation == .upsert ? group.consumers[consumer].upsert : group.consumers[consumer].delete
  }
}
