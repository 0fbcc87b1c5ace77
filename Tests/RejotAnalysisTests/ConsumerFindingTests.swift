import RejotContract
import RejotEphemeral
import RejotSource
import Testing

@testable import RejotAnalysis

/// Every finding about a consumer: its words and its place; and beside each a statement that stays
/// quiet.
@Suite struct ConsumerFindingTests {
  static let source = """
    CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
    CREATE TYPE colour AS ENUM ('red', 'blue');
    CREATE TYPE tint AS ENUM ('x');
    CREATE DOMAIN mail AS text;
    CREATE TABLE things (id bigint, part int, name text NOT NULL, note text, size int NOT NULL,
      feeling mood NOT NULL, shade colour NOT NULL, price numeric(12,2) NOT NULL,
      at timestamptz NOT NULL, code varchar(8) NOT NULL, PRIMARY KEY (id, part));
    """
  static let publicSQL = "SELECT * FROM things WHERE id = :id AND part = :part"

  static let target = """
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TYPE colour AS ENUM ('blue', 'green', 'red');
    CREATE TABLE things (id bigint, part int, name text NOT NULL DEFAULT '', note text,
      feeling mood, shade colour, small int, price numeric(8,2), coarse numeric(14,1), exact numeric(12,2), day date,
      short varchar(4), code varchar(8), PRIMARY KEY (id, part));
    CREATE TABLE strict (id bigint PRIMARY KEY, name text NOT NULL, size int NOT NULL,
      made timestamptz NOT NULL DEFAULT now(), twice int GENERATED ALWAYS AS (size * 2) STORED);
    CREATE TABLE counted (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
      other text UNIQUE DEFERRABLE, third text);
    CREATE UNIQUE INDEX third_key ON counted (third) WHERE third > '';
    CREATE TABLE two (id bigint PRIMARY KEY, mail text UNIQUE);
    CREATE TABLE log (seen bigint, word text);
    CREATE TABLE filled (id bigint PRIMARY KEY, name text NOT NULL, size int NOT NULL);
    CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN NEW.name := coalesce(NEW.name, ''''); NEW.size := 1; RETURN NEW; END';
    CREATE TRIGGER filling BEFORE INSERT OR UPDATE ON filled
      FOR EACH ROW EXECUTE FUNCTION fill();
    CREATE TABLE parted (id bigint PRIMARY KEY, name text NOT NULL, size int NOT NULL)
      PARTITION BY RANGE (id);
    CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (MINVALUE) TO (5)
      PARTITION BY RANGE (id);
    CREATE TABLE parted_lowest PARTITION OF parted_low DEFAULT;
    CREATE TRIGGER filling BEFORE INSERT OR UPDATE ON parted_lowest
      FOR EACH ROW EXECUTE FUNCTION fill();
    CREATE TABLE whole (id bigint PRIMARY KEY, name text NOT NULL, size int NOT NULL)
      PARTITION BY RANGE (id);
    CREATE TABLE whole_all PARTITION OF whole DEFAULT;
    CREATE TABLE ancestor (id bigint PRIMARY KEY, name text NOT NULL, size int NOT NULL);
    CREATE TABLE heir () INHERITS (ancestor);
    CREATE TRIGGER filling BEFORE INSERT OR UPDATE ON heir
      FOR EACH ROW EXECUTE FUNCTION fill();
    CREATE VIEW seen AS SELECT id, name FROM strict;
    CREATE FOREIGN DATA WRAPPER nothing;
    CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
    CREATE FOREIGN TABLE far (id bigint, name text) SERVER elsewhere;
    CREATE SCHEMA rejot;
    CREATE TABLE rejot.positions (name text PRIMARY KEY);
    """

  static let keyed = "ON CONFLICT (id, part) DO NOTHING"

