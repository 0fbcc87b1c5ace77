import RejotPostgres

/// Makes events of what changes of rows touch: finds the keys that their images lead to, and has
/// the publisher's server evaluate the SELECT for all of them at once. A key without a row is a
/// delete.
///
/// All of it happens in one snapshot that sees every transaction of the batch. That is enough for
/// keys to be found by reading tables as they are by then: of the changes that touch a key, take
/// the last one in commit order. The other rows on its way to the key are in the snapshot as they
/// were at that change, or a change of theirs would have touched the key later.
final class LookupEvaluation {
  private let link: PublisherLink
  /// The public schemas of the source, with their places in the registry.
  private let schemas: [(Int, PublicSchemaDescriptor)]
  /// How many events a touch becomes, guessed from those before.
  private(set) var expectedEvents = 1

  init(link: PublisherLink, schemas: [(Int, PublicSchemaDescriptor)]) {
    self.link = link
    self.schemas = schemas
  }

  /// Makes events of all touches of the batch.
  func evaluate(_ batch: TransactionBatch, meanwhile: () throws -> Void) throws {
    guard !batch.touches.isEmpty else { return }
    let touches = batch.touches.count
    var lookups = TouchedKeys.all(in: batch, of: schemas)
    try evaluate(&lookups, batch, meanwhile)
    let count = TouchPlacement.apply(lookups, to: batch)
    expectedEvents = max((count + touches - 1) / touches, expectedEvents / 2, 1)
  }

  private func evaluate(
    _ lookups: inout [TouchedKeys], _ batch: TransactionBatch, _ meanwhile: () throws -> Void
  ) throws {
    let tables = Set(lookups.flatMap { $0.descriptor.sources.map(\.quoted) }).sorted()
    var role: String?
    let transaction: SnapshotTransaction
    do {
      transaction = try SnapshotTransaction(
        link,
        locking: { session in
          role = session.role
          return tables
        }, seeing: Set(batch.transactions.map(\.xid)), meanwhile: meanwhile)
    } catch let error as PostgresError where !error.isTransientToReader {
      // A table that is gone or may not be read is the matter of those alone that read it.
      guard lookups.count > 1 else {
        return lookups[0].failAll(
          because: Self.words(for: error, role), error.sqlState, in: batch)
      }
      for place in lookups.indices {
        var alone = [lookups[place]]
        try evaluate(&alone, batch, meanwhile)
        lookups[place] = alone[0]
      }
      return
    }
    let queries = LookupQueries(
      transaction: transaction, batch: batch, words: { Self.words(for: $0, role) })
    for place in lookups.indices { try evaluate(&lookups[place], queries, meanwhile) }
    try transaction.end(meanwhile: meanwhile)
  }

  private func evaluate(
    _ lookup: inout TouchedKeys, _ queries: LookupQueries, _ meanwhile: () throws -> Void
  ) throws {
    if let problem = try queries.drift(of: lookup.descriptor, meanwhile: meanwhile) {
      return lookup.failAll(because: problem, nil, in: queries.batch)
    }
    for source in lookup.images.indices {
      try queries.findKeys(of: source, &lookup, meanwhile: meanwhile)
    }
    try queries.findRows(of: &lookup, meanwhile: meanwhile)
    lookup.joinSameKeys(in: queries.batch)
  }

  private static func words(for error: PostgresError, _ role: String?) -> String {
    let what = "what the change of a row touches cannot be looked up: \(error.publicMessage)"
    switch error.sqlState {
    case "42501":
      return what + "; let role \(role ?? "of the data store") read the tables (GRANT SELECT, and"
        + " BYPASSRLS under row-level security) and start again"
    case "42P01", "42703", "42883", "42704", "3F000":
      return what + "; run `rejotc check`"
    default:
      return what
    }
  }
}
