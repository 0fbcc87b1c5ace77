import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// The line itself: rows in at the publisher, rows out at the consumer.
@Suite("Basics", .serialized)
struct BasicTests {
  private func expectSameItems(_ world: World) throws {
    let ours = try world.rows(
      world.source, "SELECT id, label, rank FROM item WHERE id < 9000000000 ORDER BY id")
    let theirs = try world.rows(
      world.target, "SELECT id, label, rank FROM item_copy WHERE id < 9000000000 ORDER BY id")
    #expect(ours == theirs)
  }

  @Test("Rows that existed before the start are loaded, then changes follow")
  func initialLoad() throws {
    let world = try World()
    try world.source.execute(
      "INSERT INTO item SELECT n, 'item ' || n, n % 7 FROM generate_series(1, 3000) n")
    let service = try world.start()
    try world.barrier(service)
    try expectSameItems(world)
    try world.source.execute(
      """
      UPDATE item SET label = 'changed' WHERE id % 3 = 0;
      DELETE FROM item WHERE id % 5 = 0;
      INSERT INTO item VALUES (5000, 'new', NULL);
      """)
    try world.barrier(service)
    try expectSameItems(world)
    let tally = try world.rows(
      world.target,
      "SELECT id, upserts, deletes FROM item_tally WHERE id IN (1, 3, 15, 5000) ORDER BY id")
    #expect(tally == ["1|1|0", "3|2|0", "15|2|1", "5000|1|0"])
    #expect(service.terminate() == 0)
  }

  @Test("A second start goes on where the first ended and loads nothing again")
  func restart() throws {
    let world = try World()
    try world.source.execute("INSERT INTO item VALUES (1, 'one', 1)")
    let first = try world.start()
    try world.barrier(first)
    #expect(first.terminate() == 0)
    try world.source.execute(
      "INSERT INTO item VALUES (2, 'two', 2); UPDATE item SET rank = 10 WHERE id = 1")
    let second = try world.start(["run"])
    try world.barrier(second)
    try expectSameItems(world)
    let tally = try world.rows(
      world.target, "SELECT id, upserts FROM item_tally WHERE id < 10 ORDER BY id")
    #expect(tally == ["1|2", "2|1"])
    #expect(second.terminate() == 0)
  }

