import RejotPostgres

/// What the incomplete events of one public schema in a batch lack, and what was found for it.
struct MissingValues {
  /// The place of the public schema in the registry.
  let schema: Int
  let descriptor: PublicSchemaDescriptor
  /// Columns that at least one of the events lacks, by their place in the contract's list.
  private(set) var lacking: [Int] = []
  /// Columns that are looked up: those that are lacking, or, where something is computed of
  /// several, all but the key's.
  var columns: [Int] {
    guard descriptor.images != nil || descriptor.computes else { return lacking }
    return descriptor.columns.indices.filter { !descriptor.keyColumns.contains($0) }
  }
  /// The events' places in the batch, and for each the place of its key among ``keys``.
  private var events: [(place: Int, key: Int)] = []
  /// A row that changes often is looked up once.
  private var keys: DistinctRows
  /// For each key the values of ``columns``, if its row was found.
  private var found: [ValueSlot] = []
  private var isFound: [Bool] = []

  /// All of a batch, by the place of the public schema.
  static func all(
    in batch: TransactionBatch, of schemas: [(Int, PublicSchemaDescriptor)]
  ) -> [MissingValues] {
    schemas.compactMap { index, descriptor in
      var missing = MissingValues(schema: index, descriptor: descriptor)
      for incomplete in batch.incomplete {
        let place = Int(incomplete.event)
        if Int(batch.events[place].schema) == index { missing.add(place, of: batch) }
      }
      return missing.events.isEmpty ? nil : missing
    }
  }

  private init(schema: Int, descriptor: PublicSchemaDescriptor) {
    self.schema = schema
    self.descriptor = descriptor
    keys = DistinctRows(fields: descriptor.keyFields)
  }

  private mutating func add(_ place: Int, of batch: TransactionBatch) {
    let event = batch.events[place]
    events.append((place, keys.place(ofRunAt: Int(event.slot), in: batch)))
    for column in descriptor.columns.indices where !lacking.contains(column) {
      if row(of: event, column, batch).length == ValueSlot.unchanged { lacking.append(column) }
    }
  }

  /// The row stands behind the event's fields.
  private func row(of event: Event, _ column: Int, _ batch: TransactionBatch) -> ValueSlot {
    batch.slot(event, descriptor.fieldNames.count + column)
  }

  /// Adds one array for each key column, with one element for each key.
  func addKeys(to parameters: ParameterBuffer, from batch: TransactionBatch) {
    keys.addArrays(to: parameters, of: 0..<keys.count, from: batch)
  }

  // MARK: What was found

  /// No row has been found yet.
  mutating func beginTaking() {
    isFound = [Bool](repeating: false, count: keys.count)
    let columns = columns
    found = [ValueSlot](
      repeating: ValueSlot.ofNull, count: keys.count * columns.count)
  }

  /// Copies the values of a row into the batch: the place of its key from 1, then ``columns``.
  ///
  /// - Returns: how many bytes they take.
  mutating func take(
    _ row: ArrivedRow, into batch: TransactionBatch
  ) throws(StreamFault) -> Int {
    let place = try row.place(upTo: keys.count)
    let start = batch.byteCount
    let count = columns.count
    for output in 0..<count {
      found[place * count + output] = try batch.take(row, output + 1)
    }
    isFound[place] = true
    return batch.byteCount - start
  }

  /// Makes events of the rows that are whole now.
  func settle(_ batch: TransactionBatch) {
    let scratch = RowScratch(width: descriptor.columns.count)
    defer { withExtendedLifetime(scratch) {} }
    let columns = columns
    for (place, key) in events {
      guard isFound[key] else {
        // The snapshot sees the event's transaction and no row: a later transaction removed it or
        // changed its key. That one commits later in the stream too, and brings the delete, so
        // nobody would have kept what this event wrote.
        batch.settle(place, as: .gone)
        continue
      }
      let event = batch.events[place]
      let fields = descriptor.fieldNames.count
      let start = batch.slots + Int(event.slot)
      let row = start + fields
      for (output, column) in columns.enumerated()
      where row[column].length == ValueSlot.unchanged {
        // Only what the update left alone: the rest of the row may be newer than the event.
        row[column] = found[key * columns.count + output]
      }
      func asFound() -> [ValueSlot] {
        var whole = descriptor.columns.indices.map { row[$0] }
        for (output, column) in columns.enumerated() {
          whole[column] = found[key * columns.count + output]
        }
        return whole
      }
      if descriptor.images != nil {
        batch.settleAsImage(place, asFound: asFound())
        continue
      }
      let image = scratch.image(of: row, in: batch)
      guard let failure = settle(place, image, batch) else { continue }
      guard case .refused(let message, let sqlState) = failure.reason else {
        batch.settle(place, problem: failure.description)
        continue
      }
      // Of old and new values a row may have been made that never was; the one that was found was
      // a state of the row, at this event or later.
      for (column, slot) in asFound().enumerated() { row[column] = slot }
      if settle(place, image, batch) != nil {
        batch.settle(
          place, problem: descriptor.words(forRefusal: message), sqlState: sqlState)
      }
    }
  }

  /// Makes an event of a row that lacks nothing any more, or gives the reason why there is none.
  private func settle(
    _ place: Int, _ row: RowImage, _ batch: TransactionBatch
  ) -> EventFailure? {
    do throws(EventFailure) {
      if let filter = descriptor.filter, try !filter(row) {
        batch.settle(place, as: .delete)
        return nil
      }
      try descriptor.write(row, to: batch.slots + Int(batch.events[place].slot))
      batch.settle(place, as: .upsert)
      return nil
    } catch {
      return error
    }
  }

  /// The values cannot be had: the events say why.
  func fail(_ batch: TransactionBatch, _ problem: String) {
    for (place, _) in events { batch.settle(place, problem: problem) }
  }
}
