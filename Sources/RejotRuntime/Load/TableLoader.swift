import Logging
import RejotPostgres

/// Applies the rows of a snapshot to a group's tables, chunk by chunk in one transaction.
final class TableLoader {
  /// Rows and bytes applied at once.
  private static let chunkRows = 5_000
  private static let chunkBytes = 8 << 20

  private let group: Group
  private let target: TargetSession
  /// Says which row of an imaged or looked-up schema it was that could not be loaded.
  private let questions: BatchQuestions
  private let log: Logger
  private let includes: [Bool]
  private let batch = TransactionBatch()
  private var scheduler: SegmentScheduler
  private(set) var rows = 0

  init(group: Group, target: TargetSession, questions: BatchQuestions, log: Logger) {
    self.group = group
    self.target = target
    self.questions = questions
    self.log = log
    includes = group.consumers.map { $0.start == .initial }
    scheduler = SegmentScheduler(group.consumers, schemas: group.schemas)
  }

  /// Opens the transaction with the group's position; false when another process was faster.
  func begin(_ position: [String?]) throws -> Bool {
    try target.sendControl("BEGIN")
    try target.sendControl(PositionStore.insert, position)
    do {
      try target.sync()
    } catch let failure as TargetSession.Failure {
      if failure.error.sqlState == "23505" { return false }
      throw failure.error
    }
    return true
  }

  func commit() throws {
    try target.sendControl("COMMIT")
    try sync()
  }

  /// Loads the rows of a public schema's table.
  func load(
    _ schema: Int, from catalog: borrowing Connection, isClosing: () -> Bool
  ) throws {
    let descriptor = group.schemas[schema]
    let isWhole = LoadOrder.refersToItself(schema, group)
    let load = descriptor.images?.load ?? descriptor.lookup?.load
    if load != nil { try catalog.execute("SAVEPOINT rejot_rows") }
    let sql = try load.map { "COPY (\($0)) TO STDOUT" } ?? copyStatement(descriptor, catalog)
    let width = load == nil ? descriptor.columns.count : descriptor.fieldNames.count
    do {
      try CopiedRows(width: width).read(sql, from: catalog, into: batch) { row in
        if load == nil {
          batch.addExisting(descriptor, at: schema, row)
        } else {
          batch.addEvaluated(descriptor, at: schema, row)
        }
        rows += 1
        let isFull = batch.events.count >= Self.chunkRows || batch.byteCount >= Self.chunkBytes
        if isFull, !isWhole {
          if isClosing() { throw LoadEnded() }
          try apply()
        }
      }
      try apply()
    } catch StreamFailure<any Error>.connection(let error) {
      if load != nil, !error.isTransient { try blame(schema, error, catalog) }
      throw SourceFailure(error, store: group.source.name)
    } catch StreamFailure<any Error>.body(let error) where error is LoadEnded {
      return
    } catch StreamFailure<any Error>.body(let error) {
      throw error
    }
  }

  private struct LoadEnded: Error {}

  /// Names the row that could not be evaluated: takes the rows as they are, as the stream would
  /// bring them, and asks for their events. Returns where the rows are not to blame.
  private func blame(
    _ schema: Int, _ error: PostgresError, _ catalog: borrowing Connection
  ) throws {
    let descriptor = group.schemas[schema]
    try catalog.execute("ROLLBACK TO SAVEPOINT rejot_rows")
    let (sql, width, key) = try changedRows(descriptor, catalog)
    let found = TransactionBatch()
    func stopAtBroken() throws {
      found.commit(.zero, end: .zero)
      try questions.settle(found) {}
      if let place = found.events.firstIndex(where: { $0.operation == .broken }),
        let consumer = group.consumers.firstIndex(where: { $0.publicSchema == schema })
      {
        let stop = SchedulingStop(event: place, consumer: consumer)
        throw ApplyFailure.stop(target.explain(stop, found, commit: nil))
      }
      found.reset()
    }
    do {
      try CopiedRows(width: width).read(sql, from: catalog, into: found) { row in
        if let key {
          found.addTouch(schema: schema, source: key, columns: width, of: row)
        } else {
          found.addUpsert(descriptor, at: schema, row)
        }
        let count = found.events.count + found.touches.count
        if count >= Self.chunkRows || found.byteCount >= Self.chunkBytes { try stopAtBroken() }
      }
      try stopAtBroken()
    } catch StreamFailure<any Error>.connection {
      // The table cannot be read at all: the first failure says why.
    } catch StreamFailure<any Error>.body(let error) {
      throw error
    }
    guard descriptor.lookup != nil else { return }
    throw ApplyFailure.stop(
      StopReport(
        contract: descriptor.label, key: nil, commit: nil, sqlState: error.sqlState,
        reason: "its rows cannot be loaded: \(error.publicMessage)"))
  }

  /// Rows that lead to every event there is: those of the one table, or of one whose rows carry
  /// their keys, with its place among the sources.
  private func changedRows(
    _ descriptor: PublicSchemaDescriptor, _ catalog: borrowing Connection
  ) throws -> (sql: String, width: Int, key: Int?) {
    guard let sources = descriptor.lookup?.sources else {
      return (try copyStatement(descriptor, catalog), descriptor.columns.count, nil)
    }
    let place = sources.firstIndex { source in
      source.keys.contains { if case .columns = $0 { true } else { false } }
    }
    let source = descriptor.sources[place ?? 0]
    let names = sources[place ?? 0].columns.map { SQLQuoting.identifier($0.name) }
    return (
      "COPY (SELECT DISTINCT \(names.joined(separator: ", ")) FROM \(source.quoted)) TO STDOUT",
      names.count, place ?? 0
    )
  }

  private func copyStatement(
    _ schema: PublicSchemaDescriptor, _ catalog: borrowing Connection
  ) throws -> String {
    let columns = schema.columns.map { SQLQuoting.identifier($0.name) }
    let table = schema.quotedTable
    // A partitioned table has its rows in its partitions; the stream of any other table does not
    // carry those of tables that inherit from it.
    let kind = try catalog.query(
      "SELECT relkind FROM pg_catalog.pg_class WHERE oid = $1::pg_catalog.regclass", [table])
    return "COPY (SELECT \(columns.joined(separator: ", ")) FROM"
      + " \(kind.scalar == "p" ? "" : "ONLY ")\(table)) TO STDOUT"
  }

  // MARK: Applying

  private func apply() throws {
    batch.commit(.zero, end: .zero)
    defer { batch.reset() }
    let events = batch.events(of: 0..<1)
    if events.isEmpty { return }
    do throws(SchedulingStop) {
      try scheduler.schedule(batch, events: events, includes: includes)
    } catch {
      throw ApplyFailure.stop(target.explain(error, batch, commit: nil))
    }
    do {
      try target.sendControl("SAVEPOINT rejot_chunk")
      for (place, segment) in scheduler.segments.enumerated() {
        try target.send(segment, at: place, of: batch)
      }
      try target.sendControl("RELEASE rejot_chunk")
      try target.sync()
    } catch let failure as TargetSession.Failure {
      if failure.error.isTransient { throw failure.error }
      log.warning("a chunk of rows failed and is applied row by row")
      try target.sendControl("ROLLBACK TO rejot_chunk")
      for place in events {
        for entry in scheduler.entries(batch, place) where includes[Int(entry.consumer)] {
          try target.send(entry, of: batch)
        }
      }
      try target.sendControl("RELEASE rejot_chunk")
      try sync()
    }
  }

  private func sync() throws {
    do {
      try target.sync()
    } catch let failure as TargetSession.Failure {
      throw target.explain(failure, batch)
    }
  }
}
