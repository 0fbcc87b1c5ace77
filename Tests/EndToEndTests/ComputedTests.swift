import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// A contract whose expressions and filter generated Swift computes, beside one that says the same
/// and is evaluated by the publisher: rows and events are those of the SELECT.
@Suite("Computed contracts", .serialized)
struct ComputedTests {
  private static let publisher = """
    SELECT id, quantity * unit_price, coalesce(nick, label), '<' || body || '>',
      CASE WHEN quantity > 100 THEN 'bulk' WHEN weight >= 2.5 THEN 'heavy'
        WHEN zone IS NULL THEN label ELSE zone || '?' END,
      due >= '2020-02-29', CASE WHEN remark = 'shared' THEN 100 / quantity END,
      concat_ws('/', zone, -id, is_open, nullif(weight, 0))
    FROM parcel WHERE is_open AND (remark IS NULL OR remark NOT IN ('hidden', '')) ORDER BY id
    """

  private func expectSame(_ world: World, atLeast count: Int = 1) throws {
    let ours = try world.rows(world.source, Self.publisher)
    #expect(ours.count >= count)
    #expect(try world.rows(world.target, "SELECT * FROM parcel_copy ORDER BY id") == ours)
    #expect(try world.rows(world.target, "SELECT * FROM parcel_image ORDER BY id") == ours)
  }

  private func tally(_ world: World, _ id: Int) throws -> [String] {
    try world.rows(world.target, "SELECT upserts, deletes FROM parcel_tally WHERE id = \(id)")
  }

  /// Both plans made the same events of every change.
  private func expectSameEvents(_ world: World) throws {
    let query = "SELECT id, upserts, deletes FROM %@ ORDER BY id"
    let computed = try world.rows(world.target, query.replacing("%@", with: "parcel_tally"))
    let imaged = try world.rows(world.target, query.replacing("%@", with: "parcel_image_tally"))
    #expect(computed == imaged)
    #expect(!computed.isEmpty)
  }

  @Test("Rows are loaded, followed, and leave and enter the filter")
  func followsItsSelect() throws {
    let world = try World()
    try world.source.execute(
      """
      INSERT INTO parcel (id, quantity, unit_price, label, zone, remark, is_open, due) VALUES
        (1, 2, 30, 'one', 'ab', NULL, true, '2020-02-29'), (2, 1, 1, 'two', NULL, NULL, false, NULL),
        (3, 1, NULL, 'drei ß', 'é💡', 'hidden', true, 'infinity'),
        (4, 101, -5, '', NULL, 'note', true, '0044-03-15 BC');
      """)
    let service = try world.start()
    try world.barrier(service)
    try expectSame(world, atLeast: 2)
    // What the filter leaves out is no event of the load.
    #expect(try tally(world, 2) == [])
    for change in [
      "INSERT INTO parcel (id, label, weight) VALUES (5, 'five', 2.500), (6, 'six', 0)",
      "INSERT INTO parcel (id, is_open) VALUES (7, false)",
      "UPDATE parcel SET is_open = false WHERE id = 1",
      "UPDATE parcel SET is_open = true, nick = 'uno' WHERE id = 1",
      "UPDATE parcel SET remark = 'shown' WHERE id = 3", "DELETE FROM parcel WHERE id = 4",
      "UPDATE parcel SET id = 50 WHERE id = 5",
      "BEGIN; UPDATE parcel SET id = 51, remark = '' WHERE id = 50;"
        + " UPDATE parcel SET id = 52, remark = 'x' WHERE id = 51; COMMIT",
      "BEGIN; INSERT INTO parcel (id) VALUES (8);"
        + " UPDATE parcel SET is_open = false WHERE id = 8; COMMIT",
    ] { try world.source.execute(change) }
    try world.barrier(service)
    try expectSame(world, atLeast: 4)
    #expect(try tally(world, 1) == ["2|1"])
    #expect(try tally(world, 3) == ["1|0"])
    #expect(try tally(world, 4) == ["1|1"])
    #expect(try tally(world, 7) == ["0|1"])
    #expect(try tally(world, 8) == ["1|1"])
    #expect(try tally(world, 50) == ["1|1"])
    #expect(try tally(world, 51) == ["0|2"])
    try expectSameEvents(world)
    #expect(service.terminate() == 0)
  }

  @Test("Large values that did not change are there for the expression and the filter")
  func unchangedToast() throws {
    let world = try World()
    try world.source.execute(
      """
      INSERT INTO parcel (id, label, body, remark)
      SELECT n, 'label', repeat(md5(n::text), 300), CASE WHEN n > 10 THEN repeat('r', 9000) END
      FROM generate_series(1, 20) n;
      """)
    let service = try world.start()
    try world.barrier(service)
    service.freeze()
    for change in [
      "UPDATE parcel SET label = 'renamed' WHERE id <= 15",
      "UPDATE parcel SET is_open = false WHERE id = 3",
      "UPDATE parcel SET id = 100 WHERE id = 4",
      // A later change of what an event before it left alone.
      "UPDATE parcel SET quantity = 7 WHERE id IN (5, 6, 12)",
      "UPDATE parcel SET body = 'small' WHERE id = 5",
      "UPDATE parcel SET remark = '' WHERE id = 12",
      "DELETE FROM parcel WHERE id = 6",
      // The first event's quantity and the remark of the second never were in one row: it would
      // divide by zero.
      "UPDATE parcel SET quantity = 0 WHERE id = 13",
      "UPDATE parcel SET quantity = 4, remark = 'shared' WHERE id = 13",
    ] { try world.source.execute(change) }
    service.thaw()
    try world.barrier(service)
    try expectSame(world, atLeast: 17)
    let without = "SELECT id FROM parcel_copy WHERE framed IS NULL"
    #expect(try world.rows(world.target, without) == [])
    #expect(service.terminate() == 0)
  }

