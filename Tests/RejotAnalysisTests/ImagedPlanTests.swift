import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource
import Testing

@testable import RejotAnalysis

/// The plan `imaged`: what is compiled, and that the proof sees through statements that only look
/// like the SELECT.
@Suite struct ImagedPlanTests {
  static let schema = """
    CREATE SCHEMA app;
    CREATE FUNCTION app.label(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper($1)';
    CREATE FUNCTION concat(varchar) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT 'mine' $$;
    CREATE TYPE app.mood AS ENUM ('low', 'high');
    CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, age int NOT NULL,
      code varchar(8) COLLATE "C" NOT NULL, body text, feeling app.mood,
      twice int NOT NULL GENERATED ALWAYS AS (age * 2) STORED,
      shout varchar(9) NOT NULL GENERATED ALWAYS AS (name || '!') STORED);
    CREATE TABLE lines (no int NOT NULL, order_id bigint NOT NULL, word text NOT NULL,
      PRIMARY KEY (order_id, no));
    """

  private func compile(_ sql: String, key: [String]? = nil) throws -> (PublicSchema, ImagedPlan) {
    var bed = Bed(source: Self.schema)
    bed.publish(sql, key: key)
    let outcome = try bed.run()
    #expect(outcome.findings == [])
    let schema = try #require(outcome.schema)
    guard case .imaged(let plan) = schema.plan else {
      Issue.record("\(schema.plan)")
      throw Overlooked()
    }
    return (schema, plan)
  }

  struct Overlooked: Error {}

