import RejotPostgres

/// The rows of a COPY, one at a time as row images whose values go into a batch.
struct CopiedRows {
  let width: Int

  /// Runs `COPY … TO STDOUT` and hands over each row, valid during the call.
  func read(
    _ sql: String, from connection: borrowing Connection, into batch: TransactionBatch,
    _ body: (RowImage) throws -> Void
  ) throws(StreamFailure<any Error>) {
    let scratch = RowScratch(width: width)
    try connection.copyOut(sql) { (line) throws(any Error) in
      try CopyTextReader.read(line, columns: width, into: scratch.row, of: batch)
      try body(scratch.image(in: batch))
    }
  }
}