  @Test("An expression that fails for one row stops the group before that transaction")
  func poison() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    service.freeze()
    try world.source.execute("INSERT INTO parcel (id, label) VALUES (1, 'before')")
    try world.source.execute(
      "INSERT INTO parcel (id, quantity, unit_price, label) VALUES (2, 1, 1, 'beside'),"
        + " (3, 2000000000, 2, 'a secret')")
    try world.source.execute("INSERT INTO parcel (id) VALUES (4)")
    service.thaw()
    try world.expect(service, says: "key id=3")
    #expect(service.output.contains("scenarios/parcel@1.0"))
    #expect(
      service.output.contains(
        "its row of public.parcel cannot be evaluated: integer out of range (SQLSTATE 22003)"))
    #expect(!service.output.contains("a secret"))
    #expect(service.terminate() == 1)
    #expect(try world.rows(world.target, "SELECT id FROM parcel_copy ORDER BY id") == ["1"])
  }

  @Test("A row that cannot be computed keeps the load from being done; left out, it is no matter")
  func poisonBeforeTheLoad() throws {
    let world = try World()
    try world.source.execute(
      """
      INSERT INTO parcel (id, unit_price) SELECT n, 1 FROM generate_series(1, 6000) n;
      UPDATE parcel SET quantity = 2147483647, unit_price = -2 WHERE id IN (5555, 7);
      UPDATE parcel SET is_open = false WHERE id = 7;
      """)
    let service = try world.start()
    try world.expect(service, says: "key id=5555")
    #expect(service.output.contains("integer out of range (SQLSTATE 22003)"))
    #expect(service.terminate() == 1)
    #expect(try world.rows(world.target, "SELECT id FROM parcel_copy LIMIT 1") == [])
    try world.source.execute("UPDATE parcel SET quantity = 3 WHERE id = 5555")
    let second = try world.start(["run"])
    try world.barrier(second)
    try expectSame(world, atLeast: 5999)
    #expect(second.terminate() == 0)
  }

  @Test("Random changes give the events that the publisher would have evaluated")
  func sameEventsAsImaged() throws {
    let world = try World()
    try world.source.execute(Self.shuffle)
    try world.source.execute("CALL shuffle(60)")
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute("CALL shuffle(600)")
    try world.barrier(service)
    try expectSame(world, atLeast: 20)
    try expectSameEvents(world)
    #expect(service.terminate() == 0)
  }

  /// A procedure that changes random parcels, all of whose values stay in their rows.
  private static let shuffle = """
    ALTER TABLE parcel ALTER body SET STORAGE PLAIN, ALTER remark SET STORAGE PLAIN;
    CREATE FUNCTION one_of(VARIADIC choices text[]) RETURNS text LANGUAGE sql AS $$
      SELECT choices[1 + floor(random() * cardinality(choices))::integer]
    $$;
    CREATE PROCEDURE shuffle(transactions integer) LANGUAGE plpgsql AS $$
    DECLARE
      k bigint;
    BEGIN
      FOR t IN 1..transactions LOOP
        FOR e IN 1..1 + floor(random() * 4)::integer LOOP
          k := 1 + floor(random() * 80);
          CASE floor(random() * 7)::integer
            WHEN 0 THEN DELETE FROM parcel WHERE id = k;
            WHEN 1 THEN
              UPDATE parcel SET id = -k WHERE id = k
                AND NOT EXISTS (SELECT FROM parcel WHERE id = -k);
            WHEN 2 THEN UPDATE parcel SET is_open = NOT is_open WHERE id IN (k, -k);
            WHEN 3 THEN
              UPDATE parcel SET remark = one_of('hidden', '', NULL, 'shared')
                WHERE id IN (k, -k);
            ELSE
              INSERT INTO parcel
              SELECT k, v.quantity, v.price::integer, one_of('0', '0.000', '-1.5', '2.5', '2.499',
                '9999', NULL)::numeric, one_of('', 'label', 'straße', ' '), one_of('nick', '', NULL),
                one_of('a', 'é💡', '', NULL), one_of('body', '', NULL), one_of('hidden', 'shared', NULL),
                one_of('2020-02-28', '2020-02-29', 'infinity', '-infinity', '0044-03-15 BC',
                  '10000-01-01', NULL)::date
              FROM (SELECT 1 + floor(random() * 200)::integer AS quantity,
                one_of('0', '-7', '100000', NULL) AS price) AS v
              ON CONFLICT (id) DO UPDATE SET quantity = EXCLUDED.quantity, label = EXCLUDED.label,
                unit_price = EXCLUDED.unit_price, weight = EXCLUDED.weight, due = EXCLUDED.due,
                zone = EXCLUDED.zone, body = EXCLUDED.body, nick = EXCLUDED.nick;
          END CASE;
        END LOOP;
        COMMIT;
      END LOOP;
    END $$;
    """
}
