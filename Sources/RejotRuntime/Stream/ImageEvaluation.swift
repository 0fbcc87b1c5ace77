import RejotPostgres

/// Makes events of row images: has the publisher's server evaluate them, one query a public schema
/// and batch. An image that it gives no row for is a delete of its key.
///
/// An expression that fails for one row fails the query. Which row it was is found by asking for
/// fewer and fewer of them, and it alone becomes the reason why there is no event.
final class ImageEvaluation {
  /// The most values sent at once, in bytes; a batch rarely holds so many.
  private static let portionBytes = 16 << 20

  private let inspection: SourceInspection
  /// The public schemas of the source, with their places in the registry.
  private let schemas: [(Int, PublicSchemaDescriptor)]
  private var session: ImageSession?

  init(inspection: SourceInspection, schemas: [(Int, PublicSchemaDescriptor)]) {
    self.inspection = inspection
    self.schemas = schemas
  }

  /// Leaves no event of the batch an image.
  ///
  /// - Parameter meanwhile: called ten times a second while the publisher is waited for; what it
  ///   throws comes through.
  /// - Throws: a failure of the connection, after which everything must begin anew.
  func evaluate(_ batch: TransactionBatch, meanwhile: () throws -> Void) throws {
    guard !batch.images.isEmpty else { return }
    do {
      for images in PendingImages.all(in: batch, of: schemas) {
        for portion in images.portions(of: batch, bytes: Self.portionBytes) {
          if let error = try refusal(of: images, portion, batch, meanwhile) {
            try locate(error, in: images, portion, batch, meanwhile)
          }
        }
      }
    } catch {
      // It may stand in the middle of an answer.
      session = nil
      throw error
    }
    batch.finishEvaluation()
  }

  /// Finds the images that cannot be evaluated, and makes events of the others.
  private func locate(
    _ error: PostgresError, in images: PendingImages, _ portion: Range<Int>,
    _ batch: TransactionBatch, _ meanwhile: () throws -> Void
  ) throws {
    // Where not even no image can be evaluated, no single one is to blame.
    let none = portion.lowerBound..<portion.lowerBound
    if let error = try refusal(of: images, none, batch, meanwhile) {
      return images.fail(portion, error, in: batch)
    }
    var open = [(portion, error)]
    while let (portion, error) = open.popLast() {
      guard portion.count > 1 else {
        if images.takeRowAsFound(portion, in: batch) {
          // It was a state of the row, at this event or later.
          if let error = try refusal(of: images, portion, batch, meanwhile) {
            images.fail(portion, error, in: batch)
          }
        } else {
          images.fail(portion, error, in: batch)
        }
        continue
      }
      let middle = portion.lowerBound + portion.count / 2
      for half in [portion.lowerBound..<middle, middle..<portion.upperBound] {
        if let error = try refusal(of: images, half, batch, meanwhile) {
          open.append((half, error))
        }
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
      let answer = try ask(images, portion, batch, meanwhile)
      images.settle(answer, of: portion, in: batch)
      return nil
    } catch let error as PostgresError where !Self.isTransient(error) {
      batch.dropBytes(after: before)
      return error
    }
  }

  private func ask(
    _ images: PendingImages, _ portion: Range<Int>, _ batch: TransactionBatch,
    _ meanwhile: () throws -> Void
  ) throws -> PendingImages.Answer {
    if let session {
      do {
        return try Self.ask(session, images, portion, batch, meanwhile)
      } catch let error as PostgresError where error.connectionLost {
        // It may have been closed for being idle.
        self.session = nil
      }
    }
    try meanwhile()
    // Shorter than the publisher waits for a sign of life from the stream.
    let opened = try ImageSession(try inspection.connect(patience: 5))
    session = opened
    return try Self.ask(opened, images, portion, batch, meanwhile)
  }

  private static func ask(
    _ session: ImageSession, _ images: PendingImages, _ portion: Range<Int>,
    _ batch: TransactionBatch, _ meanwhile: () throws -> Void
  ) throws -> PendingImages.Answer {
    var answer = PendingImages.Answer(of: portion, width: images.descriptor.fieldNames.count)
    try session.evaluate(images, portion, of: batch, meanwhile: meanwhile) { row in
      try answer.take(row, into: batch)
    }
    return answer
  }

  /// The session is read-only by our own choice: a function that writes will never do else.
  private static func isTransient(_ error: PostgresError) -> Bool {
    error.isTransient && error.sqlState != "25006"
  }
}
