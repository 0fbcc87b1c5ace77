import Foundation
import RejotPostgres
import Synchronization

/// A publisher that is busy: random inserts, updates, deletes and key moves of items, a few a
/// transaction, every transaction leaving its number and place in the write-ahead log in `ledger`,
/// every event counted in `journal` by a trigger.
struct Load {
  /// Installs `ledger` and `journal` beside the scenarios' tables.
  static let preparation = """
    CREATE TABLE ledger (n bigserial PRIMARY KEY, lsn pg_lsn NOT NULL);
    CREATE TABLE journal (id bigint PRIMARY KEY, upserts bigint NOT NULL, deletes bigint NOT NULL);
    CREATE FUNCTION note(id bigint, up bigint, down bigint) RETURNS void LANGUAGE sql AS $$
      INSERT INTO journal VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE
      SET upserts = journal.upserts + $2, deletes = journal.deletes + $3
    $$;
    CREATE FUNCTION note_item() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND OLD.id <> NEW.id THEN
        -- A consumer that counts deletes with UPDATE counts them only where it knows the key.
        PERFORM note(OLD.id, 0, 1);
      END IF;
      IF TG_OP <> 'DELETE' THEN PERFORM note(NEW.id, 1, 0); END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_item AFTER INSERT OR UPDATE OR DELETE ON item
      FOR EACH ROW EXECUTE FUNCTION note_item();
    CREATE PROCEDURE work(transactions integer) LANGUAGE plpgsql AS $$
    DECLARE
      k bigint;
    BEGIN
      FOR t IN 1..transactions LOOP
        FOR e IN 1..1 + floor(random() * 4)::integer LOOP
          k := 1 + floor(random() * 500);
          CASE floor(random() * 10)::integer
            WHEN 0, 1 THEN DELETE FROM item WHERE id = k;
            WHEN 2 THEN
              UPDATE item SET id = k + 500 WHERE id = k
                AND NOT EXISTS (SELECT FROM item WHERE id = k + 500);
            WHEN 3 THEN
              UPDATE item SET id = k WHERE id = k + 500
                AND NOT EXISTS (SELECT FROM item WHERE id = k);
            ELSE
              INSERT INTO item VALUES (k, 'item ' || k || ' at ' || t, t)
              ON CONFLICT (id) DO UPDATE SET label = EXCLUDED.label, rank = EXCLUDED.rank;
          END CASE;
        END LOOP;
        INSERT INTO ledger (lsn) VALUES (pg_current_wal_insert_lsn());
        COMMIT;
      END LOOP;
    END $$;
    """

  /// Transactions of the ledger that the consumer has not applied yet, by its position.
  static func inFlight(_ world: World) throws -> Int {
    let position = try world.target.query(
      "SELECT min(lsn) FROM rejot.positions WHERE source = 'source'"
    ).scalar
    guard let position else { return 0 }
    let count = try world.source.query(
      "SELECT count(*) FROM ledger WHERE lsn > $1::pg_lsn", [position]
    ).scalar
    return count.flatMap { Int($0) } ?? 0
  }

  /// What differs between publisher and consumer: rows, and counted events.
  static func differences(_ world: World) throws -> [String] {
    let mine = Set(try world.rows(world.source, "SELECT id, label, rank FROM item"))
    let theirs = Set(try world.rows(world.target, "SELECT id, label, rank FROM item_copy"))
    let journal = Set(
      try world.rows(
        world.source, "SELECT id, upserts, deletes FROM journal"))
    let tally = Set(try world.rows(world.target, "SELECT id, upserts, deletes FROM item_tally"))
    return mine.symmetricDifference(theirs).sorted().map { "row \($0)" }
      + journal.symmetricDifference(tally).sorted().map { "events of \($0)" }
  }
}
