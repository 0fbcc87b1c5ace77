import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Values stored out of line, which an update that leaves them alone does not send.
@Suite("Large values", .serialized)
struct LargeValueTests {
  /// A world whose documents 1 to 5 have large bodies, and 6 a small one.
  private func documents() throws -> World {
    let world = try World()
    try world.source.execute(
      """
      ALTER TABLE document ALTER body SET STORAGE EXTERNAL;
      INSERT INTO document SELECT n, 'title', repeat(md5(n::text), 400) FROM generate_series(1, 5) n;
      INSERT INTO document VALUES (6, 'title', 'small');
      """)
    return world
  }

  private func expectSameDocuments(_ world: World) throws {
    let query = "SELECT id, title, length(body), md5(body) FROM %@ ORDER BY id"
    let ours = try world.rows(world.source, query.replacing("%@", with: "document"))
    #expect(!ours.isEmpty)
    #expect(try world.rows(world.target, query.replacing("%@", with: "document_copy")) == ours)
  }

  @Test("A large value that did not change arrives whole, never as NULL")
  func unchangedToast() throws {
    let world = try documents()
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute("UPDATE document SET title = 'renamed' WHERE id <= 3")
    try world.barrier(service)
    try expectSameDocuments(world)
    #expect(service.terminate() == 0)
  }

  @Test("Rows that go on changing after the update end as they are at the publisher")
  func unchangedToastThenChanges() throws {
    let world = try documents()
    let first = try world.start()
    try world.barrier(first)
    #expect(first.terminate() == 0)
    // Written while nobody reads, so that all of it comes in one batch.
    for change in [
      "UPDATE document SET title = 'renamed'",
      "UPDATE document SET body = repeat('new', 9000) WHERE id = 1",
      "UPDATE document SET body = NULL WHERE id = 2",
      "UPDATE document SET body = '' WHERE id = 3",
      "DELETE FROM document WHERE id = 4",
      // The key moves, and with it a value that is not sent.
      "UPDATE document SET id = 50 WHERE id = 5",
      "UPDATE document SET id = 60 WHERE id = 6",
      "UPDATE document SET title = 'moved' WHERE id = 50",
      // And once more to a key that was freed, which another row leaves for good.
      "BEGIN; UPDATE document SET id = 4 WHERE id = 50; UPDATE document SET id = 7 WHERE id = 4;"
        + " UPDATE document SET title = 'moved on' WHERE id = 7; COMMIT",
    ] { try world.source.execute(change) }
    let second = try world.start(["run"])
    try world.barrier(second)
    try expectSameDocuments(world)
    let nulls = "SELECT id FROM document_copy WHERE body IS NULL"
    #expect(try world.rows(world.target, nulls) == ["2"])
    let empty = "SELECT id FROM document_copy WHERE body = ''"
    #expect(try world.rows(world.target, empty) == ["3"])
    #expect(second.terminate() == 0)
  }

  @Test("Many rows in one transaction, and one row many times, are completed")
  func manyUnchangedToasts() throws {
    let world = try documents()
    try world.source.execute(
      """
      INSERT INTO document
      SELECT n, 'title', repeat(md5(n::text), 200) FROM generate_series(10, 4000) n
      """)
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute("UPDATE document SET title = 'renamed'")
    for turn in 1...300 {
      try world.source.query("UPDATE document SET title = 'turn \(turn)' WHERE id = 1")
    }
    try world.barrier(service)
    try expectSameDocuments(world)
    #expect(service.terminate() == 0)
  }

  @Test("A role that may not read the table stops the contract with advice; granted, it goes on")
  func unchangedToastWithoutSelect() throws {
    let world = try documents()
    try world.createSyncer()
    try world.setUpForSyncer()
    let service = try world.start(["run"], user: "syncer")
    try world.barrier(service)
    try world.source.execute("REVOKE SELECT ON document FROM syncer")
    try world.source.execute("UPDATE document SET title = 'renamed' WHERE id = 1")
    try world.expect(service, says: "let role syncer read the table (GRANT SELECT")
    #expect(service.output.contains("REPLICA IDENTITY FULL"))
    #expect(service.terminate() == 1)
    #expect(
      try world.target.query("SELECT title FROM document_copy WHERE id = 1").scalar == "title")
    try world.source.execute("GRANT SELECT ON document TO syncer")
    let second = try world.start(["run"], user: "syncer")
    try world.barrier(second)
    try expectSameDocuments(world)
    #expect(second.terminate() == 0)
  }

  @Test("A policy that hides rows from the role stops the contract: hidden is not gone")
  func unchangedToastUnderRowSecurity() throws {
    let world = try documents()
    try world.createSyncer()
    try world.setUpForSyncer()
    try world.source.execute("ALTER TABLE document ENABLE ROW LEVEL SECURITY")
    let service = try world.start(["run"], user: "syncer")
    try world.barrier(service)
    try world.source.execute("UPDATE document SET title = 'renamed' WHERE id = 1")
    try world.expect(service, says: "BYPASSRLS")
    #expect(service.terminate() == 1)
  }

  @Test("A commit that others cannot see yet is waited for")
  func invisibleCommit() throws {
    let world = try documents()
    for store in ["target", "mirror"] {
      try world.source.execute("ALTER DATABASE \(store) SET synchronous_commit = local")
    }
    let service = try world.start()
    try world.barrier(service)
    // A standby that does not exist: commits are in the log and stay invisible.
    try world.holdCommits(service)
    let writer = try Connection(world.server.url(database: "source"))
    // Before it is visible there is no row under the new key.
    try writer.sendQuery("UPDATE document SET id = 10, title = 'moved' WHERE id = 1")
    try world.expect(
      world.source,
      """
      SELECT DISTINCT true FROM pg_stat_activity WHERE datname = 'source'
        AND application_name LIKE 'rejot %' AND query = 'ROLLBACK'
      """, gives: "t", service)
    #expect(try world.source.query("SELECT id FROM document WHERE id = 10").rows.isEmpty)
    try world.releaseCommits()
    try world.expect(
      world.target, "SELECT title FROM document_copy WHERE id = 10", gives: "moved", service)
    try expectSameDocuments(world)
    #expect(service.terminate() == 0)
  }

  @Test("A table that is rewritten while a lookup waits does not look empty")
  func rewrittenTable() throws {
    let world = try documents()
    let service = try world.start()
    try world.barrier(service)
    // The first may have come with the load, whose session at the source closes afterwards.
    try world.barrier(service)
    service.freeze()
    try world.source.execute("UPDATE document SET title = 'renamed' WHERE id = 1")
    let owner = try Connection(world.server.url(database: "source"))
    // A default that differs from row to row rewrites the table.
    try owner.execute("SET lock_timeout = '20s'")
    try owner.execute("BEGIN; ALTER TABLE document ADD COLUMN luck float DEFAULT random()")
    let locked = try world.source.query("SELECT clock_timestamp()").scalar ?? ""
    service.thaw()
    // It never waits for a lock while it holds others: it lets go, and asks again.
    try world.expect(
      world.source,
      """
      SELECT DISTINCT true FROM pg_stat_activity WHERE datname = 'source'
        AND application_name LIKE 'rejot %' AND query = 'ROLLBACK' AND query_start > '\(locked)'
      """, gives: "t", service)
    try owner.execute("COMMIT")
    try world.barrier(service)
    try expectSameDocuments(world)
    #expect(service.terminate() == 0)
  }
}
