import Logging
import RejotPostgres

/// The one session of a source for what its batches ask the publisher: opened when it is first
/// needed, and anew after it was lost.
final class PublisherLink {
  let inspection: SourceInspection
  let log: Logger
  private var session: PublisherSession?

  init(inspection: SourceInspection, log: Logger) {
    self.inspection = inspection
    self.log = log
  }

  /// Asks something that may be asked again: a session that was closed for being idle shows it only
  /// when it is used.
  func ask<Answer>(
    meanwhile: () throws -> Void, _ question: (PublisherSession) throws -> Answer
  ) throws -> Answer {
    if let session {
      do {
        return try question(session)
      } catch let error as PostgresError where error.connectionLost {
        self.session = nil
      }
    }
    try meanwhile()
    // Shorter than the publisher waits for a sign of life from the stream.
    let opened = try PublisherSession(try inspection.connect(patience: 5))
    session = opened
    return try question(opened)
  }

  /// Forgets the session, which may stand in the middle of an answer.
  func drop() {
    session = nil
  }
}
