import RejotPostgres

/// The row images of one public schema in a batch, and what they are evaluated to.
struct PendingImages {
  /// The place of the public schema in the registry.
  let schema: Int
  let descriptor: PublicSchemaDescriptor
  let statement: ImageDescriptor
  /// The events' places in the batch.
  private var events: [Int] = []

  /// All of a batch, by the place of the public schema.
  static func all(
    in batch: TransactionBatch, of schemas: [(Int, PublicSchemaDescriptor)]
  ) -> [PendingImages] {
    schemas.compactMap { index, descriptor in
      guard let statement = descriptor.images else { return nil }
      var pending = PendingImages(schema: index, descriptor: descriptor, statement: statement)
      for place in batch.images where Int(batch.events[Int(place)].schema) == index {
        pending.events.append(Int(place))
      }
      return pending.events.isEmpty ? nil : pending
    }
  }

  private init(schema: Int, descriptor: PublicSchemaDescriptor, statement: ImageDescriptor) {
    self.schema = schema
    self.descriptor = descriptor
    self.statement = statement
  }

  // MARK: What is asked

  /// Runs of images whose values take about so many bytes, each of one image at least.
  func portions(of batch: TransactionBatch, bytes limit: Int) -> [Range<Int>] {
    FailureSearch.portions(of: events.count, bytes: limit) { place in
      descriptor.columns.indices.reduce(0) { size, column in
        size + Int(max(slot(batch.events[events[place]], column, batch).length, 0))
      }
    }
  }

  /// Adds one array for each column, with one element for each image of a portion.
  func addColumns(
    to parameters: ParameterBuffer, of portion: Range<Int>, from batch: TransactionBatch
  ) {
    for column in descriptor.columns.indices {
      parameters.beginArray()
      for event in events[portion] {
        parameters.addElement(batch, slot(batch.events[event], column, batch))
      }
      parameters.endArray()
    }
  }

  /// The image stands behind the event's fields.
  private func slot(_ event: Event, _ column: Int, _ batch: TransactionBatch) -> ValueSlot {
    batch.slot(event, descriptor.fieldNames.count + column)
  }

  /// Takes the row as it was found for the image of a portion, if values of it were looked up:
  /// those may be newer than the rest, and a row of old and new values may never have been.
  func takeRowAsFound(_ portion: Range<Int>, in batch: TransactionBatch) -> Bool {
    guard portion.count == 1, let row = batch.takeRowAsFound(events[portion.lowerBound]) else {
      return false
    }
    let event = batch.events[events[portion.lowerBound]]
    let image = batch.slots + Int(event.slot) + descriptor.fieldNames.count
    for (column, slot) in row.enumerated() { image[column] = slot }
    return true
  }

  // MARK: What comes back

  /// Makes events of a portion: an image without a row is a delete of its key, for it may have had
  /// one before.
  func settle(_ answer: PlacedRows, of portion: Range<Int>, in batch: TransactionBatch) {
    let scratch = RowScratch(width: descriptor.fieldNames.count)
    for (number, place) in events[portion].enumerated() {
      switch answer[number] {
      case .nothing:
        batch.settle(place, as: .delete)
      case .row(let values):
        let problem = batch.write(
          values, as: descriptor, at: Int(batch.events[place].slot), with: scratch)
        if let problem {
          batch.settle(place, problem: problem)
        } else {
          batch.settle(place, as: .upsert)
        }
      case .several:
        batch.settle(place, problem: "its row gives more than one event")
      }
    }
  }

  /// A portion cannot be evaluated: its events say why.
  func fail(_ portion: Range<Int>, _ error: PostgresError, in batch: TransactionBatch) {
    for place in events[portion] {
      batch.settle(
        place, problem: descriptor.words(forRefusal: error.publicMessage),
        sqlState: error.sqlState)
    }
  }
}
