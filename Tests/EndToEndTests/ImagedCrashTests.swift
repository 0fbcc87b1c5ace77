import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Random changes under an imaged contract, with kills in between: each event is what the SELECT
/// says of its row, and comes once.
@Suite("Imaged contracts under kill -9", .serialized)
struct ImagedCrashTests {
  /// Installs `ledger` and `deal`, a procedure that changes random listings, and `told`, which
  /// counts by a trigger the events that the contract makes of each change.
  private static let preparation = """
    CREATE TABLE told (id bigint PRIMARY KEY, upserts bigint NOT NULL, deletes bigint NOT NULL);
    CREATE FUNCTION tell(id bigint, up bigint) RETURNS void LANGUAGE sql AS $$
      INSERT INTO told VALUES ($1, $2, 1 - $2) ON CONFLICT (id) DO UPDATE
      SET upserts = told.upserts + $2, deletes = told.deletes + 1 - $2
    $$;
    CREATE FUNCTION tell_listing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND OLD.id <> NEW.id THEN
        PERFORM tell(OLD.id, 0);
      END IF;
      IF TG_OP <> 'DELETE' THEN
        PERFORM tell(NEW.id, CASE WHEN EXISTS (
          SELECT FROM listing
          WHERE id = NEW.id AND is_open AND (feeling IS NULL OR feeling <> 'low')
        ) THEN 1 ELSE 0 END);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER tell_listing AFTER INSERT OR UPDATE OR DELETE ON listing
      FOR EACH ROW EXECUTE FUNCTION tell_listing();
    CREATE FUNCTION tags() RETURNS text[] LANGUAGE sql AS $$
      SELECT coalesce(array_agg(
        CASE floor(random() * 5) WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'a"b\\c' WHEN 3 THEN
          'NULL' ELSE '{x, y}' END), '{}')
      FROM generate_series(1, floor(random() * 4)::integer)
    $$;
    CREATE PROCEDURE deal(transactions integer) LANGUAGE plpgsql AS $$
    DECLARE
      k bigint;
    BEGIN
      FOR t IN 1..transactions LOOP
        FOR e IN 1..1 + floor(random() * 4)::integer LOOP
          k := 1 + floor(random() * 200);
          CASE floor(random() * 9)::integer
            WHEN 0 THEN DELETE FROM listing WHERE id = k;
            WHEN 1 THEN
              UPDATE listing SET id = k + 200 WHERE id = k
                AND NOT EXISTS (SELECT FROM listing WHERE id = k + 200);
            WHEN 2 THEN
              UPDATE listing SET id = k, is_open = random() < 0.5 WHERE id = k + 200
                AND NOT EXISTS (SELECT FROM listing WHERE id = k);
            WHEN 3 THEN UPDATE listing SET is_open = NOT is_open WHERE id = k;
            WHEN 4 THEN
              UPDATE listing SET feeling =
                (enum_range(NULL::mood))[1 + floor(random() * 3)::integer] WHERE id = k;
            ELSE
              INSERT INTO listing (id, title, price, units, tags, body, is_open) VALUES (
                k, 'straße ' || k, round((random() * 1000)::numeric, 2),
                (1 + floor(random() * 7)) * (CASE WHEN random() < 0.5 THEN 1 ELSE -1 END), tags(),
                CASE WHEN random() < 0.8 THEN repeat(md5(t::text), 100) END, random() < 0.7)
              ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title || t, units = EXCLUDED.units,
                tags = EXCLUDED.tags;
          END CASE;
        END LOOP;
        COMMIT;
      END LOOP;
    END $$;
    """

  /// Rows whose large values are looked up may be gone by then, or newer than their event: then
  /// events cannot be counted, and only the rows are compared.
  @Test("After every kill the offers are those of the SELECT", arguments: [false, true])
  func killedAgainAndAgain(hasLargeValues: Bool) throws {
    let world = try World()
    try world.source.execute(Self.preparation)
    if hasLargeValues {
      // Else it is compressed and stays in its row.
      try world.source.execute("ALTER TABLE listing ALTER body SET STORAGE EXTERNAL")
    }
    try world.source.execute("CALL deal(100)")
    try world.source.execute("TRUNCATE told")
    var service = try world.start()
    try world.barrier(service)
    let loaded = Set(try world.rows(world.target, "SELECT id FROM offer_tally"))
    for round in 1...4 {
      let writer = try Connection(world.server.url(database: "source"))
      try writer.sendQuery("CALL deal(400)")
      try world.expect(
        world.source, "SELECT count(*) > \(round * 40) FROM told", gives: "t", service)
      service.kill9()
      // Takes the answer of the procedure.
      try writer.query("SELECT 1")
      service = try world.start(["run"])
    }
    try world.barrier(service)
    try Offers.expectSame(world, atLeast: 20)
    if !hasLargeValues { try expectEachEventOnce(world, loaded) }
    #expect(service.terminate() == 0)
  }

  private func expectEachEventOnce(_ world: World, _ loaded: Set<String>) throws {
    let told = Set(try world.rows(world.source, "SELECT id, upserts, deletes FROM told"))
    let counted = try world.rows(world.target, "SELECT id, upserts, deletes FROM offer_tally").map {
      row in
      let parts = row.split(separator: "|").map { Int($0) ?? 0 }
      // The load was one upsert of each row that was there.
      return "\(parts[0])|\(parts[1] - (loaded.contains("\(parts[0])") ? 1 : 0))|\(parts[2])"
    }
    #expect(told.count > 100)
    let theirs = Set(counted.filter { !$0.hasSuffix("|0|0") })
    #expect(told.symmetricDifference(theirs).sorted() == [])
  }
}
