/// An image of a row that touches keys of a looked-up public schema. Which keys is found out before
/// the batch leaves the reader.
struct Touch: Sendable, Equatable {
  /// The place of the public schema in the registry, and the table's among its sources.
  let schema: Int32
  let source: Int32
  /// Where the columns that tell keys begin among the batch's slots.
  let slot: Int32
  /// The place of its transaction in the batch.
  let transaction: Int32
  /// How many events the batch held before it: its events stand there.
  let place: Int32
}

extension TransactionBatch {
  /// Adds what an image of a row touches, or the reason why it cannot be told.
  func addTouch(_ lookup: RelationBinding.Lookup, by row: UnsafeMutablePointer<ValueSlot>) {
    if let problem = lookup.problem { return addProblem(schema: lookup.index, problem) }
    let room = reserve(fields: lookup.places.count)
    for (column, place) in lookup.places.enumerated() {
      guard row[place].length != ValueSlot.unchanged else {
        // Of an identity column that was not changed the old row has the value.
        return addProblem(
          schema: lookup.index,
          "a column that tells its key arrived without its value; run the store's setup.sql")
      }
      room.initializeElement(at: column, to: row[place])
    }
    addTouch(schema: lookup.index, source: lookup.source, columns: lookup.places.count)
  }

  /// Adds what a row of no stream touches, whose columns are those that tell keys.
  func addTouch(schema: Int, source: Int, columns: Int, of row: RowImage) {
    let room = reserve(fields: columns)
    for column in 0..<columns { room.initializeElement(at: column, to: row[column]) }
    addTouch(schema: schema, source: source, columns: columns)
  }

  /// Whether two images of a row may touch different keys.
  func areDifferent(
    _ lookup: RelationBinding.Lookup, _ old: UnsafeMutablePointer<ValueSlot>,
    _ new: UnsafeMutablePointer<ValueSlot>
  ) -> Bool {
    lookup.problem == nil && !lookup.places.allSatisfy { areEqual(old[$0], new[$0]) }
  }
}
