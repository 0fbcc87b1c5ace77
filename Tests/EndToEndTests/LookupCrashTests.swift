import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Random changes of many tables from two sessions at once, with kills in between: when all is
/// quiet the consumer holds what the SELECTs say.
@Suite("Looked-up contracts under kill -9", .serialized)
struct LookupCrashTests {
  /// Installs `trade`, a procedure that changes random rows, with savepoints that are undone.
  private static let preparation = """
    CREATE TABLE made (transactions bigint NOT NULL);
    INSERT INTO made VALUES (0);
    CREATE FUNCTION upto(n integer) RETURNS integer LANGUAGE sql AS
      'SELECT 1 + floor(random() * n)::integer';
    CREATE PROCEDURE change() LANGUAGE plpgsql AS $$
    DECLARE
      k integer := upto(40);
    BEGIN
      CASE upto(20)
        WHEN 1 THEN UPDATE buyer SET name = 'b' || random() WHERE id = upto(6);
        WHEN 2 THEN UPDATE buyer SET id = id + 6 WHERE id = upto(6) AND NOT EXISTS (
          SELECT FROM purchase WHERE buyer_id = buyer.id)
          AND NOT EXISTS (SELECT FROM buyer AS o WHERE o.id = buyer.id + 6);
        WHEN 3 THEN UPDATE product SET category_id = nullif(upto(4), 4), price = k
          WHERE id = upto(8);
        WHEN 4 THEN UPDATE category SET name = 'c' || random() WHERE id = upto(3);
        WHEN 5 THEN UPDATE purchase SET status = CASE upto(2) WHEN 1 THEN 'open' ELSE 'sent' END
          WHERE id = k;
        WHEN 6 THEN UPDATE purchase SET buyer_id = (SELECT min(id) FROM buyer WHERE id >= upto(6))
          WHERE id = k AND EXISTS (SELECT FROM buyer WHERE id >= 6);
        WHEN 7 THEN DELETE FROM purchase WHERE id = k;
        WHEN 8, 9 THEN INSERT INTO purchase SELECT k, min(id), 'open', upto(3) FROM buyer
          ON CONFLICT (id) DO UPDATE SET share = EXCLUDED.share;
        WHEN 10, 11 THEN INSERT INTO purchase_line SELECT id, upto(4), upto(8), upto(9)
          FROM purchase WHERE id = k
          ON CONFLICT (purchase_id, line) DO UPDATE SET units = EXCLUDED.units;
        WHEN 12 THEN DELETE FROM purchase_line WHERE purchase_id = k AND line <= upto(4);
        WHEN 13 THEN UPDATE purchase_line SET purchase_id = (SELECT max(id) FROM purchase),
          line = line + 10 * upto(1000) WHERE purchase_id = k AND line = upto(4);
        WHEN 14 THEN INSERT INTO remark SELECT upto(60), max(id), 'r' FROM purchase
          ON CONFLICT (id) DO UPDATE SET purchase_id = EXCLUDED.purchase_id;
        WHEN 15 THEN UPDATE remark SET purchase_id = (SELECT min(id) FROM purchase WHERE id >= k)
          WHERE id = upto(60);
        WHEN 16 THEN INSERT INTO parcel.purchase VALUES (upto(50), 'p' || k, k)
          ON CONFLICT (id) DO UPDATE SET of = EXCLUDED.of, carrier = EXCLUDED.carrier;
        WHEN 17 THEN INSERT INTO staff VALUES (upto(20), 's' || k, nullif(upto(21), 21))
          ON CONFLICT (id) DO UPDATE SET boss_id = EXCLUDED.boss_id, name = EXCLUDED.name;
        WHEN 18 THEN DELETE FROM staff WHERE id = upto(20);
        WHEN 19 THEN INSERT INTO reading
          VALUES (upto(4), '2023-12-20'::date + upto(25), k, nullif('n' || upto(5), 'n5'))
          ON CONFLICT (sensor_id, day) DO UPDATE SET value = EXCLUDED.value;
        ELSE UPDATE reading SET day = day + 12, sensor_id = upto(4)
          WHERE sensor_id = upto(4) AND day = '2023-12-20'::date + upto(13)
            AND NOT EXISTS (SELECT FROM reading AS o WHERE o.day = reading.day + 12);
      END CASE;
    END $$;
    CREATE PROCEDURE trade(count integer) LANGUAGE plpgsql AS $$
    BEGIN
      FOR t IN 1..count LOOP
        FOR e IN 1..upto(4) LOOP
          BEGIN
            CALL change();
            IF upto(5) = 1 THEN RAISE EXCEPTION USING ERRCODE = 'RJ001'; END IF;
          EXCEPTION
            -- A savepoint that is undone: on purpose, or because of the other session.
            WHEN SQLSTATE 'RJ001' OR unique_violation OR foreign_key_violation
              OR deadlock_detected OR not_null_violation THEN NULL;
          END;
        END LOOP;
        COMMIT;
      END LOOP;
    END $$;
    INSERT INTO buyer SELECT n, 'buyer ' || n FROM generate_series(1, 6) n;
    INSERT INTO category SELECT n, 'category ' || n FROM generate_series(1, 3) n;
    INSERT INTO product SELECT n, n % 3 + 1, 'product ' || n, n FROM generate_series(1, 8) n;
    INSERT INTO sensor SELECT n, 'place ' || n FROM generate_series(1, 4) n;
    """

  @Test("After every kill the consumer holds what the SELECTs say")
  func killedAgainAndAgain() throws {
    let world = try World()
    try world.source.execute(Self.preparation)
    try world.source.execute("CALL trade(60)")
    var service = try world.start()
    try world.barrier(service)
    for round in 1...4 {
      let writers = try (1...2).map { _ in
        Writer(try Connection(world.server.url(database: "source")))
      }
      for writer in writers { try writer.connection.sendQuery("CALL trade(250)") }
      let before = try world.target.query(
        "SELECT coalesce(sum(upserts + deletes), 0) FROM purchase_tally"
      ).scalar
      try world.expect(
        world.target,
        "SELECT sum(upserts + deletes) > \(before ?? "0") + \(round * 10) FROM purchase_tally",
        gives: "t", service)
      service.kill9()
      // Takes the answers of the procedures.
      for writer in writers { try writer.connection.query("SELECT 1") }
      service = try world.start(["run"])
    }
    try world.barrier(service)
    try Trade.expectSame(world)
    #expect(!service.output.contains("stops"))
    #expect(service.terminate() == 0)
  }

  private final class Writer {
    let connection: Connection

    init(_ connection: consuming Connection) { self.connection = connection }
  }
}