  static let upserts: [(String, [String])] = [
    ("INSERT INTO things (id, part, name) VALUES (:id, :part, :name) \(keyed)", []),
    // Places and placeholders
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, :nmae) \(keyed)",
      ["placeholder-unknown: :nmae"]
    ),
    (
      "INSERT INTO things (id, part) VALUES ($1, $2) \(keyed)",
      ["placeholder-unknown: $1", "placeholder-unknown: $2"]
    ),
    (
      "INSERT INTO things (id, part, nmae) VALUES (:id, :part, :name) \(keyed)",
      ["column-not-found: nmae"]
    ),
    ("INSERT INTO thnigs (id, part) VALUES (:id, :part) \(keyed)", ["table-not-found: thnigs"]),
    ("SELECT :id::bigint", ["statement-kind: SELECT"]),
    (
      "INSERT INTO things (id, part) VALUES (:id, :part) \(keyed); DROP TABLE things",
      ["statement-count: DROP TABLE things"]
    ),
    (
      "INSERT INTO things (id, part, feeling) VALUES (:id, :part, :name) \(keyed)",
      ["type-mismatch: :name"]
    ),
    ("INSERT INTO things (id, part, feeling) VALUES (:id, :part, :name::mood) \(keyed)", []),
    // NULL
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, :note) \(keyed)",
      ["consumer-null-into-not-null: :note"]
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, lower(:note)) \(keyed)",
      ["consumer-null-into-not-null: :note"]
    ),
    ("INSERT INTO things (id, part, name) VALUES (:id, :part, coalesce(:note, '')) \(keyed)", []),
    ("INSERT INTO things (id, part, name) VALUES (:id, :part, concat(:note)) \(keyed)", []),
    ("INSERT INTO things (id, part, note) VALUES (:id, :part, :note) \(keyed)", []),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, NULL) \(keyed)",
      ["consumer-null-into-not-null: NULL"]
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = :note",
      ["consumer-null-into-not-null: :note"]
    ),
    (
      "UPDATE things SET name = :note WHERE id = :id AND part = :part",
      ["consumer-null-into-not-null: :note"]
    ),
    ("INSERT INTO filled (id, name) VALUES (:id, :note) ON CONFLICT (id) DO NOTHING", []),
    // A trigger of a partition or of a table that inherits fills the column.
    ("INSERT INTO parted (id, name) VALUES (:id, :note) ON CONFLICT (id) DO NOTHING", []),
    ("UPDATE ancestor SET name = :note WHERE id = :id", []),
    (
      "INSERT INTO whole (id, name, size) VALUES (:id, :note, 1) ON CONFLICT (id) DO NOTHING",
      ["consumer-null-into-not-null: :note"]
    ),
    // What is written
    ("UPDATE far SET name = :name WHERE id = :id", ["consumer-target-kind: far"]),
    ("UPDATE seen SET name = :name WHERE id = :id", []),
    (
      "UPDATE rejot.positions SET name = :name WHERE name = :id::bigint::text",
      ["consumer-target-kind: positions"]
    ),
    // Columns nobody fills
    (
      "INSERT INTO strict (id, name) VALUES (:id, :name) ON CONFLICT (id) DO NOTHING",
      ["consumer-column-not-filled: strict"]
    ),
    (
      "INSERT INTO strict (id, name, size) VALUES (:id, :name, DEFAULT) "
        + "ON CONFLICT (id) DO NOTHING", ["consumer-column-not-filled: strict"]
    ),
    (
      "INSERT INTO strict (id, name, size) VALUES (:id, :name, :size) "
        + "ON CONFLICT (id) DO NOTHING", []
    ),
    // A MERGE acts on rows that its condition does not join: what it compares may be NULL.
    (
      "MERGE INTO strict s USING (SELECT :id::bigint AS id, :note AS name) e ON s.name = e.name "
        + "WHEN NOT MATCHED THEN INSERT (id, name, size) VALUES (e.id, e.name, 1)",
      ["consumer-null-into-not-null: MERGE"]
    ),
    (
      "MERGE INTO strict s USING (SELECT :id::bigint AS id) e ON s.id = e.id "
        + "WHEN NOT MATCHED THEN INSERT (id, name) VALUES (e.id, :name)",
      ["consumer-column-not-filled: strict"]
    ),
    (
      "WITH a AS (INSERT INTO strict (id, name) VALUES (:id, :name) ON CONFLICT (id) DO NOTHING) "
        + "INSERT INTO things (id, part) VALUES (:id, :part) \(keyed)",
      ["consumer-column-not-filled: WITH"]
    ),
    // Generated columns
    (
      "INSERT INTO strict (id, name, size, twice) VALUES (:id, :name, :size, :size) "
        + "ON CONFLICT (id) DO NOTHING", ["consumer-generated-column: twice"]
    ),
    (
      "INSERT INTO counted (id, name) VALUES (:id, :name) ON CONFLICT (id) DO NOTHING",
      ["consumer-generated-column: id"]
    ),
    (
      "INSERT INTO counted (id, name) OVERRIDING SYSTEM VALUE VALUES (:id, :name) "
        + "ON CONFLICT (id) DO NOTHING", []
    ),
    // ON CONFLICT
    (
      "INSERT INTO things (id, part) VALUES (:id, :part) ON CONFLICT (id) DO NOTHING",
      ["consumer-conflict-target: id"]
    ),
    ("INSERT INTO things (id, part) VALUES (:id, :part) ON CONFLICT (part, id) DO NOTHING", []),
    (
      "INSERT INTO things (id, part) VALUES (:id, :part) "
        + "ON CONFLICT ON CONSTRAINT things_pkey DO NOTHING", []
    ),
    (
      "INSERT INTO things (id, part) VALUES (:id, :part) "
        + "ON CONFLICT ON CONSTRAINT thing_pkey DO NOTHING",
      ["consumer-conflict-target: thing_pkey"]
    ),
    (
      "INSERT INTO counted (name, other) VALUES (:name, :name) ON CONFLICT (other) DO NOTHING",
      ["consumer-conflict-target: other"]
    ),
    (
      "INSERT INTO counted (name, third) VALUES (:name, :name) ON CONFLICT (third) DO NOTHING",
      ["consumer-conflict-target: third"]
    ),
    (
      "INSERT INTO counted (name, third) VALUES (:name, :name) "
        + "ON CONFLICT (third) WHERE third > '' DO NOTHING", []
    ),
    (
      "INSERT INTO log (seen) VALUES (:id) ON CONFLICT (seen) DO NOTHING",
      ["consumer-conflict-target: seen"]
    ),
    // Key
    ("INSERT INTO things (id, part) VALUES (:id, :part)", ["upsert-without-key: INSERT"]),
    ("INSERT INTO things (id, part) VALUES (:id, :size)", []),
    ("INSERT INTO log (seen, word) VALUES (:id, :name)", []),
    ("UPDATE things SET note = :note", ["upsert-without-key: UPDATE"]),
    ("UPDATE things SET note = :note WHERE id = :id", []),
    // Types
    (
      "INSERT INTO things (id, part, feeling) VALUES (:id, :part, :feeling) \(keyed)",
      ["consumer-enum-label-missing: :feeling"]
    ),
    ("INSERT INTO things (id, part, shade) VALUES (:id, :part, :shade) \(keyed)", []),
    ("INSERT INTO things (id, part, note) VALUES (:id, :part, :shade) \(keyed)", []),
    (
      "INSERT INTO things (id, part, small) VALUES (:id, :part, :id) \(keyed)",
      ["consumer-narrowing: :id"]
    ),
    ("INSERT INTO things (id, part, small) VALUES (:id, :part, :id::int) \(keyed)", []),
    ("INSERT INTO things (id, part, small) VALUES (:id, :part, :size) \(keyed)", []),
    (
      "INSERT INTO things (id, part, price) VALUES (:id, :part, :price) \(keyed)",
      ["consumer-narrowing: :price"]
    ),
    (
      "INSERT INTO things (id, part, coarse) VALUES (:id, :part, :price) \(keyed)",
      ["consumer-narrowing: :price"]
    ),
    ("INSERT INTO things (id, part, exact) VALUES (:id, :part, :price) \(keyed)", []),
    (
      "INSERT INTO things (id, part, short) VALUES (:id, :part, :code) \(keyed)",
      ["consumer-narrowing: :code"]
    ),
    ("INSERT INTO things (id, part, code) VALUES (:id, :part, :code) \(keyed)", []),
    (
      "INSERT INTO things (id, part, day) VALUES (:id, :part, :at) \(keyed)",
      ["consumer-narrowing: :at"]
    ),
    ("INSERT INTO seen (id, name) VALUES (:id, :name)", []),
  ]

  private func findings(_ upsert: String, delete: String? = nil) throws -> [String] {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(Self.publicSQL)
    try bed.consume(upsert, delete: delete)
    return try bed.run().findings
  }

  @Test(arguments: upserts)
  func saysWhatIsWrongAndWhere(_ sql: String, _ expected: [String]) throws {
    // MERGE is there from version 15 on.
    guard try SharedServer.server.get().binaries.major >= 15 || !sql.hasPrefix("MERGE") else {
      return
    }
    #expect(try findings(sql) == expected)
  }

  @Test(
    arguments: [
      ("DELETE FROM things WHERE id = :id AND part = :part", []),
      ("UPDATE things SET note = NULL WHERE id = :id AND part = :part", []),
      ("DELETE FROM things WHERE id = :id", ["delete-key-incomplete: DELETE"]),
      (
        "DELETE FROM things WHERE id = :id AND part = :part AND name = :name",
        ["delete-uses-non-key: :name"]
      ),
      ("DELETE FROM things WHERE id = :di", ["placeholder-unknown: :di"]),
      ("SELECT :id::int, :part::int", ["statement-kind: SELECT"]),
    ] as [(String, [String])])
  func checksDeletes(_ sql: String, _ expected: [String]) throws {
    #expect(
      try findings(
        "INSERT INTO things (id, part) VALUES (:id, :part) \(Self.keyed)", delete: sql) == expected)
  }

  @Test(
    arguments: [
      ("shop/thing@1", "crm", []),
      ("shop/thing@2", "crm", ["unknown-version: 2"]),
      ("shop/thnig@1", "crm", ["unknown-contract: thnig"]),
      ("billing/thing@1", "crm", ["unknown-project: billing"]),
      ("shop/thing@1", "crn", ["unknown-store: into"]),
    ] as [(String, String, [String])])
  func resolvesNames(_ from: String, _ into: String, _ expected: [String]) throws {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(Self.publicSQL)
    try bed.consume(
      "INSERT INTO things (id, part) VALUES (:id, :part) \(Self.keyed)", from: from, into: into)
    #expect(try bed.run().findings == expected)
  }

  @Test(
    arguments: [
      (
        "INSERT INTO things (id, part, feeling) VALUES (:id, :part, :feeling) \(keyed)",
        ["id bigint false", "part integer false", "feeling mood true"]
      ),
      (
        "INSERT INTO things (id, part, note) VALUES (:id, :part, :tint) \(keyed)",
        ["id bigint false", "part integer false", "tint text true"]
      ),
      (
        "INSERT INTO things (id, part, note) VALUES (:id, :part, concat(:tint, :mail)) \(keyed)",
        ["id bigint false", "part integer false", "tint text true", "mail text true"]
      ),
      (
        "INSERT INTO things (id, part, shade) VALUES (:id, :part, :tint) \(keyed)",
        ["id bigint false", "part integer false", "tint colour true"]
      ),
      (
        "INSERT INTO things (id, part, name) VALUES (:id, :part, lower(:name) || coalesce(:note, '')) "
          + keyed,
        ["id bigint false", "part integer false", "name text false", "note text true"]
      ),
    ] as [(String, [String])])
  func choosesParameterTypes(_ upsert: String, _ expected: [String]) throws {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(
      "SELECT *, 'x'::tint AS tint, 'x'::mail AS mail FROM things WHERE id = :id AND part = :part")
    try bed.consume(upsert)
    let consumer = try #require(try bed.run().consumer)
    #expect(
      consumer.upsert.parameters.map { "\($0.field) \($0.type.name) \($0.nullable)" } == expected)
  }

  private func edits(_ upsert: String) throws -> [String] {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(Self.publicSQL)
    try bed.consume(upsert)
    return try bed.run().result.diagnostics.flatMap(\.help).flatMap(\.edits).map(\.replacement)
  }

  @Test func offersTheRepair() throws {
    #expect(
      try edits("INSERT INTO things (id, part) VALUES (:id, :part) ON CONFLICT (id) DO NOTHING")
        == ["id, part"])
    #expect(
      try edits("INSERT INTO things (id, part, note) VALUES (:id, :part, :note)")
        == ["\nON CONFLICT (id, part) DO UPDATE SET note = EXCLUDED.note"])
    #expect(
      try edits("INSERT INTO things (id, part, name) VALUES (:id, :part, :nmae) \(Self.keyed)")
        == [":name"])
    #expect(try edits("INSERT INTO two (id) VALUES (:id) ON CONFLICT (id, mail) DO NOTHING") == [])
  }

  @Test func passesTheServersWordsOn() throws {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(Self.publicSQL)
    try bed.consume(
      "INSERT INTO counted (id, name) VALUES (:id, :name) ON CONFLICT (id) DO NOTHING")
    let only = try #require(try bed.run().only)
    #expect(only.notes == ["column \"id\" is an identity column defined as GENERATED ALWAYS"])
    #expect(only.help.map(\.text) == ["use OVERRIDING SYSTEM VALUE to override"])
  }

  @Test func tellsTheFacts() throws {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(Self.publicSQL)
    try bed.consume("INSERT INTO things (id, part, name) VALUES (:id, :part, :note) \(Self.keyed)")
    let only = try #require(try bed.run().only)
    #expect(only.message == ":note may be NULL, but public.things.name is NOT NULL")
    #expect(
      only.notes == [
        "thing@1: public.things.note is nullable",
        "the catalog declares public.things.name NOT NULL",
        "a default does not help: an explicit NULL is rejected",
      ])
  }
}
