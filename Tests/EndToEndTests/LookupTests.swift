import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Contracts whose events several rows decide: what the consumer holds is what their SELECTs say.
@Suite("Looked-up contracts", .serialized)
struct LookupTests {
  private func tally(_ world: World, _ id: Int) throws -> [String] {
    try world.rows(world.target, "SELECT upserts, deletes FROM purchase_tally WHERE id = \(id)")
  }

  @Test("Rows are loaded, and every change of every table reaches the keys it touches")
  func followsItsSelects() throws {
    let world = try World()
    try world.source.execute(Trade.sample)
    let service = try world.start()
    try world.barrier(service)
    try Trade.expectSame(world)
    #expect(try tally(world, 1) == [])
    for change in [
      // Joined rows one hop, two hops and three hops away.
      "UPDATE buyer SET name = 'Ada L.' WHERE id = 1", "UPDATE product SET price = 13 WHERE id = 1",
      "UPDATE category SET name = 'gear' WHERE id = 1", "UPDATE product SET category_id = 1",
      // Children come, change, move to another parent and go; the last one takes the group away.
      "INSERT INTO purchase_line VALUES (4, 1, 1, 1)",
      "UPDATE purchase_line SET units = 5 WHERE purchase_id = 1",
      "UPDATE purchase_line SET purchase_id = 4, line = 7 WHERE purchase_id = 1 AND line = 2",
      "DELETE FROM purchase_line WHERE purchase_id = 2",
      "INSERT INTO purchase_line VALUES (2, 1, 2, 2)",
      // A child whose key tells nothing of its parent, and one of the same name elsewhere.
      "UPDATE remark SET purchase_id = 3 WHERE id = 1", "DELETE FROM remark WHERE id = 2",
      "UPDATE remark SET purchase_id = NULL", "UPDATE parcel.purchase SET of = 2 WHERE id = 1",
      "UPDATE parcel.purchase SET carrier = 'boat'", "DELETE FROM parcel.purchase",
      // What EXISTS asks for comes and goes.
      "UPDATE purchase SET status = 'sent' WHERE buyer_id = 1",
      "UPDATE purchase SET status = 'open' WHERE id = 3",
      "UPDATE purchase SET buyer_id = 2 WHERE id = 4",
      // One table in several places.
      "UPDATE staff SET boss_id = 4 WHERE id = 3", "UPDATE staff SET id = 9 WHERE id = 2",
      "UPDATE staff SET boss_id = 9 WHERE boss_id = 2", "DELETE FROM staff WHERE id = 1",
      // Partitions: rows that change, move from one to another, and go.
      "UPDATE reading SET value = value + 1", "DELETE FROM reading WHERE day = '2024-06-01'",
      "UPDATE reading SET day = '2023-01-01' WHERE day = '2024-05-01'",
      "UPDATE reading SET sensor_id = 2 WHERE day = '2023-05-01'",
      "INSERT INTO reading VALUES (1, '2025-01-01', 4, 'new')",
      // Several tables in one transaction, some of it undone.
      """
      BEGIN; INSERT INTO buyer VALUES (4, 'Di', 'Bern'); INSERT INTO purchase VALUES (5, 4);
      SAVEPOINT a; INSERT INTO purchase_line VALUES (5, 1, 1, 99); ROLLBACK TO a;
      INSERT INTO purchase_line VALUES (5, 1, 3, 2), (5, 2, 2, 2); UPDATE purchase SET id = 6
        WHERE id = 2 AND NOT EXISTS (SELECT FROM purchase_line WHERE purchase_id = 2);
      UPDATE product SET title = 'crate' WHERE id = 3; SAVEPOINT b; DELETE FROM staff WHERE id = 4;
      RELEASE b; DELETE FROM remark; COMMIT
      """,
      "DELETE FROM buyer WHERE id = 1", "DELETE FROM product WHERE id = 2", "DELETE FROM category",
    ] {
      try world.source.execute(change)
      try world.barrier(service)
      try Trade.expectSame(world, atLeast: 0)
    }
    #expect(service.terminate() == 0)
  }

