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
    var portions: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (place, event) in events.enumerated() {
      var size = 0
      for column in descriptor.columns.indices {
        size += Int(max(slot(batch.events[event], column, batch).length, 0))
      }
      if bytes + size > limit, place > start {
        portions.append(start..<place)
        start = place
        bytes = 0
      }
      bytes += size
    }
    portions.append(start..<events.count)
    return portions
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

  /// The rows of a portion, as they arrive: for each image whether it has one, and its values.
  struct Answer {
    fileprivate var isFound: [Bool]
    fileprivate var values: [ValueSlot]
    fileprivate let width: Int

    init(of portion: Range<Int>, width: Int) {
      self.width = width
      isFound = [Bool](repeating: false, count: portion.count)
      values = [ValueSlot](
        repeating: ValueSlot(offset: 0, length: ValueSlot.null), count: portion.count * width)
    }

    /// Copies the values of a row into the batch: the place of its image from 1, then the fields.
    mutating func take(_ row: ArrivedRow, into batch: TransactionBatch) throws(StreamFault) {
      guard let place = row.text(0).flatMap({ Int($0) }), isFound.indices.contains(place - 1),
        !isFound[place - 1]
      else { throw StreamFault("a row that was not asked for") }
      isFound[place - 1] = true
      for field in 0..<width {
        guard let bytes = row.bytes(field + 1) else { continue }
        guard batch.reserve(bytes: bytes.count) else {
          throw StreamFault("a batch holds more than 2 GB of values that contracts give")
        }
        values[(place - 1) * width + field] =
          bytes.baseAddress.map { batch.append($0, bytes.count) } ?? ValueSlot(offset: 0, length: 0)
      }
    }
  }

  /// Makes events of a portion: an image without a row is a delete of its key, for it may have had
  /// one before.
  func settle(_ answer: Answer, of portion: Range<Int>, in batch: TransactionBatch) {
    let width = answer.width
    let row = UnsafeMutablePointer<ValueSlot>.allocate(capacity: max(width, 1))
    let places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: width)
    defer {
      row.deallocate()
      places.deallocate()
    }
    for place in 0..<width { places.initializeElement(at: place, to: Int32(place)) }
    for (number, place) in events[portion].enumerated() {
      guard answer.isFound[number] else {
        batch.settle(place, as: .delete)
        continue
      }
      for field in 0..<width {
        (row + field).initialize(to: answer.values[number * width + field])
      }
      let start = batch.slots + Int(batch.events[place].slot)
      let key = descriptor.keyFields.map { start[$0] }
      var writer = EventWriter(
        fields: UnsafeMutableBufferPointer(start: start, count: width), start: start)
      do throws(EventFailure) {
        try descriptor.transform(
          RowImage(slots: row, places: UnsafeBufferPointer(places), of: batch), &writer)
        precondition(
          writer.isComplete, "the transformation of \(descriptor.label) wrote too few fields")
        batch.settle(place, as: .upsert)
      } catch {
        // Whatever was written before the failure: the key is told by the image.
        for (field, slot) in zip(descriptor.keyFields, key) { start[field] = slot }
        batch.settle(place, problem: error.description)
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
