import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// A contract with expressions and a filter: its events are what its SELECT says of each row.
@Suite("Imaged contracts", .serialized)
struct ImagedTests {
  private func tally(_ world: World, _ id: Int) throws -> [String] {
    try world.rows(world.target, "SELECT upserts, deletes FROM offer_tally WHERE id = \(id)")
  }

  @Test("Rows are loaded, followed, and leave and enter the filter")
  func followsItsSelect() throws {
    let world = try World()
    try world.source.execute(
      """
      INSERT INTO listing (id, title, price, units, tags, feeling, is_open) VALUES
        (1, 'one', 10, 3, '{a,"b, c",NULL}', 'high', true), (2, 'two', 5, 2, '{}', NULL, false),
        (3, 'three', 1, 1, '{"",x}', 'low', true), (4, 'four', 7, 7, '{q}', NULL, true);
      """)
    let service = try world.start()
    try world.barrier(service)
    try Offers.expectSame(world, atLeast: 2)
    #expect(try tally(world, 2) == [])
    for change in [
      "INSERT INTO listing (id, title, units) VALUES (5, 'five', 4)",
      "INSERT INTO listing (id, title, is_open) VALUES (6, 'hidden', false)",
      // Leaves, and comes back changed.
      "UPDATE listing SET is_open = false WHERE id = 1",
      "UPDATE listing SET is_open = true, title = 'uno' WHERE id = 1",
      "UPDATE listing SET feeling = 'steady' WHERE id = 3", "DELETE FROM listing WHERE id = 4",
      // A changed key, inside the filter and out of it.
      "UPDATE listing SET id = 50 WHERE id = 5",
      "BEGIN; UPDATE listing SET id = 51, is_open = false WHERE id = 50;"
        + " UPDATE listing SET id = 52, is_open = true WHERE id = 51; COMMIT",
      "BEGIN; INSERT INTO listing (id, title) VALUES (7, 'seven');"
        + " UPDATE listing SET is_open = false WHERE id = 7; COMMIT",
    ] { try world.source.execute(change) }
    try world.barrier(service)
    try Offers.expectSame(world, atLeast: 3)
    // Every event once: what leaves the filter, and what never was in it, is a delete of its key.
    #expect(try tally(world, 1) == ["2|1"])
    #expect(try tally(world, 3) == ["1|0"])
    #expect(try tally(world, 4) == ["1|1"])
    #expect(try tally(world, 6) == ["0|1"])
    #expect(try tally(world, 7) == ["1|1"])
    #expect(try tally(world, 50) == ["1|1"])
    #expect(try tally(world, 51) == ["0|2"])
    #expect(try tally(world, 52) == ["1|0"])
    #expect(service.terminate() == 0)
  }

