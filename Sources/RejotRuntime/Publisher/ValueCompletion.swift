import RejotPostgres

/// Completes events whose values the stream left out because an update did not change them: reads
/// them from the publisher's tables, one query a public schema and batch.
///
/// A value found may be newer than its event's transaction: the later event that wrote it follows.
final class ValueCompletion {
  private let link: PublisherLink
  /// The public schemas of the source, with their places in the registry.
  private let schemas: [(Int, PublicSchemaDescriptor)]
  /// What the values of an event take, guessed from those before: the largest of late.
  private(set) var expectedBytes = 64 << 10

  init(link: PublisherLink, schemas: [(Int, PublicSchemaDescriptor)]) {
    self.link = link
    self.schemas = schemas
  }

  /// Leaves no event of the batch incomplete. A lookup that the publisher refuses turns the events
  /// of its public schema into the reason why there are none.
  func complete(_ batch: TransactionBatch, meanwhile: () throws -> Void) throws {
    guard !batch.incomplete.isEmpty else { return }
    let xids = Set(batch.incomplete.map(\.xid))
    for missing in MissingValues.all(in: batch, of: schemas) {
      try complete(missing, batch, seeing: xids, meanwhile)
    }
    batch.finishCompletion()
  }

  private func complete(
    _ missing: MissingValues, _ batch: TransactionBatch, seeing xids: Set<UInt32>,
    _ meanwhile: () throws -> Void
  ) throws {
    var missing = missing
    let table = missing.descriptor.quotedTable
    var role: String?
    do {
      let transaction = try SnapshotTransaction(
        link,
        locking: { session in
          role = session.role
          return [try session.isPartitioned(table, meanwhile: meanwhile) ? table : "ONLY \(table)"]
        }, seeing: xids, meanwhile: meanwhile)
      do {
        try read(&missing, transaction.session, batch, meanwhile)
      } catch let error as PostgresError where !error.connectionLost {
        try transaction.end(meanwhile: meanwhile)
        throw error
      }
      try transaction.end(meanwhile: meanwhile)
    } catch let error as PostgresError where !error.isTransient {
      missing.fail(batch, words(for: error, missing, role))
    }
  }

  private func read(
    _ missing: inout MissingValues, _ session: PublisherSession, _ batch: TransactionBatch,
    _ meanwhile: () throws -> Void
  ) throws {
    let statement = CompletionStatement(
      missing.descriptor,
      isPartitioned: try session.isPartitioned(
        missing.descriptor.quotedTable, meanwhile: meanwhile))
    missing.beginTaking()
    var largest = 0
    try session.query(
      statement.select(missing.columns), meanwhile: meanwhile,
      values: { missing.addKeys(to: $0, from: batch) },
      row: { row in largest = max(largest, try missing.take(row, into: batch)) })
    expectedBytes = max(largest, expectedBytes / 2, 1 << 10)
    missing.settle(batch)
  }

  private func words(
    for error: PostgresError, _ missing: MissingValues, _ role: String?
  ) -> String {
    let names = missing.lacking.map { missing.descriptor.columns[$0].name }
    let table = "\(missing.descriptor.tableSchema).\(missing.descriptor.table)"
    let what =
      "an update left \(names.joined(separator: ", ")) of \(table) unchanged, so that the"
      + " publisher did not send it, and it cannot be looked up:"
      + " \(error.publicMessage) (SQLSTATE \(error.sqlState ?? "-"))"
    guard error.sqlState == "42501" else { return what + "; run `rejotc check`" }
    return what + "; let role \(role ?? "of the data store") read the table (GRANT SELECT,"
      + " and BYPASSRLS under row-level security) and start again; with ALTER TABLE \(table)"
      + " REPLICA IDENTITY FULL later updates carry such values themselves"
  }
}
