import RejotCatalog
import RejotPostgres
import Testing

@Suite struct LiveAnalystTests {
  private static let schema = """
    CREATE TYPE mood AS ENUM ('glad', 'sad');
    CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
    CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, last_name text, mood mood,
      email email, tags text[], data jsonb, price numeric(6,2), at timestamptz);
    CREATE TABLE small (id int PRIMARY KEY, code varchar(5));
    CREATE VIEW named AS SELECT id, first_name AS name FROM users WHERE last_name IS NOT NULL;
    CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql STRICT IMMUTABLE
      AS 'SELECT $1 * 2';
    CREATE TABLE victim (a int);
    """

  private func analyst(_ name: String = #function) throws -> LiveAnalyst {
    try LiveAnalyst(url: Database.create(name, Self.schema), searchPath: ["public"])
  }

  @Test func printsWhatItUnderstood() throws {
    let analyst = try analyst()
    let statement = try analyst.accept("SELECT * FROM small WHERE id = $1 -- a comment", ["int"])
    #expect(
      statement.canonical == """
        SELECT small.id,
             small.code
            FROM public.small
           WHERE (small.id = $1)
        """)
    #expect(statement.query.tag == "QUERY")
    #expect(statement.query["commandType"].integer == 1)
    #expect(statement.query["targetList"].elements.count == 2)
    #expect(statement.parameterTypes == [23])
  }

  /// A second session says the same, under the same settings.
  @Test func aCompanionKnowsTheSame() throws {
    let analyst = try analyst()
    let companion = try #require(analyst.companion())
    let request = AnalysisRequest(sql: "SELECT id, at FROM users", parameterTypes: [])
    #expect(try companion.analyse([request]) == analyst.analyse([request]))
    #expect(companion.catalog == analyst.catalog)
    #expect(companion.searchPath == ["public"])
  }

  /// Where the server has room for one session only, there is no other.
  @Test func thereMayBeNoCompanion() throws {
    _ = try Database.create(#function, "CREATE ROLE lonely LOGIN CONNECTION LIMIT 1;")
    let analyst = try LiveAnalyst(
      url: Database.url(#function, user: "lonely"), searchPath: ["public"])
    let other = analyst.companion()
    #expect(other == nil)
    #expect(try analyst.accept("SELECT 1").canonical.contains("1"))
  }

  /// Statements, and the OIDs of the types their parameters get.
  private static let statements: [(sql: String, types: [UInt32])] = [
    ("SELECT 1", []),
    ("SELECT 1;", []),
    ("/* before */ SELECT 'a;b' AS a, $1 AS b -- after", [25]),
    ("SELECT id FROM users WHERE id = $1 AND first_name = $2", [20, 25]),
    ("WITH x AS (SELECT 1 AS a) SELECT a, CASE WHEN a > 0 THEN 1 END FROM x", []),
    ("SELECT mood, sum(price) FROM users GROUP BY mood HAVING count(*) > $1", [20]),
    ("SELECT E'it''s\\nBEGIN ATOMIC' AS a, 'END;\n' AS b, data->>'x' AS c, tags[1] FROM users", []),
    ("TABLE small", []),
    ("VALUES ($1, 2), (3, 4)", [23]),
    (
      "INSERT INTO small (id, code) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET code = $2",
      [23, 1043]
    ),
    ("INSERT INTO small (id, code) VALUES ($1, CONCAT($2, ' ', $3))", [23, 25, 25]),
    ("INSERT INTO small DEFAULT VALUES RETURNING id", []),
    ("UPDATE users SET tags = $2 WHERE id = $1", [20, 1009]),
    ("DELETE FROM users WHERE id = $1", [20]),
    ("WITH g AS (DELETE FROM small WHERE id = $1 RETURNING id) INSERT INTO victim TABLE g", [23]),
    (
      "MERGE INTO small s USING (SELECT $1::int AS id) n ON s.id = n.id WHEN MATCHED THEN "
        + "UPDATE SET code = 'x' WHEN NOT MATCHED THEN INSERT VALUES (n.id, 'y')", [23]
    ),
    ("SELECT first_name FROM users WHERE $3 = id", [25, 25, 20]),
  ]

  @Test func infersParametersAndPrintsWhatItCanReadAgain() throws {
    let analyst = try analyst()
    for (sql, types) in Self.statements where try Database.major >= 15 || !sql.hasPrefix("MERGE") {
      let statement = try analyst.accept(sql)
      #expect(statement.parameterTypes == types, "\(sql)")
      let again = try analyst.accept(statement.canonical, types.map { String($0) })
      #expect(again.canonical == statement.canonical)
    }
  }

  @Test func takesDeclaredTypes() throws {
    let analyst = try analyst()
    let declared = try analyst.accept(
      "INSERT INTO users (id, first_name, mood) VALUES ($1, CONCAT($2, $3), $4)",
      ["bigint", "varchar(80)", nil, "public.mood"])
    #expect(declared.parameterTypes.prefix(3) == [20, 1043, 25])
    #expect(analyst.catalog.types[declared.parameterTypes[3]]?.name == "mood")
    let narrowing = try analyst.accept("INSERT INTO small (id) VALUES ($1)", ["bigint"])
    #expect(String(describing: narrowing.query).contains("FUNCEXPR"))
    let text = try analyst.refuse("INSERT INTO users (mood) VALUES ($1)", ["text"])
    #expect(text.sqlState == "42804")
  }

  @Test func typesAreNamesAndNothingElse() throws {
    let analyst = try analyst()
    for name in [
      "int) RETURNS int LANGUAGE sql AS 'x'; --", "nosuchtype", "int; DROP TABLE victim", "",
    ] {
      let error = try analyst.refuse("SELECT $1", [name])
      #expect(error.position == nil)
      #expect(error.environmentFailure == nil)
    }
    #expect(try analyst.accept("SELECT $1", ["int"]).parameterTypes == [23])
  }

  @Test func errorsPointIntoTheStatement() throws {
    let analyst = try analyst()
    func rest(_ sql: String, _ error: PostgresError) -> String {
      error.position.map { String(sql.unicodeScalars.dropFirst($0 - 1)) } ?? "nowhere"
    }
    let column = "SELECT 'é😀', u.frist_name FROM users u"
    let columnError = try analyst.refuse(column)
    #expect(columnError.sqlState == "42703")
    #expect(columnError.hint?.contains("first_name") == true)
    #expect(rest(column, columnError) == "u.frist_name FROM users u")
    let table = "SELECT 1\nFROM nosuch"
    #expect(rest(table, try analyst.refuse(table)) == "nosuch")
    #expect(try analyst.refuse(table).sqlState == "42P01")
    let syntax = "SELECT 1 FORM users"
    #expect(rest(syntax, try analyst.refuse(syntax)) == "users")
    #expect(try analyst.refuse("SELECT nosuch(1)").sqlState == "42883")
    #expect(try analyst.refuse("SELECT 'x'::int").sqlState == "22P02")
    // Only the function's own check finds these two.
    let missing = "SELECT 'é😀', $2 + 1"
    #expect(rest(missing, try analyst.refuse(missing, ["int"])) == "$2 + 1")
    let utility = try analyst.refuse("CREATE TABLE t (a int)")
    #expect(utility.sqlState == "0A000")
    #expect(utility.context?.contains("rejot_probe") != true)
  }

  @Test func unfinishedAndEmptyTextsAreErrors() throws {
    let analyst = try analyst()
    for sql in [
      "", ";", " -- nothing", "SELECT 'x", "SELECT /* x", "SELECT $$x", "SELECT (1", "END",
    ] {
      #expect(throws: Never.self, "\(sql)") { try analyst.refuse(sql) }
    }
    #expect(try analyst.accept("SELECT 1").canonical == "SELECT 1")
  }

  /// What a stranger's pull request may try: nothing of it runs, not even for a moment.
  @Test func runsNothingOfTheText() throws {
    let analyst = try analyst()
    let before = analyst.catalog
    for sql in [
      "SELECT 1; END; DROP TABLE victim; --", "SELECT 1; END; DROP TABLE victim; SELECT 1",
      "SELECT 1\n; END; COMMIT; DROP TABLE victim; --", "SELECT 1; SELECT 2",
      "SELECT 1; COMMIT", "COMMIT", "ROLLBACK", "DROP TABLE victim",
      "DO $$ BEGIN DROP TABLE victim; END $$", "END; DROP TABLE victim",
      "RETURN 1", "RETURN 1; END; DROP TABLE victim", "ROLLBACK TO SAVEPOINT rejot_probe",
      "RELEASE SAVEPOINT rejot_probe", "COPY victim TO PROGRAM 'touch /tmp/x'", "SET ROLE none",
      "CREATE FUNCTION pg_temp.rejot_probe() RETURNS void LANGUAGE sql AS ''",
      "PREPARE p AS DROP TABLE victim", "EXPLAIN ANALYZE DELETE FROM victim", "DISCARD ALL",
      "LISTEN x", "CALL nosuch()", "DECLARE c CURSOR FOR SELECT 1", "\\! touch /tmp/x",
    ] {
      #expect(throws: Never.self, "\(sql)") { try analyst.refuse(sql) }
    }
    // These are one statement each, so they are analysed, and not run.
    _ = try analyst.accept("DELETE FROM victim")
    _ = try analyst.accept("SELECT pg_terminate_backend(pg_backend_pid())")
    _ = try analyst.accept("SELECT nextval('pg_catalog.pg_class')")
    let name = "runsNothingOfTheText()"
    let after = try LiveAnalyst(url: Database.url(name, user: "postgres"), searchPath: ["public"])
    #expect(after.catalog == before)
    #expect(try analyst.accept("SELECT a FROM victim").canonical.contains("victim"))
  }

  @Test func leavesNothingInTheDatabase() throws {
    let analyst = try analyst()
    _ = try analyst.analyse(
      (0..<250).map { AnalysisRequest(sql: "SELECT \($0) FROM users", parameterTypes: []) })
    let connection = try Connection(
      Database.url("leavesNothingInTheDatabase()", user: "postgres"))
    #expect(
      try connection.query("SELECT count(*) FROM pg_proc WHERE proname ^@ 'rejot_probe'").scalar
        == "0")
    #expect(
      try connection.query(
        "SELECT count(*) FROM pg_locks WHERE pid <> pg_backend_pid() "
          + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
      ).scalar
        == "0")
  }

  /// Probes are undone together, so one could see what another made.
  @Test func seesNothingOfOtherProbes() throws {
    let analyst = try analyst()
    // With declared parameters, a statement is parsed when others have made their functions.
    let outcomes = try analyst.analyse([
      AnalysisRequest(sql: "SELECT 1", parameterTypes: []),
      AnalysisRequest(sql: "SELECT pg_temp.rejot_probe_0()", parameterTypes: []),
      AnalysisRequest(
        sql: "SELECT pg_temp.rejot_probe_0(), $1", parameterTypes: ["pg_catalog.int4"]),
    ])
    guard case .analysed = outcomes[0] else { throw PostgresError(message: "\(outcomes[0])") }
    for outcome in outcomes.dropFirst() {
      guard case .rejected = outcome else {
        Issue.record("\(outcome)")
        continue
      }
    }
  }

  @Test func answersInOrderAroundErrors() throws {
    let analyst = try analyst()
    let requests = (0..<230).map {
      AnalysisRequest(
        sql: $0.isMultiple(of: 3) ? "SELECT nosuch\($0)" : "SELECT \($0)", parameterTypes: [])
    }
    let outcomes = try analyst.analyse(requests)
    #expect(outcomes.count == 230)
    for (place, outcome) in outcomes.enumerated() {
      switch outcome {
      case .analysed(let statement): #expect(statement.canonical.hasPrefix("SELECT \(place)"))
      case .rejected(let error): #expect(error.message.contains("nosuch\(place)\""))
      }
    }
  }

  @Test func refusesMoreParametersThanAFunctionTakes() throws {
    let analyst = try analyst()
    func select(_ count: Int) -> String {
      "SELECT " + (1...count).map { "$\($0)" }.joined(separator: ", ")
    }
    #expect(try analyst.accept(select(100)).parameterTypes.count == 100)
    let types = [String?](repeating: "int", count: 101)
    #expect(try analyst.refuse(select(101), types).message.contains("101 parameters"))
  }

  @Test func namesResolveInTheStoresSearchPathOnly() throws {
    let url = try Database.create(
      #function,
      """
      CREATE SCHEMA "Shop"; CREATE TABLE "Shop".t (a int); CREATE TABLE public.t (b int);
      CREATE TYPE "Shop"."Kind" AS ENUM ('x'); CREATE TABLE "Shop".u (k "Shop"."Kind");
      ALTER DATABASE "\(#function)" SET search_path = public;
      ALTER DATABASE "\(#function)" SET "DateStyle" = 'German';
      ALTER DATABASE "\(#function)" SET quote_all_identifiers = on;
      ALTER DATABASE "\(#function)" SET default_transaction_read_only = on;
      """)
    let shop = try LiveAnalyst(url: url, searchPath: ["Shop"])
    #expect(try shop.accept("SELECT a FROM t").canonical == "SELECT t.a\n    FROM \"Shop\".t")
    #expect(try shop.refuse("SELECT b FROM t").sqlState == "42703")
    let constant = try shop.accept("SELECT date '01.02.2003' AS d")
    #expect(constant.canonical == "SELECT '2003-01-02'::date AS d")
    let kind = try #require(shop.catalog.types.values.first { $0.name == "Kind" })
    #expect(kind.displayName == "\"Kind\"")
    #expect(kind.qualifiedName == "\"Shop\".\"Kind\"")
    let path = try LiveAnalyst(url: url, searchPath: ["public"])
    let same = try #require(path.catalog.types.values.first { $0.name == "Kind" })
    #expect(same.displayName == "\"Shop\".\"Kind\"")
    #expect(try path.accept("SELECT $1", ["\"Shop\".\"Kind\""]).canonical.contains("$1"))
  }

  @Test func readsFunctionsViewsAndTypeNames() throws {
    let analyst = try analyst()
    let call = try analyst.accept("SELECT twice(id), count(*) FROM small GROUP BY id")
    let function = try #require(call.query["targetList"].elements.first?["expr"]["funcid"].oid)
    let entries = try analyst.functions([function, function, 2803, 1])
    #expect(
      entries[function]
        == FunctionEntry(
          schema: "public", name: "twice", arguments: "integer", result: "integer",
          volatility: "i", isStrict: true, returnsSet: false, kind: "f"))
    #expect(try analyst.functions(named: "twice", in: "public").map(\.arguments) == ["integer"])
    #expect(try analyst.functions(named: "twice", in: "pg_catalog").isEmpty)
    #expect(try analyst.viewText(oid("users")) == nil)
    #expect(entries[2803]?.kind == "a")
    #expect(entries[1] == nil)
    func oid(_ name: String) -> UInt32 {
      analyst.catalog.relations.first { $0.value.name == name }?.key ?? 0
    }
    #expect(try analyst.viewBody(oid("named"))?["targetList"].elements.count == 2)
    #expect(try analyst.viewBody(oid("users")) == nil)
    #expect(try analyst.typeName(1700, modifier: 393222) == "numeric(6,2)")
    #expect(try analyst.typeName(23, modifier: -1) == "integer")
    #expect(try analyst.typeName(oid("nosuch"), modifier: -1) == "-")
  }
}
