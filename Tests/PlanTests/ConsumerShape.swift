/// A consumer over one of the tables of ``WaysSource``, with a table of its own.
struct ConsumerShape: CustomStringConvertible {
  let name: String
  /// The public schema it follows.
  let from: String
  /// Makes its tables.
  let tables: String
  let upsert: String
  let delete: String
  /// Whether both statements must have a set-based form; nil where the compiler may choose.
  let isSetBased: Bool?
  /// Consumers whose tables refer to each other are of one group.
  let group: String
  /// Whose rows tell whether two ways to apply events did the same.
  let compared: [String]

  var description: String { name }

  /// - Parameters:
  ///   - columns: what an upsert writes, each named as its field; the first is the key.
  ///   - table: the columns and constraints of its table.
  ///   - more: further statements of its schema.
  init(
    _ name: String, from: String = "item", _ columns: [String] = ["id", "code", "n", "s"],
    table: String, more: String = "", sets: String? = nil, delete: String? = nil,
    isSetBased: Bool?, group: String? = nil, compared: [String] = []
  ) {
    self.name = name
    self.from = from
    tables = "CREATE TABLE \(name) (\(table));\n" + (more.isEmpty ? "" : more + ";\n")
    let sets =
      sets ?? columns.dropFirst().map { "\($0) = EXCLUDED.\($0)" }.joined(separator: ", ")
    upsert =
      "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES ("
      + columns.map { ":\($0)" }.joined(separator: ", ") + ") ON CONFLICT (\(columns[0])) "
      + (sets.hasPrefix("NOTHING") ? "DO \(sets)" : "DO UPDATE SET \(sets)")
    self.delete = delete ?? "DELETE FROM \(name) WHERE id = :id"
    self.isSetBased = isSetBased
    self.group = group ?? name
    self.compared = ["SELECT x::text FROM \(name) x ORDER BY 1"] + compared
  }

  private init(_ other: ConsumerShape, upsert: String) {
    (name, from, tables, delete) = (other.name, other.from, other.tables, other.delete)
    (isSetBased, group, compared) = (other.isSetBased, other.group, other.compared)
    self.upsert = upsert
  }

  func upserting(_ sql: String) -> ConsumerShape { ConsumerShape(self, upsert: sql) }
}

extension ConsumerShape {
  private static let plain = "id int PRIMARY KEY, code text, n int, s text"

  /// Counts what a trigger sees of a table's rows.
  static func counting(_ table: String, _ moment: String) -> String {
    """
    CREATE TABLE public.\(table)_counts (what text, times int);
    CREATE FUNCTION \(table)_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE public.\(table)_counts SET times = times + 1 WHERE what = TG_OP;
      IF NOT FOUND THEN INSERT INTO public.\(table)_counts VALUES (TG_OP, 1); END IF;
      RETURN NULL; END $$;
    CREATE TRIGGER counting AFTER \(moment) EXECUTE FUNCTION \(table)_count()
    """
  }

  /// What one event says is the same whatever came before it.
  static let batchable = [
    ConsumerShape(
      "parents", from: "parent", ["id", "s"], table: "id int PRIMARY KEY, s text",
      isSetBased: true, group: "family"),
    ConsumerShape(
      "children", ["id", "parent", "n"],
      table: "id int PRIMARY KEY, parent int NOT NULL REFERENCES parents, n int",
      isSetBased: true, group: "family"),
    ConsumerShape(
      "owners", from: "parent", ["id", "s"], table: "id int PRIMARY KEY, s text",
      isSetBased: true, group: "owned"),
    ConsumerShape(
      "owned", ["id", "parent", "n"],
      table: "id bigint PRIMARY KEY, parent int REFERENCES owners ON DELETE CASCADE, n int",
      isSetBased: true, group: "owned"),
    ConsumerShape(
      "makers", from: "parent", ["id", "s"], table: "id int PRIMARY KEY, s text",
      isSetBased: true, group: "made"),
    ConsumerShape(
      "made", ["id", "parent", "n"],
      table: "id int PRIMARY KEY, parent int REFERENCES makers ON DELETE SET NULL, n int",
      isSetBased: true, group: "made"),
    ConsumerShape(
      "nodes", from: "node", ["id", "above", "n"],
      table: "id int PRIMARY KEY, above int REFERENCES nodes, n int", isSetBased: true),
    ConsumerShape("plain", table: plain, isSetBased: true),
    ConsumerShape(
      "soft", table: plain + ", is_gone boolean NOT NULL DEFAULT false",
      delete: "UPDATE soft SET is_gone = true WHERE id = :id", isSetBased: true
    ).upserting(
      "INSERT INTO soft (id, code, n, s, is_gone) VALUES (:id, upper(:code), :n, :s, false)"
        + " ON CONFLICT (id) DO UPDATE SET code = EXCLUDED.code, n = :n, s = EXCLUDED.s,"
        + " is_gone = false"),
    ConsumerShape(
      "made_of", table: plain + ", sum int GENERATED ALWAYS AS (n + 1) STORED",
      isSetBased: true),
    ConsumerShape(
      "stays", from: "booking", ["id", "during"],
      table: "id int PRIMARY KEY, during int4range", isSetBased: true),
  ]

