import Glibc
import Logging
import RejotPostgres

/// Completes events whose values the stream left out because an update did not change them: reads
/// them from the publisher's tables, one query a public schema and batch.
///
/// A value found may be newer than its event's transaction: the later event that wrote it follows.
final class ValueCompletion {
  private let inspection: SourceInspection
  /// The public schemas of the source, with their places in the registry.
  private let schemas: [(Int, PublicSchemaDescriptor)]
  private let log: Logger
  private var session: LookupSession?
  /// What the values of an event take, guessed from those before: the largest of late.
  private(set) var expectedBytes = 64 << 10

  init(
    inspection: SourceInspection, schemas: [(Int, PublicSchemaDescriptor)], log: Logger
  ) {
    self.inspection = inspection
    self.schemas = schemas
    self.log = log
  }

  /// Leaves no event of the batch incomplete. A lookup that the publisher refuses turns the events
  /// of its public schema into the reason why there are none.
  ///
  /// - Parameter meanwhile: called ten times a second while the publisher is waited for; what it
  ///   throws comes through.
  /// - Throws: a failure of the connection, after which everything must begin anew.
  func complete(_ batch: TransactionBatch, meanwhile: () throws -> Void) throws {
    guard !batch.incomplete.isEmpty else { return }
    do {
      for missing in MissingValues.all(in: batch, of: schemas) {
        try complete(missing, batch, meanwhile)
      }
    } catch {
      // It may stand in the middle of an answer.
      session = nil
      throw error
    }
    batch.finishCompletion()
  }

  private func complete(
    _ missing: MissingValues, _ batch: TransactionBatch, _ meanwhile: () throws -> Void
  ) throws {
    var missing = missing
    do {
      let session = try openTransaction(missing, batch, meanwhile)
      missing.beginTaking()
      var largest = 0
      try session.select(missing, from: batch, meanwhile: meanwhile) { row in
        largest = max(largest, try missing.take(row, into: batch))
      }
      expectedBytes = max(largest, expectedBytes / 2, 1 << 10)
      missing.settle(batch)
    } catch let error as PostgresError where !error.isTransient {
      missing.fail(batch, words(for: error, missing))
    }
    try session?.rollBack(meanwhile: meanwhile)
  }

  /// A transaction that sees every transaction with incomplete events. A commit is in the stream
  /// before it is visible to others, and until then its rows look as they did before.
  private func openTransaction(
    _ missing: MissingValues, _ batch: TransactionBatch, _ meanwhile: () throws -> Void
  ) throws -> LookupSession {
    let started = Instant.now
    var pause: UInt32 = 500
    var hasWarned = false
    while true {
      let (session, snapshot) = try begin(missing, meanwhile)
      guard let unseen = batch.incomplete.first(where: { !snapshot.sees($0.xid) }) else {
        return session
      }
      try session.rollBack(meanwhile: meanwhile)
      if !hasWarned, started.elapsed > 10_000 {
        hasWarned = true
        log.warning(
          "transaction \(unseen.xid) is committed and still not visible to others: waiting")
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
      try meanwhile()
    }
  }

  private func begin(
    _ missing: MissingValues, _ meanwhile: () throws -> Void
  ) throws -> (LookupSession, ServerSnapshot) {
    if let session {
      do {
        return (session, try session.begin(missing, meanwhile: meanwhile))
      } catch let error as PostgresError where error.connectionLost {
        // It may have been closed for being idle.
        self.session = nil
      }
    }
    try meanwhile()
    // Shorter than the publisher waits for a sign of life from the stream.
    let opened = LookupSession(try inspection.connect(patience: 5))
    session = opened
    return (opened, try opened.begin(missing, meanwhile: meanwhile))
  }

  private func words(for error: PostgresError, _ missing: MissingValues) -> String {
    let names = missing.lacking.map { missing.descriptor.columns[$0].name }
    let table = "\(missing.descriptor.tableSchema).\(missing.descriptor.table)"
    let what =
      "an update left \(names.joined(separator: ", ")) of \(table) unchanged, so that the"
      + " publisher did not send it, and it cannot be looked up:"
      + " \(error.publicMessage) (SQLSTATE \(error.sqlState ?? "-"))"
    guard error.sqlState == "42501" else { return what + "; run `rejotc check`" }
    return what + "; let role \(session?.role ?? "of the data store") read the table (GRANT SELECT,"
      + " and BYPASSRLS under row-level security) and start again; with ALTER TABLE \(table)"
      + " REPLICA IDENTITY FULL later updates carry such values themselves"
  }
}
