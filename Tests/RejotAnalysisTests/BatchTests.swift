import RejotContract
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// Which statements get a set-based form, and that the form does the same.
@Suite struct BatchTests {
  static let source = """
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE things (id bigint, part int, name text NOT NULL, note text, size smallint NOT NULL,
      feeling mood NOT NULL, words text[], data jsonb, price numeric(12,2), exact numeric NOT NULL
      UNIQUE, at timestamptz NOT NULL, code char(4) NOT NULL UNIQUE, PRIMARY KEY (id, part));
    """
  static let target = """
    CREATE TYPE mood AS ENUM ('ok', 'sad');
    CREATE TABLE things (id bigint, part int, name text, note text, size int, feeling mood,
      words text[], data jsonb, price numeric(12,2), at timestamptz, made timestamptz DEFAULT now(),
      PRIMARY KEY (id, part));
    CREATE TABLE wide (id numeric, part bigint, name text, "order" text, e text,
      UNIQUE (id, part));
    CREATE TABLE big (id bigint, part bigint, name text, PRIMARY KEY (part, id));
    CREATE TABLE two (id bigint, part int, mail text UNIQUE, PRIMARY KEY (id, part));
    CREATE TABLE single (id bigint PRIMARY KEY, part int);
    CREATE TABLE exacts (exact numeric PRIMARY KEY, code char(4));
    CREATE TABLE codes (exact numeric, code char(4) PRIMARY KEY);
    CREATE TABLE names (exact numeric, code text PRIMARY KEY);
    CREATE TABLE watched (id bigint, part int, name text, PRIMARY KEY (id, part));
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER noting AFTER INSERT ON watched FOR EACH ROW EXECUTE FUNCTION note();
    CREATE FUNCTION mine(text) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1';
    """

  static let keyed = "INSERT INTO things (id, part, name) VALUES (:id, :part, :name) ON CONFLICT"