  /// One line, whatever the server's indentation.
  private func flat(_ sql: String) -> String {
    sql.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test func carriesWhatTheSelectRestsOn() throws {
    let (schema, plan) = try compile(
      "SELECT age + 1 AS next, app.label(name) AS l, twice FROM users WHERE id = :number"
        + " AND feeling = 'high'::app.mood")
    #expect(schema.key == ["number"])
    #expect(schema.fields.map(\.name) == ["next", "l", "twice", "number"])
    #expect(schema.completion == ["name"])
    #expect(plan.table == QualifiedName(schema: "public", name: "users"))
    #expect(plan.columns.map(\.name) == ["id", "name", "age", "feeling"])
    #expect(plan.columns.last?.type == QualifiedName(schema: "app", name: "mood"))
    #expect(plan.keyColumns == ["id"])
    #expect(plan.functions == ["app.label(text)"])
    #expect(plan.schemas == ["app"])
    #expect(schema.tables.map(\.identity) == [.primaryKey])
    #expect(
      schema.tables[0].columns.map(\.name) == ["age", "feeling", "id", "name", "twice"])
    #expect(
      flat(plan.sql)
        == "SELECT image.place, event.* FROM ( SELECT base.*, ((age * 2))::pg_catalog.int4 AS twice"
        + " FROM ( SELECT v.place AS place, v.c1::pg_catalog.int8 AS id,"
        + " v.c2::pg_catalog.text AS name, v.c3::pg_catalog.int4 AS age, v.c4::app.mood AS feeling"
        + " FROM unnest($1::pg_catalog.text[], $2::pg_catalog.text[], $3::pg_catalog.text[],"
        + " $4::pg_catalog.text[]) WITH ORDINALITY AS v(c1, c2, c3, c4, place) ) AS base OFFSET 0 )"
        + " AS image CROSS JOIN LATERAL ( SELECT (users.age + 1) AS next,"
        + " app.label(users.name) AS l, users.twice, users.id AS number"
        + " FROM (SELECT image.id AS id, image.name AS name, image.age AS age,"
        + " image.feeling AS feeling, image.twice AS twice) AS users"
        + " WHERE ((users.id = (image.id)::pg_catalog.int8)"
        + " AND (users.feeling = 'high'::app.mood)) ) AS event")
    #expect(
      plan.load.hasPrefix("SELECT event.*\nFROM ONLY public.users AS image\nCROSS JOIN LATERAL (\n")
    )
    let select = try #require(plan.sql.split(separator: "LATERAL").last)
    #expect(plan.load.hasSuffix(select))
  }

  @Test func keysAreReadInTheirOrder() throws {
    let (schema, plan) = try compile(
      "SELECT upper(word) AS w, no FROM lines WHERE no = :n AND :o = order_id AND no <> 3")
    #expect(schema.key == ["o", "no"])
    #expect(plan.keyColumns == ["order_id", "no"])
    #expect(plan.columns.map(\.name) == ["no", "order_id", "word"])
    #expect(
      flat(plan.sql).contains(
        "WHERE ((lines.no = (image.no)::pg_catalog.int4)"
          + " AND ((image.order_id)::pg_catalog.int8 = lines.order_id) AND (lines.no <> 3))"))
  }

  @Test func aFilterBesideANamedKeyKeepsItsOwnParentheses() throws {
    let (schema, _) = try compile(
      "SELECT id, age FROM users WHERE age = 1 OR upper(name) = 'x' ORDER BY age", key: ["id"])
    #expect(
      flat(schema.canonicalSQL)
        == "SELECT users.id, users.age FROM public.users WHERE ((users.id = $1)"
        + " AND ((users.age = 1) OR (upper(users.name) = 'x'::text))) ORDER BY users.age")
  }

  /// `concat(code)` is PostgreSQL's own where it is printed under an empty search path: analysed
  /// under the store's, the text would call the function of the same name there.
  @Test func namesMeanTheSameAsWhenTheyWerePrinted() throws {
    let (_, own) = try compile("SELECT id, upper(concat(code)) AS u FROM users WHERE id = :id")
    #expect(own.functions == ["public.concat(character varying)"])
    let (_, builtIn) = try compile(
      "SELECT id, upper(pg_catalog.concat(code)) AS u FROM users WHERE id = :id")
    #expect(builtIn.functions == [])
  }

  @Test func plainColumnsStayInline() throws {
    var bed = Bed(source: Self.schema)
    bed.publish("SELECT id, name, code::text AS c FROM users WHERE id = :id")
    guard case .inline? = try bed.run().schema?.plan else {
      Issue.record("not inline")
      return
    }
  }

  @Test func hundredColumnsAreTheLimit() throws {
    func plan(_ count: Int) throws -> Plan? {
      let columns = (1..<count).map { "c\($0)" }
      var bed = Bed(
        source: "CREATE TABLE wide (id bigint PRIMARY KEY, "
          + columns.map { "\($0) int" }.joined(separator: ", ") + ")")
      bed.publish(
        "SELECT id, \(columns.joined(separator: " + ")) AS sum FROM wide WHERE id = :id")
      return try bed.run().schema?.plan
    }
    guard case .imaged? = try plan(100), case .lookup? = try plan(101) else {
      Issue.record("not imaged with 100 columns, or not looked up with 101")
      return
    }
  }

  // MARK: The proof

  private static let frame = """
    SELECT image.place, event.* FROM (
      SELECT v.place, v.c1::int8 AS id, v.c2::text AS name, v.c3::int4 AS age
      FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS v(c1, c2, c3, place)
      OFFSET 0) AS image
    CROSS JOIN LATERAL (
      SELECT u.id, lower(u.name) AS n, u.age
      FROM (SELECT image.id AS id, image.name AS name, image.age AS age) AS u
      WHERE u.id = image.id::int8 AND u.age > 17) AS event
    """

  @Test(
    arguments: [
      ("", "", true),
      // The table itself, under the very names of the image.
      (
        "(SELECT image.id AS id, image.name AS name, image.age AS age) AS u", "public.users u",
        false
      ),
      (
        "(SELECT image.id AS id, image.name AS name, image.age AS age) AS u",
        "(SELECT x.id, x.name, x.age FROM public.users x WHERE x.id = image.id) AS u", false
      ),
      // Another value, condition, function, type or order.
      ("image.name AS name", "image.age::text AS name", false),
      ("image.id AS id, image.name", "image.age::int8 AS id, image.name", false),
      (" AND u.age > 17", "", false), ("> 17", "> 18", false), ("lower", "upper", false),
      ("u.id = image.id::int8", "u.id = image.age::int8", false),
      ("u.id, lower(u.name) AS n, u.age", "u.id, u.name AS n, u.age", false),
      ("image.place, event.*", "image.place, event.age, event.n, event.id", false),
      ("image.place, event.*", "image.id, event.*", false),
      // The texts of another column.
      ("v.c1::int8 AS id", "v.c3::int8 AS id", false),
      ("v.c2::text AS name", "v.c2::text COLLATE \"C\" AS name", false),
      ("v.c3::int4 AS age", "abs(v.c3::int4) AS age", false),
      ("SELECT v.place,", "SELECT v.c1::int8 AS place,", false),
    ] as [(String, String, Bool)])
  func onlyTheSameSelectIsProved(_ old: String, _ new: String, _ isSame: Bool) throws {
    let analyst = try SharedServer.analyst(Self.schema)
    let text = old.isEmpty ? Self.frame : Self.frame.replacing(old, with: new)
    #expect(old.isEmpty || text != Self.frame)
    let original =
      "SELECT u.id, lower(u.name) AS n, u.age FROM public.users u"
      + " WHERE u.id = $1 AND u.age > 17"
    let outcomes = try analyst.analyse([
      AnalysisRequest(sql: original, parameterTypes: [nil], isCanonical: true),
      AnalysisRequest(
        sql: text, parameterTypes: Array(repeating: "pg_catalog.text[]", count: 3),
        isCanonical: true),
    ])
    let queries = outcomes.compactMap { outcome -> Query? in
      guard case .analysed(let answer) = outcome else { return nil }
      return Query(answer.query)
    }
    try #require(queries.count == 2)
    let relation = try #require(
      analyst.catalog.relations.first { $0.value.name == "users" && $0.value.schema == "public" })
    let columns = try #require(
      ImageColumns(
        of: queries[0], entry: 1, relation: relation.value, key: [1],
        definitions: try analyst.columnDefinitions(relation.key), catalog: analyst.catalog))
    let proof = ImageProof(
      original: queries[0], entry: 1, columns: columns, table: relation.value, key: [1],
      catalog: analyst.catalog)
    #expect(proof.covers(events: queries[1]) == isSame)
  }

  @Test(
    arguments: [
      ("", "", true), ("ONLY public.users", "public.users", false),
      ("ONLY public.users", "ONLY public.others", false),
      ("image.name AS name", "image.code AS name", false),
      (" AND u.age > 17", " AND u.age > 17 AND EXISTS (SELECT 1 FROM public.others)", false),
    ] as [(String, String, Bool)])
  func theLoadReadsThatTableAlone(_ old: String, _ new: String, _ isSame: Bool) throws {
    let analyst = try SharedServer.analyst(
      """
      CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, code text, age int NOT NULL);
      CREATE TABLE others (id bigint PRIMARY KEY, name text NOT NULL, code text, age int NOT NULL);
      """)
    let frame = """
      SELECT event.* FROM ONLY public.users AS image
      CROSS JOIN LATERAL (
        SELECT u.id, lower(u.name) AS n
        FROM (SELECT image.id AS id, image.name AS name, image.age AS age) AS u
        WHERE u.id = image.id::int8 AND u.age > 17) AS event
      """
    let original =
      "SELECT u.id, lower(u.name) AS n FROM public.users u WHERE u.id = $1 AND u.age > 17"
    let outcomes = try analyst.analyse([
      AnalysisRequest(sql: original, parameterTypes: [nil], isCanonical: true),
      AnalysisRequest(
        sql: old.isEmpty ? frame : frame.replacing(old, with: new), parameterTypes: [],
        isCanonical: true),
    ])
    let queries = outcomes.compactMap { outcome -> Query? in
      guard case .analysed(let answer) = outcome else { return nil }
      return Query(answer.query)
    }
    try #require(queries.count == 2)
    let relation = try #require(analyst.catalog.relations.first { $0.value.name == "users" })
    let columns = try #require(
      ImageColumns(
        of: queries[0], entry: 1, relation: relation.value, key: [1], definitions: [:],
        catalog: analyst.catalog))
    let proof = ImageProof(
      original: queries[0], entry: 1, columns: columns, table: relation.value, key: [1],
      catalog: analyst.catalog)
    #expect(proof.covers(load: queries[1], relation: relation.key) == isSame)
  }
}
