import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// Every finding about a public schema: its words and its place; and beside each a statement that
/// stays quiet.
@Suite struct PublicFindingTests {
  static let schema = """
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, nick text UNIQUE,
      code varchar(8) NOT NULL UNIQUE, feeling mood NOT NULL, address inet, age int NOT NULL,
      price numeric(12,2) NOT NULL, twice int GENERATED ALWAYS AS (age * 2) STORED);
    CREATE TABLE lines (order_id bigint NOT NULL, no int NOT NULL, word text, later int NOT NULL,
      part int NOT NULL, PRIMARY KEY (order_id, no),
      CONSTRAINT later_key UNIQUE (later) DEFERRABLE);
    CREATE UNIQUE INDEX part_key ON lines (part) WHERE part > 0;
    CREATE TABLE bare (id bigint NOT NULL, word text);
    CREATE TABLE parent (id bigint PRIMARY KEY);
    CREATE TABLE child () INHERITS (parent);
    CREATE TABLE parts (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
    CREATE UNLOGGED TABLE fleeting (id bigint PRIMARY KEY);
    CREATE TABLE guarded (id bigint PRIMARY KEY);
    ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
    CREATE FUNCTION today(int) RETURNS int STABLE LANGUAGE sql AS 'SELECT $1';
    CREATE FUNCTION stamp() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
    CREATE TABLE doubled (age int NOT NULL,
      twice int NOT NULL UNIQUE GENERATED ALWAYS AS (age * 2) STORED);
    CREATE TABLE collated (c text COLLATE "C" PRIMARY KEY);
    CREATE VIEW people AS SELECT * FROM users;
    CREATE MATERIALIZED VIEW stored AS SELECT * FROM users;
    CREATE FOREIGN DATA WRAPPER nothing;
    CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
    CREATE FOREIGN TABLE far (id bigint NOT NULL) SERVER elsewhere;
    """

  struct Case: Sendable, CustomTestStringConvertible {
    let sql: String
    let findings: [String]
    var key: [String]?
    var pins: [FieldPin] = []

    init(_ sql: String, _ findings: [String], key: [String]? = nil, pins: [FieldPin] = []) {
      self.sql = sql
      self.findings = findings
      self.key = key
      self.pins = pins
    }

    var testDescription: String { sql }
  }

  static func pin(_ name: String, type: String? = nil, nullable: Bool? = nil) -> FieldPin {
    FieldPin(
      name: Located(name, Span(file: "pin \(name)", start: 0, end: 1)),
      type: type.map { Located($0, Span(file: "type \($0)", start: 0, end: 1)) },
      nullable: nullable.map { Located($0, Span(file: "nullable \($0)", start: 0, end: 1)) })
  }

