import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// What a public schema compiles to.
@Suite struct PublicSchemaTests {
  static let schema = """
    CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, nick text,
      mail email NOT NULL, feeling mood, words varchar(9)[], "Odd Name" int NOT NULL,
      login varchar(20) NOT NULL UNIQUE, login2 text NOT NULL);
    CREATE TABLE lines (no int NOT NULL, order_id bigint NOT NULL, word text NOT NULL,
      PRIMARY KEY (order_id, no));
    CREATE TABLE addresses (id bigint PRIMARY KEY, user_id bigint NOT NULL, city text NOT NULL);
    CREATE VIEW named AS SELECT u.id, u.name || ' ' || u.nick AS label FROM users u;
    """

  private func compile(
    _ sql: String, key: [String]? = nil, pins: [FieldPin] = []
  ) throws -> PublicSchema {
    var bed = Bed(source: Self.schema)
    bed.publish(sql, key: key, pins: pins)
    return try #require(try bed.run().schema)
  }

  /// One line, whatever the server's indentation.
  private func flat(_ sql: String) -> String {
    sql.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test func spellsTypesAndSaysWhy() throws {
    let schema = try compile(
      "SELECT id, mail, feeling, words, \"Odd Name\", login FROM users WHERE id = :id")
    #expect(
      schema.fields.map { "\($0.name): \($0.type.name) | \($0.type.qualified) | \($0.nullable)" }
        == [
          "id: bigint | pg_catalog.int8 | false", "mail: email | public.email | false",
          "feeling: mood | public.mood | true",
          "words: character varying(9)[] | pg_catalog.varchar[] | true",
          "Odd Name: integer | pg_catalog.int4 | false",
          "login: character varying(20) | pg_catalog.varchar | false",
        ])
    #expect(schema.fields[0].because == "public.users.id is NOT NULL")
    #expect(schema.fields[2].because == "public.users.feeling is nullable")
    #expect(
      schema.fields[1].type.value
        == .domain(
          QualifiedName(schema: "public", name: "email"), base: .scalar(.text)))
    #expect(schema.completion == ["mail", "words", "login"])
  }

  /// An array goes by the name that its element gives it, whatever had that name before: what
  /// servers call it then is another name on each major.
  @Test func namesArraysByTheirElements() throws {
    let long = String(repeating: "é", count: 31)
    var bed = Bed(
      source: """
        CREATE TABLE _mood (id int); CREATE TYPE mood AS ENUM ('sad');
        CREATE TYPE "\(long)" AS ENUM ('sad'); CREATE TYPE spot AS (x int);
        CREATE DOMAIN _spot AS int;
        CREATE TABLE users (id bigint PRIMARY KEY, a mood[], b "\(long)"[], c spot[], d box[]);
        """)
    bed.publish("SELECT id, a, b::text[] AS b, c, d FROM users WHERE id = :id")
    guard case .imaged(let plan)? = try bed.run().schema?.plan else {
      Issue.record("it is computed from row images")
      return
    }
    let names = plan.columns.filter { $0.name != "id" }.map(\.type.name)
    #expect(names == ["_mood", "_" + String(repeating: "é", count: 31), "_spot", "_box"])
  }

  @Test func putsPlaceholdersIntoKeyOrder() throws {
    let schema = try compile("SELECT * FROM lines l WHERE no = :n AND :o = order_id")
    #expect(schema.key == ["order_id", "no"])
    #expect(
      flat(schema.canonicalSQL)
        == "SELECT no, order_id, word FROM public.lines l WHERE ((no = $2) AND ($1 = order_id))"
        || flat(schema.canonicalSQL)
          == "SELECT l.no, l.order_id, l.word FROM public.lines l "
          + "WHERE ((l.no = $2) AND ($1 = l.order_id))"
    )
    #expect(schema.tables.first?.identity == .primaryKey)
    #expect(schema.tables.first?.columns.map(\.name) == ["no", "order_id", "word"])
  }

  @Test func addsKeyColumnsThatWereNotSelected() throws {
    let named = try compile("SELECT word FROM lines WHERE order_id = :order AND no = :n")
    #expect(named.key == ["order", "n"])
    #expect(named.fields.map(\.name) == ["word", "order", "n"])
    #expect(
      flat(named.canonicalSQL)
        == "SELECT lines.word, lines.order_id AS \"order\", lines.no AS n FROM public.lines "
        + "WHERE ((lines.order_id = $1) AND (lines.no = $2))")
    guard case .inline(let plan) = named.plan else {
      Issue.record("not inline")
      return
    }
    #expect(plan.columns == ["word", "order_id", "no"])
    let numbered = try compile("SELECT word FROM lines WHERE order_id = $2 AND no = $1")
    #expect(numbered.key == ["order_id", "no"])
    #expect(numbered.canonicalSQL.contains("(lines.order_id = $1) AND (lines.no = $2)"))
  }

  @Test func addsTheRestrictionThatKeyStandsFor() throws {
    let schema = try compile(
      "SELECT name AS n, id AS number FROM users u ORDER BY n", key: ["number"])
    #expect(schema.key == ["number"])
    #expect(
      flat(schema.canonicalSQL)
        == "SELECT u.name AS n, u.id AS number FROM public.users u WHERE (u.id = $1) "
        + "ORDER BY u.name")
  }

  @Test func asksForTheWeakestIdentity() throws {
    let byLogin = try compile("SELECT name FROM users WHERE login = :login")
    #expect(byLogin.tables.first?.identity == .index("users_login_key"))
    #expect(byLogin.key == ["login"])
    let mixed = try compile("SELECT name FROM users WHERE id = :id AND login2 = :l")
    #expect(mixed.tables.first?.identity == .full)
    #expect(mixed.key == ["id", "l"])
  }

  @Test func publishesWhatIsPinned() throws {
    let schema = try compile(
      "SELECT id, name, login FROM users WHERE id = :id",
      pins: [
        PublicFindingTests.pin("login", type: "text", nullable: true),
        FieldPin(
          name: Located("name", .nowhere), description: "Full name", isPersonal: true),
      ])
    #expect(schema.fields[2].type.qualified == "pg_catalog.text")
    #expect(schema.fields[2].nullable)
    #expect(schema.fields[1].description == "Full name")
    #expect(schema.fields[1].isPersonal)
    #expect(
      schema.tables[0].columns.first { $0.name == "login" }?.type.name
        == "character varying(20)")
  }

  @Test(
    arguments: [
      (
        "SELECT u.id, a.city AS x FROM users u JOIN addresses a ON a.id = u.id WHERE u.id = :id",
        ["shop.public.addresses.city"]
      ),
      (
        "SELECT n.id, n.label AS x FROM named n WHERE n.id = :id",
        ["shop.public.users.name", "shop.public.users.nick"]
      ),
      (
        "SELECT id, (SELECT count(*) FROM addresses) AS x FROM users WHERE id = :id",
        ["shop.public.addresses.*"]
      ),
      (
        "SELECT id, (SELECT max(a.city) FROM addresses a) AS x FROM users WHERE id = :id",
        ["shop.public.addresses.city"]
      ),
      (
        "SELECT id, EXISTS (SELECT 1 FROM named) AS x FROM users WHERE id = :id",
        ["shop.public.users.*"]
      ),
      (
        "WITH c AS (SELECT id, coalesce(nick, name) AS l FROM users) "
          + "SELECT id, l AS x FROM c WHERE id = :id",
        ["shop.public.users.name", "shop.public.users.nick"]
      ),
      (
        "SELECT s.id, min(s.x) AS x FROM (SELECT id, name AS x FROM users UNION SELECT id, city "
          + "FROM addresses) s WHERE s.id = :id GROUP BY s.id",
        ["shop.public.addresses.city", "shop.public.users.name"]
      ),
      ("SELECT id, 1 AS x FROM users WHERE id = :id", []),
      (
        "SELECT id, x FROM users JOIN (SELECT id, user_id AS x FROM addresses) a USING (id) "
          + "WHERE id = :id", ["shop.public.addresses.user_id"]
      ),
      (
        "SELECT u.id, max(w) AS x FROM users u, unnest(words) AS w WHERE u.id = :id GROUP BY u.id",
        ["shop.public.users.words"]
      ),
    ] as [(String, [String])])
  func followsValuesToTheirColumns(_ sql: String, _ lineage: [String]) throws {
    let schema = try compile(sql)
    #expect(schema.fields.first { $0.name == "x" }?.lineage == lineage)
  }
}
