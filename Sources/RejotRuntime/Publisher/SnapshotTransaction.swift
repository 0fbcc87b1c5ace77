import Glibc
import Logging
import RejotPostgres

/// A transaction at the publisher that sees what a batch holds, and changes nothing.
struct SnapshotTransaction {
  let session: PublisherSession

  /// Opens a transaction that sees given transactions of the stream. A commit is in the stream
  /// before it is visible to others, and until then its rows look as they did before.
  ///
  /// Tables are locked before the snapshot is taken: a statement that rewrites one and commits in
  /// between would make it look empty to an older snapshot, and rows that are there would count as
  /// gone. Locking takes no snapshot. It never waits while it holds other locks, so that a
  /// migration is not the victim of a deadlock with us.
  ///
  /// - Parameters:
  ///   - tables: what the session locks, as SQL names it.
  ///   - xids: without their epochs; 0 stands for none.
  init(
    _ link: PublisherLink, locking tables: (PublisherSession) throws -> [String],
    seeing xids: Set<UInt32>, meanwhile: () throws -> Void
  ) throws {
    let started = Instant.now
    var pause: UInt32 = 500
    var hasWarned = false
    while true {
      let (session, snapshot) = try link.ask(meanwhile: meanwhile) { session in
        (session, try Self.begin(session, try tables(session), meanwhile))
      }
      let unseen = snapshot.flatMap { snapshot in
        xids.sorted().first { $0 != 0 && !snapshot.sees($0) }
      }
      if snapshot != nil, unseen == nil {
        self.session = session
        return
      }
      try session.execute("ROLLBACK", meanwhile: meanwhile)
      if !hasWarned, started.elapsed > 10_000 {
        hasWarned = true
        let reason =
          unseen.map { "transaction \($0) is committed and still not visible to others" }
          ?? "a table that contracts read is locked"
        link.log.warning("\(reason): waiting")
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
      try meanwhile()
    }
  }

  /// Nil when a table is locked by somebody else.
  private static func begin(
    _ session: PublisherSession, _ tables: [String], _ meanwhile: () throws -> Void
  ) throws -> ServerSnapshot? {
    var text: String?
    do {
      try session.execute(
        // Arrays of keys are short or long: each query is planned for its own.
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
          + " SET LOCAL plan_cache_mode = force_custom_plan;"
          + " LOCK TABLE \(tables.joined(separator: ", ")) IN ACCESS SHARE MODE NOWAIT;"
          + " SELECT pg_catalog.pg_current_snapshot(); SAVEPOINT rejot", meanwhile: meanwhile
      ) { text = $0.text(0) }
    } catch let error as PostgresError where error.sqlState == "55P03" {
      return nil
    } catch let error as PostgresError where !error.connectionLost {
      try session.execute("ROLLBACK", meanwhile: meanwhile)
      throw error
    }
    guard let snapshot = text.flatMap({ ServerSnapshot($0) }) else {
      throw StreamFault("a snapshot of unknown form")
    }
    return snapshot
  }

  /// After a statement that the server refused: the snapshot stays what it is.
  func recover(meanwhile: () throws -> Void) throws {
    try session.execute("ROLLBACK TO SAVEPOINT rejot", meanwhile: meanwhile)
  }

  func end(meanwhile: () throws -> Void) throws {
    try session.execute("ROLLBACK", meanwhile: meanwhile)
  }
}