  static let cases: [Case] = [
    Case("SELECT id, first_name FROM users WHERE id = :id", []),
    Case("SELECT id, code::text FROM users WHERE $1 = id;", []),
    Case("SELECT * FROM lines WHERE order_id = :o AND no = :n ORDER BY no", []),
    Case("SELECT first_name FROM users WHERE id = :id", []),
    Case("SELECT id FROM users", [], key: ["id"]),
    Case("SELECT id FROM ONLY parent WHERE id = :id", []),
    // Statements
    Case("SELECT id FROM users WHERE id = :id; SELECT 1", ["statement-count: SELECT 1"]),
    Case("SELECT id FRM users WHERE id = :id", ["sql-syntax: users"]),
    Case("SELECT id FROM usres WHERE id = :id", ["table-not-found: usres"]),
    Case("SELECT id FROM publc.users WHERE id = :id", ["table-not-found: publc"]),
    Case("SELECT u.frist_name FROM users u WHERE id = :id", ["column-not-found: u"]),
    Case("SELECT id, frist_name FROM users WHERE id = :id", ["column-not-found: frist_name"]),
    Case("SELECT uper(first_name) AS n FROM users WHERE id = :id", ["function-not-found: uper"]),
    Case("SELECT id FROM users u, bare b WHERE id = :id", ["column-ambiguous: id"]),
    Case("SELECT id FROM users WHERE id = 'ok'::mood AND id = :id", ["function-not-found: ="]),
    Case("SELECT id FROM users WHERE feeling = 'glad' AND id = :id", ["type-mismatch: 'glad'"]),
    Case("SELECT 1 / 0 AS x, id[1] FROM users WHERE id = :id", ["type-mismatch: id"]),
    Case("DELETE FROM users WHERE id = :id", ["statement-kind: DELETE"]),
    Case("SELECT id FROM users WHERE id = $2", ["placeholder-unused: $2"]),
    Case("SELECT id FROM users WHERE id = :id AND age = $1", ["placeholder-mixed: $1"]),
    // Outputs
    Case(
      "SELECT id, age + 1 FROM users WHERE id = :id", ["output-name-missing: age + 1"]),
    Case("SELECT id, age AS id FROM users WHERE id = :id", ["output-name-duplicate: age AS id"]),
    Case(
      "SELECT id, (id, address) AS pair FROM users WHERE id = :id",
      ["type-unsupported: (id, address) AS pair"]),
    Case("SELECT age AS id FROM users WHERE id = :id", ["output-name-duplicate: age AS id"]),
    // Key
    Case("SELECT id FROM users", ["key-missing: SELECT"]),
    Case("SELECT id FROM users", ["key-missing: SELECT"], key: []),
    Case("SELECT id, nick FROM users WHERE nick = :nick", ["key-nullable: nick"]),
    Case("SELECT id, age FROM users WHERE age = :age", ["key-not-unique: age"]),
    Case("SELECT no FROM lines WHERE no = :no", ["key-not-unique: no"]),
    Case("SELECT later FROM lines WHERE later = :l", ["key-not-unique: later"]),
    Case("SELECT part FROM lines WHERE part = :p", ["key-not-unique: part"]),
    Case("SELECT id FROM bare WHERE id = :id", ["key-not-unique: id"]),
    Case("SELECT id FROM users WHERE id > :id", ["key-not-found: :id"]),
    Case("SELECT id FROM users WHERE id = :id OR age = 3", ["key-not-found: :id"]),
    Case("SELECT id FROM users", ["key-not-found: key idd"], key: ["idd"]),
    Case("SELECT id, age + 1 AS n FROM users", ["key-not-found: key n"], key: ["n"]),
    Case("SELECT id FROM users WHERE id = :id", ["invalid-value: :id"], key: ["id"]),
    // Plan
    Case("SELECT id, upper(code) AS c FROM users WHERE id = :id", []),
    Case("SELECT id FROM users WHERE id = :id AND age > 3", []),
    Case("SELECT id, (SELECT 1) AS one FROM users WHERE id = :id", []),
    Case(
      "SELECT id, (SELECT b.word FROM bare b) AS w FROM users WHERE id = :id",
      ["join-untraceable: bare"]),
    Case(
      "SELECT id FROM users u WHERE id = :id AND age = (SELECT max(age) FROM users)",
      ["join-untraceable: users"]),
    Case(
      "SELECT id, row_to_json(u) AS r FROM users u WHERE id = :id",
      []),
    Case(
      "SELECT id, ARRAY(SELECT u.nick WHERE u IS NOT NULL) AS r FROM users u WHERE id = :id",
      []),
    Case(
      "SELECT id, (xmin)::text AS x FROM users WHERE id = :id AND ctid <> '(0,0)'",
      ["plan-unsupported: ctid"]),
    Case(
      "SELECT id, today(age) AS t, stamp() AS s FROM users WHERE id = :id",
      ["changes-unseen: today", "changes-unseen: stamp"]),
    Case(
      "SELECT id FROM users WHERE id = :id AND current_user = nick",
      ["changes-unseen: current_user"]),
    Case(
      "SELECT id, first_name::date AS d FROM users WHERE id = :id",
      ["changes-unseen: first_name::date AS d"]),
    Case(
      "SELECT id, '{a}'::text[]::date[] AS d FROM users WHERE id = :id",
      ["changes-unseen: '{a}'::text[]::date[] AS d"]),
    Case(
      "SELECT id, (age::oid::regclass)::text AS d FROM users WHERE id = :id",
      ["changes-unseen: (age::oid::regclass)::text AS d"]),
    Case(
      "SELECT id, to_date(first_name, 'YYYY') < 'today' AS d FROM users WHERE id = :id",
      ["plan-unsupported: 'today'"]),
    Case("SELECT id, first_name || 'today' AS d FROM users WHERE id = :id", []),
    Case("SELECT twice, age FROM doubled WHERE twice = :t", []),
    Case(
      "SELECT id, age + 1 AS a FROM users TABLESAMPLE system (1) WHERE id = :id",
      ["plan-unsupported: TABLESAMPLE"]),
    Case("SELECT c || '' AS d FROM collated WHERE c = :c AND 'x' < :c", []),
    Case("SELECT c || '' AS d FROM collated WHERE c = :c AND 'x' < c", []),
    Case(
      "SELECT u.id FROM users u JOIN bare b ON true WHERE u.id = :id",
      ["key-not-unique: id"]),
    Case("SELECT u.id FROM users u, bare b WHERE u.id = :id", ["key-not-unique: id"]),
    Case("SELECT DISTINCT id FROM users WHERE id = :id", []),
    Case("SELECT id FROM users WHERE id = :id LIMIT 1", []),
    Case(
      "SELECT age, count(*) AS n FROM users WHERE age = :age GROUP BY age",
      []),
    Case(
      "SELECT id, count(*) OVER () AS n FROM users WHERE id = :id",
      []),
    Case(
      "WITH u AS (SELECT id FROM users) SELECT id FROM u WHERE id = :id",
      []),
    Case("SELECT id FROM (SELECT id FROM users) u WHERE id = :id", []),
    Case("SELECT id, twice FROM users WHERE id = :id", []),
    Case("SELECT id FROM people WHERE id = :id", []),
    Case("SELECT id FROM stored WHERE id = :id", ["source-relation-kind: stored"]),
    Case("SELECT id FROM far WHERE id = :id", ["source-relation-kind: far"]),
    Case("SELECT id FROM parts WHERE id = :id", []),
    Case("SELECT id FROM fleeting WHERE id = :id", ["source-relation-kind: fleeting"]),
    Case("SELECT id FROM guarded WHERE id = :id", ["source-relation-kind: guarded"]),
    Case("SELECT id FROM parent WHERE id = :id", ["source-relation-kind: parent"]),
    Case("SELECT id, now() AS t FROM users WHERE id = :id", ["changes-unseen: now"]),
    Case(
      "SELECT id, random() AS r FROM users WHERE id = :id",
      ["volatile-function: random"]),
    Case("SELECT id FROM users WHERE id = :id FOR UPDATE", ["public-not-read-only: FOR"]),
    Case(
      "SELECT count(*) AS n FROM users WHERE age = :age", ["aggregate-without-group: count(*) AS n"]
    ),
    Case(
      "SELECT id FROM users WHERE id = :id UNION SELECT id FROM bare WHERE id = :id",
      []),
    // Pins
    Case(
      "SELECT id, code, price, age FROM users WHERE id = :id", [],
      pins: [
        pin("code", type: "varchar(20)", nullable: true), pin("age", type: "bigint"),
        pin("price", type: "numeric(14,2)", nullable: false),
      ]),
    Case(
      "SELECT id, code FROM users WHERE id = :id", ["pin-unknown: pin coed"],
      pins: [pin("coed")]),
    Case(
      "SELECT id, code FROM users WHERE id = :id", ["pin-type-mismatch: type varchar(5)"],
      pins: [pin("code", type: "varchar(5)")]),
    Case(
      "SELECT id, age FROM users WHERE id = :id", ["pin-type-mismatch: type smallint"],
      pins: [pin("age", type: "smallint")]),
    Case(
      "SELECT id, nick FROM users WHERE id = :id", ["pin-nullable: nullable false"],
      pins: [pin("nick", nullable: false)]),
    Case(
      "SELECT id FROM users WHERE id = :id", ["type-unsupported: type bigit"],
      pins: [pin("id", type: "bigit")]),
    Case(
      "SELECT id FROM users WHERE id = :id", ["type-unsupported: type int FROM users"],
      pins: [pin("id", type: "int FROM users")]),
  ]