  @Test("Delete and re-insert of one key in a transaction leaves the new row")
  func deleteAndReinsert() throws {
    let world = try World()
    try world.source.execute("INSERT INTO item VALUES (1, 'old', 1), (2, 'kept', 2)")
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      """
      BEGIN;
      DELETE FROM item WHERE id = 1;
      INSERT INTO item VALUES (1, 'new', NULL);
      INSERT INTO item VALUES (3, 'short-lived', 3);
      DELETE FROM item WHERE id = 3;
      COMMIT;
      """)
    try world.barrier(service)
    try expectSameItems(world)
    let tally = try world.rows(
      world.target, "SELECT id, upserts, deletes FROM item_tally WHERE id < 10 ORDER BY id")
    #expect(tally == ["1|2|1", "2|1|0", "3|1|1"])
  }

  @Test("Of two overlapping transactions, the one started first and committed second arrives")
  func overlappingTransactions() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    let other = try Connection(world.server.url(database: "source"))
    try world.source.execute("BEGIN; INSERT INTO item VALUES (1, 'first in', 1)")
    try other.execute("BEGIN; INSERT INTO item VALUES (2, 'second in', 2); COMMIT")
    try world.expect(
      world.target, "SELECT label FROM item_copy WHERE id = 2", gives: "second in", service)
    #expect(try world.target.query("SELECT FROM item_copy WHERE id = 1").rows.isEmpty)
    try world.source.execute("COMMIT")
    try world.barrier(service)
    try expectSameItems(world)
  }

  @Test("A key changed twice in one transaction moves the row and leaves nothing behind")
  func keyChangedTwice() throws {
    let world = try World()
    try world.source.execute("INSERT INTO item VALUES (1, 'wanderer', 1)")
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      """
      BEGIN;
      UPDATE item SET id = 20 WHERE id = 1;
      UPDATE item SET id = 300 WHERE id = 20;
      COMMIT;
      """)
    try world.barrier(service)
    try expectSameItems(world)
    #expect(try world.rows(world.target, "SELECT id FROM item_copy WHERE id < 1000") == ["300"])
  }

  @Test("A composite key behind a unique index: insert, move, delete")
  func compositeKey() throws {
    let world = try World()
    try world.source.execute(
      "INSERT INTO account VALUES ('north', 1, 'Ann'), ('north', 2, 'Bo'), ('sü\"d', 1, NULL)")
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      """
      UPDATE account SET number = 7 WHERE owner = 'Bo';
      UPDATE account SET owner = 'Zoë, {x}' WHERE region = 'sü"d';
      DELETE FROM account WHERE owner = 'Ann';
      """)
    try world.barrier(service)
    #expect(
      try world.rows(world.target, "SELECT region, number, owner FROM account_copy ORDER BY 1, 2")
        == ["north|7|Bo", "sü\"d|1|Zoë, {x}"])
  }

  @Test("Parent and child rows of one transaction arrive together under a foreign key")
  func parentAndChild() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      """
      BEGIN;
      INSERT INTO parent SELECT n, 'parent ' || n FROM generate_series(1, 200) n;
      INSERT INTO child SELECT n, 1 + n % 200, 'child ' || n FROM generate_series(1, 600) n;
      COMMIT;
      BEGIN;
      INSERT INTO parent VALUES (201, 'new home');
      UPDATE child SET parent_id = 201 WHERE parent_id = 5;
      DELETE FROM parent WHERE id = 5;
      DELETE FROM child WHERE parent_id = 6;
      DELETE FROM parent WHERE id = 6;
      COMMIT;
      """)
    try world.barrier(service)
    for (ours, theirs) in [("parent", "parent_copy"), ("child", "child_copy")] {
      let expected = try world.rows(world.source, "SELECT * FROM \(ours) ORDER BY id")
      #expect(try world.rows(world.target, "SELECT * FROM \(theirs) ORDER BY id") == expected)
    }
  }

  @Test("Every type the runtime carries arrives as it was, edge values included")
  func everyType() throws {
    let world = try World()
    let service = try world.start()
    try world.source.execute(
      """
      INSERT INTO sample VALUES
      (1, true, -32768, 9223372036854775807, 'NaN', '-Infinity', 'NaN', '', 'x', 'ab',
       'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '4713-01-01 BC', '24:00:00', '24:00:00-15:59',
       'infinity', '-infinity', '1 mon -3 days +04:05:06.789', '\\x00ff', '{"a" : 1, "a":2}',
       '{"b": [1, null]}', 'low', '{1,NULL,-3}', '{"a,b",NULL,"NULL","","\\"q\\\\"}'),
      (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL),
      (3, false, 32767, -9223372036854775808, '-0', 1e-307, 123456789012345678901234567890.00100,
       E'tab\\t quote '' " back\\\\slash {} , NULL', 'é😀', 'abcdef',
       '00000000-0000-0000-0000-000000000000', '5874897-12-31', '00:00:00.000001',
       '12:34:56.789+05:30', '4713-01-01 00:00:00 BC', '294276-12-31 23:59:59.999999+00',
       '-178000000 years', '', '[]', 'null', 'high', '{}', '[2:3]={x,y}'),
      (4, true, 0, 0, 1.5, 0.1, 'Infinity', 'NULL', 'null', '', NULL, '2000-02-29', '12:00',
       '12:00+00', '1999-12-31 23:59:59.999999', '2024-02-29 12:00:00.5+02', '1 day', '\\xdeadbeef',
       '"x"', '12345678901234567890.5', 'steady', '{{1,2},{3,4}}', '{NULL}');
      """)
    try world.barrier(service)
    let query = "SELECT * FROM %@ ORDER BY id"
    let expected = try world.rows(
      world.source, query.replacingOccurrences(of: "%@", with: "sample"))
    let actual = try world.rows(
      world.target, query.replacingOccurrences(of: "%@", with: "sample_copy"))
    #expect(expected.count == 4)
    #expect(actual == expected)
  }
}
