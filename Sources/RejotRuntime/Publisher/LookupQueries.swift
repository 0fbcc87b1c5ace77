import RejotPostgres

/// What is asked for the touched keys of a batch inside its snapshot. A statement that the server
/// refuses leaves the snapshot as it was.
struct LookupQueries {
  /// The most values sent at once, in bytes.
  private static let portionBytes = 16 << 20

  let transaction: SnapshotTransaction
  let batch: TransactionBatch
  /// Words for what the server refuses.
  let words: (PostgresError) -> String

  /// Finds the keys that images of rows of one source lead to.
  func findKeys(
    of source: Int, _ lookup: inout TouchedKeys, meanwhile: () throws -> Void
  ) throws {
    for case .query(let sql) in lookup.lookup.sources[source].keys {
      for portion in portions(of: lookup.images[source]) {
        try FailureSearch.evaluate(portion) { portion in
          try refusal(meanwhile) {
            for (image, key) in try keys(of: portion, source, lookup, by: sql, meanwhile) {
              lookup.addKey(key, of: image, source, in: batch)
            }
          }
        } blame: { portion, error in
          lookup.failImages(
            portion, of: source, because: words(error), error.sqlState, in: batch)
        }
      }
    }
  }

  /// Images with the parts of the keys that they lead to.
  private func keys(
    of portion: Range<Int>, _ source: Int, _ lookup: TouchedKeys, by sql: String,
    _ meanwhile: () throws -> Void
  ) throws -> [(image: Int, key: [ValueSlot])] {
    var found: [(Int, [ValueSlot])] = []
    let parts = 1...lookup.descriptor.keyFields.count
    try transaction.session.query(
      sql, meanwhile: meanwhile,
      values: { lookup.images[source].addArrays(to: $0, of: portion, from: batch) },
      row: { row in
        let image = portion.lowerBound + (try row.place(upTo: portion.count))
        var key: [ValueSlot] = []
        for part in parts { key.append(try batch.take(row, part)) }
        found.append((image, key))
      })
    return found
  }

  /// Finds what the touched keys are.
  func findRows(of lookup: inout TouchedKeys, meanwhile: () throws -> Void) throws {
    for portion in portions(of: lookup.keys) {
      try FailureSearch.evaluate(portion) { portion in
        try refusal(meanwhile) {
          let width = lookup.descriptor.fieldNames.count
          var answer = PlacedRows(count: portion.count, width: width)
          try transaction.session.query(
            lookup.lookup.sql, meanwhile: meanwhile,
            values: { lookup.keys.addArrays(to: $0, of: portion, from: batch) },
            row: { try answer.take($0, into: batch) })
          lookup.settle(answer, of: portion, in: batch)
        }
      } blame: { portion, error in
        lookup.fail(portion, because: words(error), error.sqlState, in: batch)
      }
    }
  }

  private func portions(of rows: DistinctRows) -> [Range<Int>] {
    FailureSearch.portions(of: rows.count, bytes: Self.portionBytes) {
      // What stands around a value in its array.
      rows.byteCount(of: $0, in: batch) + 4 * rows.fields.count
    }
  }

  /// Asks something; gives why the server refuses to answer, if it does.
  private func refusal(
    _ meanwhile: () throws -> Void, _ question: () throws -> Void
  ) throws -> PostgresError? {
    let before = batch.byteCount
    do {
      try question()
      return nil
    } catch let error as PostgresError where !error.isTransientToReader {
      batch.dropBytes(after: before)
      try transaction.recover(meanwhile: meanwhile)
      return error
    }
  }

  // MARK: Whether tables are as the contract was built for

  /// What is no longer so. Their rows may have been written long ago, and then the stream tells
  /// nothing of their tables.
  func drift(
    of descriptor: PublicSchemaDescriptor, meanwhile: () throws -> Void
  ) throws -> String? {
    let wanted = descriptor.sources.flatMap { source in
      source.columns.map { column in
        [source.quoted, column.name, column.typeSchema, column.typeName].map {
          "'\(SQLQuoting.insideLiteral($0))'"
        }.joined(separator: ", ")
      }
    }
    var problem: String?
    try transaction.session.execute(
      """
      SELECT w.relation, w.name, n.nspname || '.' || \(TypeNameSQL.name), w.schema || '.' || w.type
      FROM (VALUES (\(wanted.joined(separator: "), ("))))
        AS w(relation, name, schema, type)
      LEFT JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid = w.relation::pg_catalog.regclass AND a.attname = w.name AND a.attnum > 0
      LEFT JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
      \(TypeNameSQL.joins)
      WHERE n.nspname IS DISTINCT FROM w.schema::pg_catalog.name
        OR \(TypeNameSQL.name) IS DISTINCT FROM w.type::pg_catalog.name
      LIMIT 1
      """, meanwhile: meanwhile
    ) { row in
      let column = "column \(row.text(1) ?? "") of \(row.text(0) ?? "")"
      problem =
        row.text(2).map {
          "\(column) is now \($0), the contract was built for \(row.text(3) ?? "");"
            + " run `rejotc check`"
        } ?? "\(column) is no longer in the table; `rejotc check` would have said so"
    }
    return problem
  }
}
