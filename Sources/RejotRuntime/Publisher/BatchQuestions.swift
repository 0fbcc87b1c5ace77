import Logging

/// What a source's publisher is asked about a batch before it is handed on: values that the stream
/// left out, what row images are evaluated to, and what touched keys are. All of it goes through
/// one session.
final class BatchQuestions {
  private let link: PublisherLink
  private let completion: ValueCompletion
  private let evaluation: ImageEvaluation
  private let lookups: LookupEvaluation

  /// - Parameter schemas: the public schemas of the source, with their places in the registry.
  init(
    inspection: SourceInspection, schemas: [(Int, PublicSchemaDescriptor)], log: Logger
  ) {
    link = PublisherLink(inspection: inspection, log: log)
    completion = ValueCompletion(link: link, schemas: schemas)
    evaluation = ImageEvaluation(link: link, schemas: schemas)
    lookups = LookupEvaluation(link: link, schemas: schemas)
  }

  /// Leaves nothing open in a batch of whole transactions. What the publisher refuses to answer
  /// becomes the reason why there is no event.
  ///
  /// - Parameter meanwhile: called ten times a second while the publisher is waited for; what it
  ///   throws comes through.
  /// - Throws: a failure of the connection, after which everything must begin anew.
  func settle(_ batch: TransactionBatch, meanwhile: () throws -> Void) throws {
    do {
      try completion.complete(batch, meanwhile: meanwhile)
      try evaluation.evaluate(batch, meanwhile: meanwhile)
      try lookups.evaluate(batch, meanwhile: meanwhile)
    } catch {
      // The session may stand in the middle of an answer.
      link.drop()
      throw error
    }
  }

  /// About how many events a batch will hold when it is settled.
  func expectedEvents(of batch: TransactionBatch) -> Int {
    batch.events.count + batch.touches.count * lookups.expectedEvents
  }

  /// About how many bytes the values take that it lacks.
  func expectedBytes(of batch: TransactionBatch) -> Int {
    batch.incomplete.count * completion.expectedBytes
  }
}