  @Test(arguments: cases) func saysWhatIsWrongAndWhere(_ example: Case) throws {
    var bed = Bed(source: Self.schema)
    bed.publish(example.sql, key: example.key, pins: example.pins)
    let outcome = try bed.run()
    #expect(outcome.findings == example.findings)
  }

  @Test func suggestsWhatWasMeant() throws {
    func edits(_ sql: String, key: [String]? = nil) throws -> [String] {
      var bed = Bed(source: Self.schema)
      bed.publish(sql, key: key)
      return try bed.run().result.diagnostics.flatMap(\.help).flatMap(\.edits).map {
        "\($0.span.start)-\($0.span.end) \($0.replacement)"
      }
    }
    #expect(try edits("SELECT id FROM usres WHERE id = :id") == ["15-20 users"])
    #expect(try edits("SELECT frist_name FROM users WHERE id = :id") == ["7-17 first_name"])
    #expect(try edits("SELECT u.frist_name FROM users u WHERE id = :id") == ["9-19 first_name"])
    #expect(try edits("SELECT id FROM users") == ["20-20 \nWHERE id = :id"])
  }

  @Test func tellsWhichUniqueKeysThereAre() throws {
    var bed = Bed(source: Self.schema)
    bed.publish("SELECT no FROM lines WHERE no = :no")
    let only = try #require(try bed.run().only)
    #expect(
      only.notes == [
        "unique index later_key is over (later), and deferrable",
        "unique index lines_pkey is over (order_id, no)",
        "unique index part_key is over (part), for some rows only",
      ])
  }

  @Test func oneRunReportsEverythingOnce() throws {
    var bed = Bed(source: Self.schema, target: "CREATE TABLE t (id bigint PRIMARY KEY)")
    bed.publish("SELECT id FROM usres WHERE id = :id")
    bed.publish("SELECT id FROM users", name: "other")
    bed.publish("SELECT id FROM users WHERE id = :id", name: "third", source: "shpo")
    try bed.consume("INSERT INTO t VALUES (:wrong) ON CONFLICT (id) DO NOTHING")
    let outcome = try bed.run()
    #expect(
      outcome.findings == [
        "key-missing: SELECT", "unknown-store: source", "table-not-found: usres",
      ])
  }
}