  @Test("A large value that did not change is there for the expression that needs it")
  func unchangedToast() throws {
    let world = try World()
    try world.source.execute(
      """
      ALTER TABLE listing ALTER body SET STORAGE EXTERNAL;
      INSERT INTO listing (id, title, body)
      SELECT n, 'title', repeat(md5(n::text), 300) FROM generate_series(1, 20) n;
      """)
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      "UPDATE listing SET title = 'renamed' WHERE id <= 15; UPDATE listing SET is_open = false"
        + " WHERE id = 3; UPDATE listing SET id = 100 WHERE id = 4")
    try world.barrier(service)
    try Offers.expectSame(world, atLeast: 19)
    let without = "SELECT count(*) FROM offer_copy WHERE body_hash IS NULL"
    #expect(try world.target.query(without).scalar == "0")
    #expect(service.terminate() == 0)
  }

  @Test("Events go on when the role may no longer read the table: no query touches it")
  func readsNoTable() throws {
    let world = try World()
    try world.createSyncer()
    try world.setUpForSyncer()
    try world.source.execute("INSERT INTO listing (id, title) VALUES (1, 'one'), (2, 'two')")
    let service = try world.start(["run"], user: "syncer")
    try world.barrier(service)
    try world.source.execute("REVOKE SELECT ON listing FROM syncer")
    #expect(
      try world.source.query("SELECT has_table_privilege('syncer', 'listing', 'SELECT')").scalar
        == "f")
    try world.source.execute(
      """
      INSERT INTO listing (id, title, tags) SELECT n, 'n' || n, ARRAY['t', n::text]
        FROM generate_series(3, 40) n;
      UPDATE listing SET units = 5, title = 'new' WHERE id % 3 = 0;
      UPDATE listing SET is_open = false WHERE id % 5 = 0; DELETE FROM listing WHERE id = 7;
      UPDATE listing SET id = id + 100 WHERE id = 8;
      """)
    try world.barrier(service)
    try Offers.expectSame(world, atLeast: 25)
    #expect(service.terminate() == 0)
  }

  @Test("An expression that fails for one row stops the group before that transaction")
  func poison() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    service.freeze()
    // All of it in one batch: good rows before, around and behind the one that cannot be computed.
    try world.source.execute("INSERT INTO listing (id, title) VALUES (1, 'before')")
    try world.source.execute(
      "INSERT INTO listing (id, title, units) VALUES (2, 'beside', 2), (3, 'a secret', 0)")
    try world.source.execute("INSERT INTO listing (id, title) VALUES (4, 'behind')")
    service.thaw()
    try world.expect(service, says: "key id=3")
    #expect(service.output.contains("scenarios/offer@1.0"))
    #expect(service.output.contains("division by zero (SQLSTATE 22012)"))
    #expect(!service.output.contains("a secret"))
    #expect(service.terminate() == 1)
    #expect(try world.rows(world.target, "SELECT id FROM offer_copy ORDER BY id") == ["1"])
  }

  @Test("A row that cannot be computed keeps the load from being done, and is named")
  func poisonBeforeTheLoad() throws {
    let world = try World()
    try world.source.execute(
      """
      INSERT INTO listing (id, title, units) SELECT n, 'title', 1 FROM generate_series(1, 9000) n;
      UPDATE listing SET units = 0 WHERE id = 7777; INSERT INTO item VALUES (1, 'item');
      """)
    let service = try world.start()
    try world.expect(service, says: "key id=7777")
    #expect(service.output.contains("division by zero (SQLSTATE 22012)"))
    #expect(service.terminate() == 1)
    #expect(try world.rows(world.target, "SELECT id FROM item_copy") == [])
    try world.source.execute("UPDATE listing SET units = 3 WHERE id = 7777")
    let second = try world.start(["run"])
    try world.barrier(second)
    try Offers.expectSame(world, atLeast: 9000)
    #expect(second.terminate() == 0)
  }

  @Test("The stream is kept alive while the publisher takes its time to evaluate")
  func slowEvaluation() throws {
    let world = try World()
    try world.source.execute(
      """
      CREATE OR REPLACE FUNCTION shelf_label(title text, id bigint) RETURNS text
      IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock_shared(4711);
        RETURN 'shelf ' || id % 7 || ': ' || title;
      END $$
      """)
    let service = try world.start()
    try world.barrier(service)
    let holder = try Connection(world.server.url(database: "source"))
    try holder.execute("SELECT pg_advisory_lock(4711)")
    try world.source.execute("INSERT INTO listing (id, title) VALUES (1, 'slow')")
    try world.expect(
      world.source, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
      gives: "1", service)
    let since = try world.source.query("SELECT now()").scalar ?? ""
    // Longer than the publisher waits for a sign of life.
    try world.expect(
      world.source,
      "SELECT bool_or(reply_time > '\(since)'::timestamptz + interval '9 seconds')"
        + " FROM pg_stat_replication", gives: "t", service)
    #expect(try world.rows(world.target, "SELECT id FROM offer_copy") == [])
    try holder.execute("SELECT pg_advisory_unlock(4711)")
    try world.barrier(service)
    try Offers.expectSame(world)
    #expect(!service.output.contains("trying again"))
    #expect(service.terminate() == 0)
  }
}
