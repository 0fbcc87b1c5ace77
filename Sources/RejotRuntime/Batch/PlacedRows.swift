import RejotPostgres

/// The rows that answer a portion, as they arrive: each tells what of the portion it is for by a
/// place from 1, and its values go into the batch.
struct PlacedRows {
  enum Answer {
    case nothing
    case row(ArraySlice<ValueSlot>)
    /// More than one row: there should be none or one.
    case several
  }

  private let width: Int
  private var counts: [UInt8]
  private var values: [ValueSlot]

  init(count: Int, width: Int) {
    self.width = width
    counts = [UInt8](repeating: 0, count: count)
    values = [ValueSlot](
      repeating: ValueSlot.ofNull, count: count * width)
  }

  subscript(place: Int) -> Answer {
    switch counts[place] {
    case 0: .nothing
    case 1: .row(values[place * width..<(place + 1) * width])
    case _: .several
    }
  }

  mutating func take(_ row: ArrivedRow, into batch: TransactionBatch) throws(StreamFault) {
    let place = try row.place(upTo: counts.count)
    counts[place] = min(counts[place] + 1, 2)
    guard counts[place] == 1 else { return }
    for field in 0..<width {
      values[place * width + field] = try batch.take(row, field + 1)
    }
  }
}

extension ArrivedRow {
  /// The place that the first column tells from 1, counted from 0.
  func place(upTo count: Int) throws(StreamFault) -> Int {
    guard let place = text(0).flatMap({ Int($0) }), place > 0, place <= count else {
      throw StreamFault("a row that was not asked for")
    }
    return place - 1
  }
}

extension TransactionBatch {
  /// Copies a value of a row that has arrived.
  func take(_ row: ArrivedRow, _ column: Int) throws(StreamFault) -> ValueSlot {
    guard let bytes = row.bytes(column) else {
      return ValueSlot.ofNull
    }
    guard reserve(bytes: bytes.count) else {
      throw StreamFault("a batch holds more than 2 GB of values that contracts read")
    }
    return bytes.baseAddress.map { append($0, bytes.count) } ?? ValueSlot(offset: 0, length: 0)
  }
}
