import RejotPostgres

/// Makes events of row images: has the publisher's server evaluate them, one query a public schema
/// and batch. It reads no table and so needs no snapshot. An image that it gives no row for is a
/// delete of its key, one that it cannot evaluate becomes the reason why there is no event.
struct ImageEvaluation {
  /// The most values sent at once, in bytes; a batch rarely holds so many.
  private static let portionBytes = 16 << 20

  let link: PublisherLink
  /// The public schemas of the source, with their places in the registry.
  let schemas: [(Int, PublicSchemaDescriptor)]

  /// Leaves no event of the batch an image.
  func evaluate(_ batch: TransactionBatch, meanwhile: () throws -> Void) throws {
    guard !batch.images.isEmpty else { return }
    for images in PendingImages.all(in: batch, of: schemas) {
      for portion in images.portions(of: batch, bytes: Self.portionBytes) {
        try evaluate(images, portion, batch, meanwhile)
      }
    }
    batch.finishEvaluation()
  }

  private func evaluate(
    _ images: PendingImages, _ portion: Range<Int>, _ batch: TransactionBatch,
    _ meanwhile: () throws -> Void
  ) throws {
    try FailureSearch.evaluate(portion) { portion in
      try refusal(of: images, portion, batch, meanwhile)
    } blame: { portion, error in
      // Where values were looked up, the row as it was found is one that was, at this event or
      // later.
      guard images.takeRowAsFound(portion, in: batch) else {
        return images.fail(portion, error, in: batch)
      }
      if let error = try refusal(of: images, portion, batch, meanwhile) {
        images.fail(portion, error, in: batch)
      }
    }
  }

  /// Evaluates images and makes events of them; gives why the server refuses to, if it does.
  private func refusal(
    of images: PendingImages, _ portion: Range<Int>, _ batch: TransactionBatch,
    _ meanwhile: () throws -> Void
  ) throws -> PostgresError? {
    let before = batch.byteCount
    do {
      let answer = try link.ask(meanwhile: meanwhile) { session in
        var answer = PlacedRows(count: portion.count, width: images.descriptor.fieldNames.count)
        try session.query(
          images.statement.sql, preparedAs: "rejot_image_\(images.schema)", meanwhile: meanwhile
        ) { parameters in
          images.addColumns(to: parameters, of: portion, from: batch)
        } row: { row in
          try answer.take(row, into: batch)
        }
        return answer
      }
      images.settle(answer, of: portion, in: batch)
      return nil
    } catch let error as PostgresError where !error.isTransientToReader {
      batch.dropBytes(after: before)
      return error
    }
  }
}
