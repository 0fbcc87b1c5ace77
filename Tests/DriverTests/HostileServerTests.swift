import Foundation
import RejotContract
import RejotEmit
import RejotEphemeral
import RejotPostgres
import RejotSource
import Testing

@testable import RejotDriver

private let servers = EmbeddedServers(environment: ProcessInfo.processInfo.environment)

/// Nothing that stands in a contract runs on a server but the server's own analysis.
@Suite struct HostileServerTests {
  private let folder: ProjectFolder
  private let server: EphemeralServer
  private let database: String

  /// Tables, and functions that tell when they run, although they claim to depend on nothing.
  private static let tables = """
    CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL);
    CREATE TABLE trace (what text);
    CREATE SEQUENCE traces;
    CREATE FUNCTION note(what text) RETURNS text IMMUTABLE STRICT LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('traces'); RETURN what; END $$;
    CREATE FUNCTION note_int(a bigint, b bigint) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('traces'); RETURN a = b; END $$;
    CREATE OPERATOR === (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = note_int);
    CREATE DOMAIN noted AS text CHECK (note(VALUE) IS NOT NULL);
    CREATE FUNCTION to_noted(bigint) RETURNS noted IMMUTABLE LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('traces'); RETURN 'x'; END $$;
    CREATE CAST (bigint AS noted) WITH FUNCTION to_noted(bigint) AS IMPLICIT;
    CREATE VIEW seen AS SELECT id, note(first_name) AS first_name FROM users WHERE note('v') = 'v';
    CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('traces'); RETURN NEW; END $$;
    CREATE TRIGGER t BEFORE INSERT OR UPDATE OR DELETE ON users
      FOR EACH STATEMENT EXECUTE FUNCTION fired();
    CREATE FUNCTION defaulted() RETURNS text VOLATILE LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('traces'); RETURN 'x'; END $$;
    CREATE TABLE customers (
      id bigint PRIMARY KEY, full_name text NOT NULL DEFAULT defaulted(),
      CHECK (note(full_name) IS NOT NULL));
    """

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    server = try servers.server(major: nil)
    database = try servers.createDatabase(on: server)
    try server.applyMigrations(
      [MigrationFile(name: "1.sql", text: Self.tables)], database: database,
      searchPath: ["public"])
  }

  /// Checks contracts against the live database.
  private func check() throws -> JobResult {
    let url = server.url(database: database)
    let context = JobContext(
      currentFolder: folder.url.path,
      environment: ["ACCOUNTS_DATABASE_URL": url, "CRM_DATABASE_URL": url], servers: servers)
    return CheckJob.run(JobOptions(catalog: .live), context)
  }

  private func expectUntouched() throws {
    let connection = try Connection(server.url(database: database))
    #expect(try connection.query("SELECT is_called FROM traces").scalar == "f", "a function ran")
    #expect(try connection.query("SELECT count(*) FROM trace").scalar == "0")
    #expect(
      try connection.query(
        """
        SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r'
        """
      ).scalar == "3")
    #expect(
      try connection.query("SELECT count(*) FROM pg_proc WHERE proname ~ 'rejot|evil'").scalar
        == "0")
  }

  /// Statements that leave the place they are put into, if anything can.
  private static let smuggled = [
    "SELECT id FROM users WHERE id = :id; DROP TABLE trace",
    "SELECT id FROM users WHERE id = :id; END; DROP TABLE trace; BEGIN",
    "SELECT id FROM users WHERE id = :id\n; END; INSERT INTO trace VALUES ('x'); --",
    "SELECT 1; END $$; INSERT INTO trace VALUES ('x')",
    "SELECT id FROM users WHERE id = :id /*",
    "SELECT id FROM users WHERE id = :id -- ; END",
    "SELECT $rejot$; INSERT INTO trace VALUES ('x') $rejot$",
    "SELECT id FROM users WHERE id = :id AND first_name = E'\\'; INSERT INTO trace VALUES (1); --'",
    "SELECT id FROM users WHERE id = :id AND first_name = '\\'; INSERT INTO trace VALUES (1); --'",
    "COMMIT", "ROLLBACK", "COMMIT AND CHAIN", "PREPARE TRANSACTION 'x'", "RELEASE rejot_probe",
    "END", "RETURN 1", "BEGIN ATOMIC SELECT 1; END",
    "DO $$ BEGIN INSERT INTO trace VALUES ('x'); END $$", "CALL note('x')",
    "EXPLAIN ANALYZE INSERT INTO trace VALUES ('x')", "EXECUTE rejot_reading",
    "COPY trace FROM PROGRAM 'id'", "COPY (SELECT 1) TO STDOUT", "LISTEN x", "DISCARD ALL",
    "SET SESSION AUTHORIZATION postgres", "SET LOCAL statement_timeout = 0", "LOCK TABLE users",
    "CREATE TABLE evil (a int)", "DROP TABLE trace", "TRUNCATE trace",
    "CREATE FUNCTION evil() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT 1 INTO evil",
    "CREATE TABLE evil AS SELECT 1", "DECLARE c CURSOR FOR SELECT 1", "VACUUM", "CHECKPOINT",
    "WITH x AS (INSERT INTO trace VALUES ('x') RETURNING *) SELECT id FROM users WHERE id = :id",
  ]

  @Test func statementsStayWhereTheyArePut() throws {
    var text = ""
    for (index, sql) in Self.smuggled.enumerated() {
      text += "-- rejot:public p\(index)@1.0\n-- source: accounts\n\n\(sql)\n"
      text += "-- rejot:consumer c\(index)\n-- from: shop/customer@1\n-- into: crm\n\n\(sql)\n"
      text += "-- rejot:delete\n\(sql)\n"
    }
    try folder.write("contracts/smuggled.sql", text)
    let result = try check()
    #expect(result.exitCode == .findings)
    let found = Set(result.diagnostics.map(\.id.rawValue))
    #expect(found.isSuperset(of: ["statement-count", "sql-syntax", "statement-kind"]), "\(found)")
    try expectUntouched()
  }

  /// What is analysed is never planned either: the planner runs what it can compute at once.
  @Test func functionsDoNotRun() throws {
    let wheres = [
      "note('a') = 'a'", "1::bigint === 1::bigint", "'x'::noted = 'x'", "(1::bigint)::noted = 'x'",
      "note(note('b')) IS NOT NULL", "EXISTS (SELECT FROM seen WHERE note('c') = 'c')",
      "first_name = (SELECT note('d'))", "first_name = ANY (ARRAY[note('e')])",
      "first_name LIKE note('f')", "CASE WHEN note('g') = 'g' THEN true END",
      "first_name = CAST(ROW('h') AS text) || note('h')",
    ]
    var text = ""
    for (index, condition) in wheres.enumerated() {
      text += """
        -- rejot:public p\(index)@1.0
        -- source: accounts
        SELECT id, note('x') AS n FROM users WHERE id = :id AND \(condition);
        -- rejot:consumer c\(index)
        -- from: shop/customer@1
        -- into: crm
        INSERT INTO customers (id, full_name) SELECT :id, note('y') WHERE \
        \(condition.replacing("first_name", with: ":first_name"))
        ON CONFLICT (id) DO UPDATE SET full_name = note('z') || :first_name, id = DEFAULT
        WHERE note('w') = 'w';
        -- rejot:delete
        DELETE FROM customers WHERE id = :id AND note('v') = 'v' RETURNING note('u');

        """
    }
    text += """
      -- rejot:public view@1.0
      -- source: accounts
      SELECT id, first_name FROM seen WHERE id = :id;

      """
    try folder.write("contracts/functions.sql", text)
    let result = try check()
    #expect(!result.diagnostics.contains { $0.id.kind == .environment }, "\(result.diagnostics)")
    try expectUntouched()
    // The trap works: planning alone springs it.
    let connection = try Connection(server.url(database: database))
    try connection.execute("EXPLAIN SELECT 1 WHERE note('a') = 'a'")
    #expect(try connection.query("SELECT is_called FROM traces").scalar == "t")
  }

  /// Every place that is not SQL and still gets to a server, or into SQL for one.
  @Test func namesAreOnlyNames() throws {
    let evil = "x'); INSERT INTO trace VALUES ('x'); --"
    let quoted = evil.replacing("'", with: "''")
    try folder.write(
      "contracts/names.yaml",
      """
      publicSchema: pinned
      version: 1.0
      source: accounts
      key: ["\(evil)"]
      fields:
        id: "\(evil)"
        first_name: { type: '\(quoted)', description: '\(quoted)' }
      sql: |
        SELECT id, first_name FROM users
      ---
      publicSchema: typed
      version: 1.0
      source: accounts
      fields: { first_name: "int) RETURNS void LANGUAGE sql AS $$INSERT INTO trace VALUES (1)$$ --" }
      sql: |
        SELECT id, first_name FROM users WHERE id = $1

      """)
    let project = try folder.text("rejot.yaml")
    try folder.write(
      "rejot.yaml",
      project.replacing(
        "    migrations: db/accounts",
        with: """
              migrations: db/accounts
              searchPath: [public, '\(quoted)', 'a"b', "$user"]
              role: '\(quoted)'
              publication: '\(quoted)'
          """))
    let result = try check()
    #expect(!result.diagnostics.isEmpty)
    try expectUntouched()
    for slot in ["'\(quoted)'", "a b", "UPPER"] {
      try folder.write(
        "rejot.yaml",
        project.replacing(
          "    migrations: db/accounts", with: "    migrations: db/accounts\n    slot: \(slot)"))
      #expect(try check().exitCode == .usage)
    }
  }

  /// A server's answer to one statement does not become everybody's.
  @Test func aStatementThatCostsTooMuchIsItsOwnFault() throws {
    let joins = (1...900).map { " JOIN users a\($0) ON a\($0).id = a0.id" }.joined()
    let nested =
      String(repeating: "(SELECT ", count: 2000) + "1" + String(repeating: ")", count: 2000)
    let wide = (1...60).map { " CROSS JOIN information_schema.columns c\($0)" }.joined()
    for sql in [
      "SELECT a0.id FROM users a0\(joins) WHERE a0.id = :id",
      "SELECT id, \(nested) AS n FROM users WHERE id = :id",
      "SELECT users.id FROM users\(wide) WHERE users.id = :id",
      "SELECT id FROM users WHERE id = :id AND " + String(repeating: "NOT ", count: 15_000)
        + "true",
      "SELECT id, " + Array(repeating: "id", count: 15_000).joined(separator: "+")
        + " AS s FROM users WHERE id = :id",
    ] {
      try folder.write(
        "contracts/a.sql", "-- rejot:public a@1.0\n-- source: accounts\n\(sql);\n")
      let result = try check()
      #expect(
        result.exitCode == .findings,
        "\(sql.prefix(60)): \(result.diagnostics.first?.message ?? "")")
    }
    try expectUntouched()
  }
}
