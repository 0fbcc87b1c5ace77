import RejotContract

/// What a world's source keeps of its own transactions, in a schema that nothing publishes but for
/// the markers: which event each change of a row makes of a contract over one table.
struct TraceSchema {
  /// The name under which markers are published: each transaction ends with one.
  static let marker = "marker"

  static let sql = """
    CREATE SCHEMA trace;
    CREATE TABLE trace.marker (id bigint PRIMARY KEY);
    CREATE TABLE trace.seen (place bigint GENERATED ALWAYS AS IDENTITY, tx bigint NOT NULL,
      contract text NOT NULL, operation text NOT NULL, key text[] NOT NULL, cells text[] NOT NULL,
      is_completed boolean NOT NULL);
    CREATE FUNCTION trace.tx() RETURNS bigint LANGUAGE sql
      AS $$ SELECT pg_current_xact_id()::text::bigint $$;
    CREATE FUNCTION trace.txt(anyelement) RETURNS text LANGUAGE sql STRICT
      AS $$ SELECT format('%s', $1) $$;

    """

  let tables: [PlanTable]
  private(set) var bodies: [Int: String] = [:]

  init(_ tables: [PlanTable]) { self.tables = tables }

  /// Adds what a contract over one table makes of a change.
  mutating func add(_ contract: PlanContract, _ schema: PublicSchema) {
    guard let (number, columns) = contract.root else { return }
    let table = tables[number]
    let keys = zip(schema.key, columns)
    let insert =
      "INSERT INTO trace.seen (tx, contract, operation, key, cells, is_completed)"
    let name = "'\(contract.name)'"
    func row(_ image: String) -> String {
      columns.map { "\(image).\($0)" }.joined(separator: ", ")
    }
    func delete(_ image: String, _ lacks: String) -> String {
      let key = texts(columns.map { "\(image).\($0)" })
      return "\(insert) VALUES (trace.tx(), \(name), 'delete', \(key), \(key), \(lacks));"
    }
    func texts(_ values: [String]) -> String {
      "ARRAY[\(values.map { "trace.txt(\($0))" }.joined(separator: ", "))]"
    }
    let match = keys.map { "q.\($0) = NEW.\($1)" }.joined(separator: " AND ")
    let isSame = columns.map { "q.\($0) = NEW.\($0)" }.joined(separator: " AND ")
    let cells = texts(schema.fields.map { "q.\($0.name)" })
    let isCompleted =
      table.columns(.body).isEmpty
      ? "false"
      : "TG_OP = 'UPDATE' AND NEW.body IS NOT DISTINCT FROM OLD.body AND length(NEW.body) > 1000"
    bodies[number, default: ""] += """
        IF TG_OP = 'DELETE' THEN
          \(delete("OLD", "false"))
        ELSE
          lacks := false;
          IF TG_OP = 'UPDATE' THEN
            IF (\(row("OLD"))) IS DISTINCT FROM (\(row("NEW"))) THEN
              \(delete("OLD", "false"))
            END IF;
            lacks := \(isCompleted);
          END IF;
          -- A snapshot that is older may see another row of the key, which is gone.
          lacks := lacks OR (SELECT count(*) > 1 FROM \(table.name) AS q WHERE \(isSame));
          \(insert)
            SELECT trace.tx(), \(name), 'upsert', \(texts(columns.map { "NEW.\($0)" })),
              \(cells), lacks
            FROM (\(contract.open)) AS q WHERE \(match);
          IF NOT FOUND THEN
            \(delete("NEW", "lacks"))
          END IF;
        END IF;

      """
  }

  /// The triggers. Their name comes before those of foreign keys, which act in between.
  var triggers: String {
    bodies.sorted { $0.key < $1.key }.map { number, body in
      """
      CREATE FUNCTION trace.watch_\(number)() RETURNS trigger LANGUAGE plpgsql AS $watch$
      DECLARE lacks boolean := false;
      BEGIN
      \(body)
        RETURN NULL;
      END $watch$;
      CREATE TRIGGER "A_watch" AFTER INSERT OR UPDATE OR DELETE ON \(tables[number].name)
        FOR EACH ROW EXECUTE FUNCTION trace.watch_\(number)();

      """
    }.joined()
  }
}