  static let upserts: [(String, Bool)] = [
    ("\(keyed) (id, part) DO UPDATE SET name = EXCLUDED.name", true),
    ("\(keyed) (part, id) DO UPDATE SET name = :name", true),
    ("\(keyed) ON CONSTRAINT things_pkey DO UPDATE SET name = EXCLUDED.name", true),
    ("\(keyed) (id, part) DO UPDATE SET id = EXCLUDED.id, name = EXCLUDED.name", true),
    (
      "INSERT INTO things AS t (id, part) VALUES (:id, :part) "
        + "ON CONFLICT (id, part) DO UPDATE SET id = EXCLUDED.id", true
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, concat(:name, :at)) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = concat(:name, :at)", true
    ),
    (
      "INSERT INTO things (id, part, words, data, feeling) VALUES (:id, :part, :words, :data, "
        + ":feeling) ON CONFLICT (id, part) DO UPDATE SET words = EXCLUDED.words, "
        + "data = EXCLUDED.data, feeling = EXCLUDED.feeling", true
    ),
    (
      "INSERT INTO big (id, part, name) VALUES (:id, :part, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", true
    ),
    // Not for each key the last event alone
    ("\(keyed) (id, part) DO NOTHING", false),
    ("\(keyed) (id, part) DO UPDATE SET name = EXCLUDED.name WHERE things.name <> ''", false),
    ("\(keyed) (id, part) DO UPDATE SET name = things.name || EXCLUDED.name", false),
    ("\(keyed) (id, part) DO UPDATE SET name = lower(EXCLUDED.name)", false),
    ("\(keyed) (id, part) DO UPDATE SET name = upper(:name)", false),
    ("\(keyed) (id, part) DO UPDATE SET name = EXCLUDED.name, note = :note", false),
    (
      "INSERT INTO things (id, part, name, note) VALUES (:id, :part, :name, :note) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO things (id, part, size) VALUES (:id, :part, 1) "
        + "ON CONFLICT (id, part) DO UPDATE SET size = things.size + 1", false
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, :name), (1, 2, '') "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO things (id, part, name) SELECT :id, :part, mail FROM two "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, (SELECT max(mail) FROM two)) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO things (id, part, made) VALUES (:id, :part, now()) "
        + "ON CONFLICT (id, part) DO UPDATE SET made = EXCLUDED.made", false
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part, mine(:name)) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO things (id, part, made) VALUES (:id, :part, DEFAULT) "
        + "ON CONFLICT (id, part) DO UPDATE SET made = EXCLUDED.made", false
    ),
    ("\(keyed) (id, part) DO UPDATE SET name = EXCLUDED.name RETURNING id", false),
    // Not exactly the event's key
    (
      "INSERT INTO single (id, part) VALUES (:id, :part) "
        + "ON CONFLICT (id) DO UPDATE SET part = EXCLUDED.part", false
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:part, :size, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO things (id, part, name) VALUES (:id, :part % 10, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    (
      "INSERT INTO wide (id, part, name) VALUES (:id, :part, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    // Something else watches
    (
      "INSERT INTO two (id, part, mail) VALUES (:id, :part, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET mail = EXCLUDED.mail", false
    ),
    (
      "INSERT INTO watched (id, part, name) VALUES (:id, :part, :name) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
    ("UPDATE things SET name = :name WHERE id = :id AND part = :part", false),
    (
      "WITH a AS (INSERT INTO single (id) VALUES (:id) ON CONFLICT (id) DO NOTHING) "
        + "\(keyed) (id, part) DO UPDATE SET name = EXCLUDED.name", false
    ),
  ]

  private func compile(
    _ upsert: String, delete: String? = nil,
    publishing sql: String = "SELECT * FROM things WHERE id = :id AND part = :part"
  ) throws -> ConsumerSchema {
    var bed = Bed(source: Self.source, target: Self.target)
    bed.publish(sql)
    try bed.consume(upsert, delete: delete)
    let outcome = try bed.run()
    return try #require(outcome.consumer, "\(outcome.findings)")
  }

  @Test(arguments: upserts)
  func knowsWhatMayRunSetBased(_ sql: String, _ expected: Bool) throws {
    #expect((try compile(sql).upsert.batch != nil) == expected)
  }

  @Test(
    arguments: [
      ("DELETE FROM things WHERE id = :id AND part = :part", true),
      ("DELETE FROM things t WHERE :part = t.part AND t.id = :id", true),
      ("DELETE FROM things WHERE id = :id AND part = :part AND name = ''", false),
      ("DELETE FROM things WHERE id = :id OR part = :part", false),
      ("DELETE FROM things WHERE id = :id AND part > :part", false),
      ("DELETE FROM things USING two WHERE things.id = :id AND things.part = :part", false),
      ("DELETE FROM watched WHERE id = :id AND part = :part", false),
      ("DELETE FROM wide WHERE id = :id AND part = :part", false),
      ("DELETE FROM things WHERE id = :id AND part = :part RETURNING id", false),
      ("UPDATE things SET name = '' WHERE id = :id AND part = :part", true),
      ("UPDATE things t SET name = '' || :part, size = 0 WHERE id = :id AND part = :part", true),
      ("UPDATE things SET size = size + 1 WHERE id = :id AND part = :part", false),
      ("UPDATE things SET made = now() WHERE id = :id AND part = :part", false),
      ("UPDATE things SET part = 0 WHERE id = :id AND part = :part", false),
      ("UPDATE watched SET name = '' WHERE id = :id AND part = :part", false),
      ("UPDATE things SET name = '' FROM two WHERE things.id = :id AND things.part = :part", false),
    ] as [(String, Bool)])
  func knowsWhichDeletesMayRunSetBased(_ sql: String, _ expected: Bool) throws {
    let consumer = try compile(
      "\(Self.keyed) (id, part) DO UPDATE SET name = EXCLUDED.name", delete: sql)
    #expect((consumer.delete?.batch != nil) == expected)
  }

  @Test(arguments: [("exacts", "exact"), ("codes", "code"), ("names", "code")])
  func keysWithoutCanonicalTextRunOneByOne(_ table: String, _ key: String) throws {
    let consumer = try compile(
      "INSERT INTO \(table) (exact, code) VALUES (:exact, :code) ON CONFLICT (\(key)) "
        + "DO UPDATE SET exact = EXCLUDED.exact, code = EXCLUDED.code",
      delete: "DELETE FROM \(table) WHERE \(key) = :\(key)",
      publishing: "SELECT exact, code FROM things WHERE \(key) = :\(key)")
    #expect(consumer.upsert.batch == nil)
    #expect(consumer.delete?.batch == nil)
  }

  /// 'a' and 'A' are one key to such a column, two to whoever compares texts.
  @Test(arguments: [("", true), ("COLLATE blind", false)])
  func columnsThatIgnoreCaseRunOneByOne(_ collation: String, _ expected: Bool) throws {
    let create =
      "CREATE COLLATION blind "
      + "(provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
    guard try SharedServer.accepts(create) else { return }
    var bed = Bed(
      source: "CREATE TABLE words (word text PRIMARY KEY)",
      target: "\(create) CREATE TABLE words (word text \(collation) PRIMARY KEY)")
    bed.publish("SELECT word FROM words WHERE word = :word")
    try bed.consume(
      "INSERT INTO words VALUES (:word) ON CONFLICT (word) DO UPDATE SET word = EXCLUDED.word",
      delete: "DELETE FROM words WHERE word = :word")
    let consumer = try #require(try bed.run().consumer)
    #expect((consumer.upsert.batch != nil) == expected)
    #expect((consumer.delete?.batch != nil) == expected)
  }

  @Test func avoidsNamesThatAreTaken() throws {
    let consumer = try compile(
      "INSERT INTO big (id, part, name) VALUES (:id, :part, coalesce(:note, 'e')) "
        + "ON CONFLICT (id, part) DO UPDATE SET name = EXCLUDED.name",
      delete: "DELETE FROM big e WHERE e.id = :id AND part = :part")
    #expect(consumer.upsert.batch?.sql.contains(") AS e(p1, p2, p3)") == true)
    #expect(consumer.delete?.batch?.sql.contains(") AS e1(p1, p2)") == true)
  }

  /// The same events, one by one and at once, leave the same rows.
  @Test func doesTheSameAtOnce() throws {
    let consumer = try compile(
      """
      INSERT INTO things (id, part, name, words, data, feeling, price, size)
      VALUES (:id, :part, upper(:name) || coalesce(:note, ''), :words, :data, :feeling, :price,
        :size)
      ON CONFLICT (id, part) DO UPDATE SET name = upper(:name) || coalesce(:note, ''),
        words = EXCLUDED.words, data = :data, feeling = EXCLUDED.feeling,
        price = EXCLUDED.price, size = EXCLUDED.size
      """, delete: "DELETE FROM things WHERE part = :part AND id = :id")
    let batch = try #require(consumer.upsert.batch)
    let deletes = try #require(consumer.delete?.batch)
    let rows: [String: [String?]] = [
      "id": ["1", "2", "3"], "part": ["1", "1", "-5"], "name": ["a", "é\"\\,", "{}"],
      "note": [nil, "n", ""], "words": ["{a,\"b,c\",NULL}", nil, "{}"],
      "data": [#"{"a": [1, "x"]}"#, nil, "null"], "feeling": ["ok", "sad", "ok"],
      "price": ["1.50", nil, "NaN"], "size": ["1", "2", "3"],
    ]
    func run(_ body: (borrowing Connection) throws -> Void) throws -> [[String?]] {
      let connection = try SharedServer.connection(Self.target)
      try connection.execute(
        "BEGIN; INSERT INTO things (id, part, name) VALUES (2, 1, 'old'), "
          + "(9, 9, 'kept')")
      try body(connection)
      let rows = try connection.query(
        "SELECT id, part, name, words, data, feeling, price, size FROM things ORDER BY id"
      ).rows
      try connection.execute("ROLLBACK")
      return rows
    }
    let single = try run { connection in
      for index in 0..<3 {
        let values = consumer.upsert.parameters.map { rows[$0.field]?[index] ?? nil }
        try connection.query(consumer.upsert.sql, values)
      }
    }
    let atOnce = try run { connection in
      let arrays = consumer.upsert.parameters.map { arrayText(rows[$0.field] ?? []) }
      try connection.query(batch.sql, arrays)
    }
    #expect(single.count == 4)
    #expect(single == atOnce)
    let rest = try run { connection in
      try connection.query(deletes.sql, [arrayText(["1", "9"]), arrayText(["2", "9"])])
    }
    #expect(rest.isEmpty)
  }

  private func arrayText(_ values: [String?]) -> String {
    let items = values.map { value in
      guard let value else { return "NULL" }
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\""
    }
    return "{\(items.joined(separator: ","))}"
  }
}