  /// What must be applied one by one: each breaks one condition of a set-based form.
  static let ordered = [
    ConsumerShape("uniques", table: plain + ", UNIQUE (code)", isSetBased: false),
    ConsumerShape(
      "partials", table: plain,
      more: "CREATE UNIQUE INDEX ON partials (code) WHERE id > 0", isSetBased: false),
    ConsumerShape(
      "lowered", table: plain,
      more: "CREATE UNIQUE INDEX ON lowered (lower(code))", isSetBased: false),
    ConsumerShape(
      "exclusive", from: "booking", ["id", "during"],
      table: "id int PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&)",
      isSetBased: false),
    ConsumerShape(
      "counted", table: plain,
      more: counting("counted", "INSERT OR UPDATE OR DELETE ON counted FOR EACH ROW"),
      isSetBased: false, compared: ["SELECT x::text FROM counted_counts x ORDER BY 1"]),
    ConsumerShape(
      "stated", table: plain,
      more: counting("stated", "INSERT OR UPDATE OR DELETE ON stated FOR EACH STATEMENT"),
      isSetBased: false, compared: ["SELECT x::text FROM stated_counts x ORDER BY 1"]),
    ConsumerShape(
      "distinct_only", table: plain,
      sets: "n = EXCLUDED.n, code = EXCLUDED.code, s = EXCLUDED.s WHERE EXCLUDED.n > 2",
      isSetBased: false),
    ConsumerShape(
      "changes", table: plain + ", changes int NOT NULL DEFAULT 1",
      sets: "code = EXCLUDED.code, n = EXCLUDED.n, s = EXCLUDED.s, changes = changes.changes + 1",
      isSetBased: false),
    ConsumerShape(
      "highest", table: plain,
      sets: "code = EXCLUDED.code, n = greatest(highest.n, EXCLUDED.n), s = EXCLUDED.s",
      isSetBased: false),
    ConsumerShape(
      "kept", table: plain, sets: "code = EXCLUDED.code, n = EXCLUDED.n",
      isSetBased: false),
    ConsumerShape(
      "altered", table: plain,
      sets: "code = EXCLUDED.code, n = EXCLUDED.n, s = EXCLUDED.s || '!'", isSetBased: false),
    ConsumerShape("numbered", table: plain + ", arrival bigserial", isSetBased: false),
    ConsumerShape(
      "deletions", from: "few", table: plain + ", deletions int NOT NULL DEFAULT 0",
      delete: "UPDATE deletions SET deletions = deletions + 1 WHERE id = :id", isSetBased: false),
    ConsumerShape(
      "by_code", ["code", "id", "n", "s"],
      table: "code text PRIMARY KEY, id int, n int, s text", isSetBased: false),
    ConsumerShape(
      "counting_rows", table: plain + ", others bigint", isSetBased: false
    ).upserting(
      "INSERT INTO counting_rows (id, code, n, s, others) VALUES (:id, :code, :n, :s,"
        + " (SELECT count(*) FROM counting_rows)) ON CONFLICT (id) DO UPDATE SET"
        + " code = EXCLUDED.code, n = EXCLUDED.n, s = EXCLUDED.s, others = EXCLUDED.others"),
  ]
}