  @Test("A transaction gives one event for each key it touches")
  func oneEventForTransactionAndKey() throws {
    let world = try World()
    try world.source.execute(Trade.sample)
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      """
      BEGIN; UPDATE purchase_line SET units = units + 1; UPDATE purchase SET share = 3 WHERE id = 1;
      UPDATE buyer SET name = name || '!'; INSERT INTO remark VALUES (9, 1, 'x'); COMMIT
      """)
    try world.source.execute("UPDATE product SET price = price + 1")
    try world.source.execute("DELETE FROM purchase_line WHERE purchase_id = 3")
    try world.barrier(service)
    try Trade.expectSame(world, atLeast: 1)
    #expect(try tally(world, 1) == ["2|0"])
    #expect(try tally(world, 2) == ["2|0"])
    // Its line may have been gone already when the change of the product was looked up.
    let third = try tally(world, 3).first?.split(separator: "|").compactMap { Int($0) } ?? []
    #expect((2...3).contains(third.reduce(0, +)) && (third.last ?? 0) >= 1)
    // Its buyer was touched; it has no lines and never was an event.
    #expect(try tally(world, 4) == ["0|1"])
    #expect(service.terminate() == 0)
  }

  @Test("A SELECT that fails for one key stops the group before that transaction, and names it")
  func poison() throws {
    let world = try World()
    try world.source.execute(Trade.sample)
    let service = try world.start()
    try world.barrier(service)
    service.freeze()
    try world.source.execute("UPDATE purchase_line SET units = 77 WHERE purchase_id = 1")
    try world.source.execute(
      "BEGIN; UPDATE purchase SET share = 0 WHERE id = 3; UPDATE purchase_line SET units = 99; COMMIT"
    )
    service.thaw()
    try world.expect(service, says: "key id=3")
    #expect(service.output.contains("scenarios/purchase@1.0"))
    #expect(service.output.contains("division by zero (SQLSTATE 22012)"))
    #expect(service.terminate() == 1)
    try world.source.execute("UPDATE purchase SET share = 1 WHERE id = 3")
    let second = try world.start(["run"])
    try world.barrier(second)
    try Trade.expectSame(world)
    #expect(second.terminate() == 0)
  }

  @Test("The start is refused until every identity tells the old keys")
  func identities() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    #expect(service.terminate() == 0)
    let identities = try world.rows(
      world.source,
      """
      SELECT c.relname, c.relreplident FROM pg_class AS c
      WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN ('public'::regnamespace, 'parcel'::regnamespace)
        AND c.relname IN ('buyer', 'product', 'purchase', 'purchase_line', 'remark', 'staff',
          'reading', 'reading_early', 'reading_late') ORDER BY c.relnamespace::regnamespace::text, 1
      """)
    #expect(
      identities == [
        "purchase|i", "buyer|d", "product|f", "purchase|f", "purchase_line|f", "reading|d",
        "reading_early|d", "reading_late|d", "remark|f", "staff|f",
      ])
    for (table, change, repair) in [
      ("public.remark", "DEFAULT", "FULL"), ("parcel.purchase", "DEFAULT", "USING INDEX parcel_of"),
      ("public.reading_late", "NOTHING", "DEFAULT"),
    ] {
      try world.source.execute("ALTER TABLE \(table) REPLICA IDENTITY \(change)")
      let refused = try world.start(["run"])
      #expect(refused.wait() == 3)
      #expect(refused.output.contains("the replica identity of table \(table) does not cover"))
      try world.source.execute("ALTER TABLE \(table) REPLICA IDENTITY \(repair)")
    }
    let last = try world.start(["run"])
    try world.barrier(last)
    #expect(last.terminate() == 0)
  }

  @Test("Twenty thousand keys in one transaction")
  func manyKeys() throws {
    let world = try World()
    try world.source.execute(Trade.sample)
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute(
      """
      BEGIN; INSERT INTO purchase SELECT n, n % 3 + 1 FROM generate_series(100, 20099) n;
      INSERT INTO purchase_line SELECT n, l, n % 3 + 1, l
        FROM generate_series(100, 20099) n, generate_series(1, 2) l; COMMIT
      """)
    try world.barrier(service, within: .seconds(60))
    try world.source.execute("UPDATE product SET price = price * 2")
    try world.source.execute("DELETE FROM purchase WHERE id % 3 = 0")
    try world.barrier(service, within: .seconds(60))
    try Trade.expectSame(world)
    #expect(service.terminate() == 0)
  }

  @Test("A commit that others cannot see yet is waited for, and not taken for what was before")
  func notYetVisible() throws {
    let world = try World()
    try world.source.execute(Trade.sample)
    for store in ["target", "mirror"] {
      try world.source.execute("ALTER DATABASE \(store) SET synchronous_commit = local")
    }
    let service = try world.start()
    try world.barrier(service)
    try world.holdCommits(service)
    let writer = try Connection(world.server.url(database: "source"))
    try writer.sendQuery("UPDATE purchase_line SET units = 50 WHERE purchase_id = 3")
    try world.expect(service, says: "is committed and still not visible to others: waiting")
    #expect(
      try world.rows(world.target, "SELECT total FROM purchase_copy WHERE id = 3")
        == ["16.0000000000000000"])
    try world.releaseCommits()
    try world.barrier(service)
    try Trade.expectSame(world)
    #expect(
      try world.rows(world.target, "SELECT total FROM purchase_copy WHERE id = 3")
        == ["200.0000000000000000"])
    // Takes the answer.
    try writer.query("SELECT 1")
    #expect(service.terminate() == 0)
  }
}
