import RejotPostgres

/// The rows of a COPY, one at a time as row images whose values go into a batch.
struct CopiedRows {
  let width: Int

  /// Runs `COPY … TO STDOUT` and hands over each row, valid during the call.
  func read(
    _ sql: String, from connection: borrowing Connection, into batch: TransactionBatch,
    _ body: (RowImage) throws -> Void
  ) throws(StreamFailure<any Error>) {
    let row = UnsafeMutablePointer<ValueSlot>.allocate(capacity: width)
    let places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: width)
    defer {
      row.deallocate()
      places.deallocate()
    }
    for place in 0..<width { places.initializeElement(at: place, to: Int32(place)) }
    let image = RowImage(slots: row, places: UnsafeBufferPointer(places), of: batch)
    try connection.copyOut(sql) { (line) throws(any Error) in
      try CopyTextReader.read(line, columns: width, into: row, of: batch)
      try body(image)
    }
  }
}
