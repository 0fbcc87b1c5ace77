import RejotCatalog
import RejotContract
import Testing

@testable import RejotAnalysis

/// Which comparisons are a key's own, and which foreign keys say that a row is there.
@Suite struct EqualityTests {
  static let schema = """
    CREATE EXTENSION citext;
    CREATE TYPE pair AS (a int, b text);
    CREATE TABLE plain (code text PRIMARY KEY, n int);
    CREATE TABLE short (code varchar(9) PRIMARY KEY, n int);
    CREATE TABLE caseless (code citext PRIMARY KEY, n int);
    CREATE TABLE pairs (code pair PRIMARY KEY, n int);
    CREATE TABLE patterns (code text NOT NULL, n int);
    CREATE UNIQUE INDEX patterns_code ON patterns (code text_pattern_ops);
    CREATE TABLE images (code pair NOT NULL, n int);
    CREATE UNIQUE INDEX images_code ON images (code record_image_ops);
    CREATE TABLE other (code text NOT NULL, n int);
    CREATE UNIQUE INDEX other_code ON other (code COLLATE "C");
    CREATE TABLE words (code citext NOT NULL REFERENCES caseless, n int);
    CREATE TABLE idle (code text NOT NULL REFERENCES plain);
    ALTER TABLE idle DISABLE TRIGGER ALL;
    CREATE TABLE busy (code text NOT NULL REFERENCES plain);
    """

  static let keys: [(String, [String])] = [
    ("plain WHERE code = :code", []),
    ("plain WHERE :code = code", []),
    ("plain WHERE code ~ :code", ["key-not-found: :code"]),
    ("plain WHERE code ~* :code", ["key-not-found: :code"]),
    ("plain WHERE code LIKE :code", ["key-not-found: :code"]),
    ("short WHERE code = :code", []),
    ("short WHERE code::text = :code", []),
    ("caseless WHERE code = :code", []),
    ("caseless WHERE code = :code::citext", []),
    ("caseless WHERE code::text = :code", ["key-not-found: :code"]),
    ("pairs WHERE code = :code::pair", []),
    ("pairs WHERE code *= :code::pair", ["key-not-found: :code"]),
    ("pairs WHERE code = :code", ["type-mismatch: :code"]),
    ("pairs WHERE code = :a::pair AND :b = code", ["type-mismatch: :b"]),
    ("pairs WHERE n = :n AND :code = code", ["type-mismatch: :code"]),
    ("patterns WHERE code = :code", []),
    ("images WHERE code = :code::pair", ["key-not-unique: code"]),
    ("other WHERE code = :code", []),
  ]

  @Test(arguments: keys)
  func takesTheEqualityOfTheIndexAlone(_ rest: String, _ findings: [String]) throws {
    var bed = Bed(source: Self.schema)
    bed.publish("SELECT code, n FROM \(rest)")
    let found = try bed.run().findings
    #expect(found == findings, "\(rest)")
  }

  /// Texts that the column takes for equal may stand in its index twice.
  @Test func refusesAnIndexThatIsFinerThanItsColumn() throws {
    let collation = """
      CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      """
    guard try SharedServer.accepts(collation) else { return }
    var bed = Bed(
      source: collation + """
        CREATE TABLE k (code text COLLATE ci NOT NULL, n int);
        CREATE UNIQUE INDEX k_code ON k (code COLLATE "C");
        CREATE TABLE coarse (code text COLLATE "C" NOT NULL, n int);
        CREATE UNIQUE INDEX coarse_code ON coarse (code COLLATE ci);
        """)
    bed.publish("SELECT code, n FROM k WHERE code = :code")
    #expect(try bed.run().findings == ["key-not-unique: code"])
    bed.publics = []
    bed.publish("SELECT code, n FROM coarse WHERE code = :code")
    #expect(try bed.run().findings == [])
  }

  static let deletes = [
    ("text", "code = :code", true), ("text", "code ~ :code", false),
    ("text", "code ~* :code", false), ("citext", "code = :code", false),
  ]

  @Test(arguments: deletes)
  func batchesNothingButEquality(_ type: String, _ condition: String, _ expected: Bool) throws {
    var bed = Bed(
      source: Self.schema,
      target: "CREATE EXTENSION citext; CREATE TABLE kept (code \(type) PRIMARY KEY, n int)")
    bed.publish("SELECT code, n FROM plain WHERE code = :code")
    try bed.consume(
      """
      INSERT INTO kept (code, n) VALUES (:code, :n)
      ON CONFLICT (code) DO UPDATE SET n = EXCLUDED.n
      """, delete: "DELETE FROM kept WHERE \(condition)")
    let outcome = try bed.run()
    #expect((outcome.consumer?.delete?.batch != nil) == expected, "\(outcome.findings)")
  }

  static let lookups: [(String, nullable: Bool, String?)] = [
    (
      "SELECT k.code FROM words w LEFT JOIN caseless k ON k.code = w.code", false,
      "public.caseless (code)"
    ),
    (
      "SELECT k.code FROM words w LEFT JOIN caseless k ON k.code::text = w.code::text", true,
      "public.caseless (code)"
    ),
    (
      "SELECT p.code FROM busy b LEFT JOIN plain p ON b.code = p.code", false,
      "public.plain (code)"
    ),
    ("SELECT p.code FROM idle i LEFT JOIN plain p ON i.code = p.code", true, nil),
  ]

  /// A lookup finds its row by the operator of the foreign key, where somebody enforces it.
  @Test(arguments: lookups)
  func followsForeignKeys(_ sql: String, nullable: Bool, reference: String?) throws {
    let analyst = try SharedServer.analyst(Self.schema)
    #expect(try references(sql, analyst, nullable: nullable) == (reference.map { [$0] } ?? []))
  }

  /// A copy from a dump has all its triggers switched on.
  @Test func copiesFollowTheirOriginal() throws {
    let original = try SharedServer.analyst(Self.schema)
    let copy = try SharedServer.analyst(Self.schema.replacing("DISABLE", with: "ENABLE"))
    let sql = "SELECT p.code FROM idle i LEFT JOIN plain p ON i.code = p.code"
    #expect(try references(sql, copy, nullable: false) == ["public.plain (code)"])
    let comparison = CatalogComparison(original: original.catalog, copy: copy.catalog)
    #expect(comparison.differences == [])
    copy.switchOffForeignKeys(as: original.catalog)
    #expect(try references(sql, copy, nullable: true) == [])
  }

  /// The rows that the statement's facts say are found; and whether its first column may be NULL.
  private func references(
    _ sql: String, _ analyst: LiveAnalyst, nullable: Bool
  ) throws -> [String] {
    let outcome = try analyst.analyse([AnalysisRequestText.request(sql)])
    guard case .analysed(let answer)? = outcome.first, let query = Query(answer.query) else {
      Issue.record("\(outcome)")
      return []
    }
    let facts = try StatementFacts(store: "shop", trees: [query.node], analyst: analyst)
    let scope = QueryScope(query, facts: facts)
    #expect(NullabilityProver.output(0, of: scope).isNullable == nullable, "\(sql)")
    var collector = FactCollector()
    collector.collect(scope, key: nil, tables: [])
    return collector.facts.compactMap { fact in
      guard case .reference(_, let other) = fact else { return nil }
      return other
    }
  }
}
