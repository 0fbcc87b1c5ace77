import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// `rejotc migrate` on real databases.
@Suite struct MigrateTests {
  private let folder: ProjectFolder
  /// A database of this test's own.
  private let database = "db-\(UUID().uuidString.lowercased().prefix(8))"
  private let server: EphemeralServer

  private static let server = Result { try TestServer.start(ServerSettings()) }

  init() throws {
    folder = try ProjectFolder([
      (
        "rejot.yaml",
        """
        rejot: 1
        project: shop
        dataStores:
          accounts:
            url: ${ACCOUNTS_DATABASE_URL}
            migrations: db
            searchPath: [app, public]
          bare:
            url: ${BARE_DATABASE_URL}

        """
      ),
      (
        "db/0001_schema.sql",
        """
        CREATE SCHEMA app;
        CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);

        """
      ),
      (
        "db/0002_index.sql",
        """
        -- Refuses a transaction around it.
        CREATE INDEX CONCURRENTLY users_name ON users (name);
        CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;

        """
      ),
    ])
    server = try Self.server.get()
    try server.createDatabase(database)
  }

  private func connect() throws -> Connection { try Connection(server.url(database: database)) }

  private var environment: [String: String] {
    ["ACCOUNTS_DATABASE_URL": server.url(database: database)]
  }

  private func migrate(_ arguments: [String] = ["accounts"]) throws -> RejotcProcess {
    try RejotcProcess(["migrate"] + arguments, in: folder.url, environment: environment)
  }

  /// The tables of everybody's schemas.
  private func tables() throws -> [String] {
    try connect().query(
      """
      SELECT schemaname || '.' || tablename FROM pg_catalog.pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
      """
    ).rows.compactMap { $0[0] }
  }

  @Test func statementsRunOneByOneUnderTheSearchPath() throws {
    let run = try migrate()
    #expect(run.status == 0)
    #expect(run.output == "applied db/0001_schema.sql\napplied db/0002_index.sql\n")
    #expect(
      run.errors == "data store accounts: applied 2 migrations to database \(database)\n")
    #expect(try tables() == ["app.users"])
    let valid = try connect().query(
      "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = 'app.users_name'::regclass")
    #expect(valid.rows.first?[0] == "t")
  }

  @Test func whatWasDoneIsADocument() throws {
    let run = try migrate(["accounts", "--format", "json"])
    let document = try run.document()
    #expect(document["store"] as? String == "accounts")
    #expect(document["database"] as? String == database)
    #expect(document["applied"] as? [String] == ["db/0001_schema.sql", "db/0002_index.sql"])
    #expect(run.errors.isEmpty)
  }

  // MARK: A database that is not empty

  @Test func aSecondRunIsRefused() throws {
    #expect(try migrate().status == 0)
    let run = try migrate()
    #expect(run.status == 3)
    #expect(
      run.errors == """
        rejot.yaml:5:10: error: the database of store "accounts" is not empty [database-not-empty]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: database \(database) has table app.users
        help: rejotc migrate keeps no record of what it has applied: give it an empty database
        help: apply a migration that is new with your own tool, or psql "$ACCOUNTS_DATABASE_URL" \
        -v ON_ERROR_STOP=1 -f db/0002_index.sql

        1 error; nothing applied

        """)
  }

  @Test(arguments: [
    ("CREATE TYPE mood AS ENUM ('fine')", "type public.mood"),
    ("CREATE TYPE pair AS (a int, b int)", "type public.pair"),
    ("CREATE DOMAIN age AS int", "type public.age"),
    ("CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1", "function public.one()"),
    ("CREATE VIEW v AS SELECT 1 AS one", "view public.v"),
    ("CREATE SEQUENCE s", "sequence public.s"),
    (
      "CREATE SCHEMA other; CREATE TABLE other.\"a b\" (id int GENERATED ALWAYS AS IDENTITY)",
      "table other.\"a b\", sequence other.\"a b_id_seq\""
    ),
    (
      """
      CREATE TABLE t1 (); CREATE TABLE t2 (); CREATE TABLE t3 (); CREATE TABLE t4 ();
      CREATE TABLE t5 (); CREATE TABLE t6 (); CREATE TABLE t7 ()
      """,
      "table public.t1, table public.t2, table public.t3, table public.t4, table public.t5 and 2 more"
    ),
  ])
  func whatIsThereIsNamed(_ sql: String, _ words: String) throws {
    try connect().execute(sql)
    let run = try migrate()
    #expect(run.status == 3)
    #expect(run.errors.contains("note: database \(database) has \(words)\n"), "\(run.errors)")
  }

  @Test func anEmptySchemaAndAnExtensionAreNothing() throws {
    try connect().execute("CREATE SCHEMA reports; CREATE EXTENSION pg_trgm")
    #expect(try migrate().status == 0)
  }

  /// A sync that was started too early has made its own tables, and nothing else.
  @Test func theSyncsOwnTablesCountOnlyWithPositions() throws {
    try connect().execute(
      "CREATE SCHEMA rejot; CREATE TABLE rejot.positions (name text PRIMARY KEY)")
    try connect().execute("INSERT INTO rejot.positions VALUES ('shop/accounts-crm@accounts')")
    let refused = try migrate()
    #expect(refused.status == 3)
    #expect(refused.errors.contains("note: rejot.positions holds shop/accounts-crm@accounts\n"))
    try connect().execute("DELETE FROM rejot.positions")
    #expect(try migrate().status == 0)
  }

  @Test func twoRunsAtOnceAreOneTooMany() throws {
    let other = try connect()
    try other.query("SELECT pg_catalog.pg_advisory_lock(7306090852)")
    let run = try migrate(["accounts", "--format", "json"])
    #expect(run.status == 3)
    #expect(try run.ids() == ["migration-running"])
    #expect(try tables() == [])
    try other.query("SELECT pg_catalog.pg_advisory_unlock(7306090852)")
    #expect(try migrate().status == 0)
  }

  // MARK: A migration that fails

  @Test func aRefusedStatementIsNamedAndWhatItLeaves() throws {
    try folder.write(
      "db/0002_index.sql",
      """
      CREATE TABLE orders (id bigint PRIMARY KEY);
      ALTER TABLE usrs
        ADD COLUMN email text;

      """)
    let run = try migrate()
    #expect(run.status == 3)
    #expect(run.output == "applied db/0001_schema.sql\n")
    #expect(
      run.errors == """
        db/0002_index.sql:2:1: error: the migration failed: relation "usrs" does not exist \
        [migration-failed]
          2 | ALTER TABLE usrs
            | ^~~~~
        note: SQLSTATE 42P01
        note: statements are applied one by one: database \(database) now has table app.orders, \
        table app.users
        help: correct it, empty the database, such as with dropdb and createdb \(database), and run \
        rejotc migrate accounts again

        1 error; applied 1 migration

        """)
    #expect(try tables() == ["app.orders", "app.users"])
  }

  @Test func aRefusalThatLeavesNothingSaysSo() throws {
    try folder.write(
      "db/0001_schema.sql", "BEGIN;\nCREATE TABLE users (id bigint);\nSELECT 1 / 0;\nCOMMIT;\n")
    let run = try migrate()
    #expect(run.status == 3)
    #expect(run.errors.contains("db/0001_schema.sql:3:1: error: the migration failed: division"))
    #expect(run.errors.contains("note: the database is as empty as it was\n"))
    #expect(try tables() == [])
  }

  /// Known without a server, so nothing is left behind.
  @Test func whatOnlyPsqlCanRunIsRefusedAtOnce() throws {
    try folder.write("db/0003_rows.sql", "COPY users FROM stdin;\n1\tAda\n\\.\n")
    let run = try migrate()
    #expect(run.status == 3)
    #expect(run.errors.contains("db/0003_rows.sql:1:1: error: the migration failed: COPY FROM"))
    #expect(run.errors.contains("note: nothing was applied\n"))
    #expect(run.errors.hasSuffix("1 error; nothing applied\n"))
    #expect(try tables() == [])
  }

  @Test func aRoleThatMayNotCreateLeavesTheDatabaseEmpty() throws {
    try connect().execute("CREATE ROLE reader LOGIN")
    let run = try RejotcProcess(
      ["migrate", "accounts"], in: folder.url,
      environment: ["ACCOUNTS_DATABASE_URL": server.url(database: database, user: "reader")])
    #expect(run.status == 3)
    #expect(run.errors.contains("error: the migration failed: permission denied for database"))
    #expect(run.errors.contains("note: the database is as empty as it was\n"))
  }

  // MARK: Nothing to migrate

  @Test func anUnknownStoreIsWrongUsage() throws {
    let run = try migrate(["acounts"])
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: project shop has no data store "acounts" [unknown-store]
        help: did you mean accounts?
        help: the data stores are accounts, bare

        1 error; nothing applied

        """)
    #expect(try migrate([]).status == 2)
    #expect(try migrate(["accounts", "--catalog", "embedded"]).status == 2)
    #expect(try migrate(["accounts", "--no-ddl"]).status == 2)
  }

  @Test func aStoreWithoutMigrationsOrUrlIsSaid() throws {
    let unset = try migrate(["bare", "--format", "json"])
    #expect(unset.status == 3)
    #expect(try unset.ids() == ["url-unset"])
    let bare = try RejotcProcess(
      ["migrate", "bare"], in: folder.url,
      environment: ["BARE_DATABASE_URL": server.url(database: database)])
    #expect(bare.status == 3)
    #expect(bare.errors.contains("store \"bare\" has no migrations to apply [migrations-missing]"))
  }

  @Test func anUnreachableDatabaseIsNotReplaced() throws {
    let run = try RejotcProcess(
      ["migrate", "accounts"], in: folder.url,
      environment: [
        "ACCOUNTS_DATABASE_URL": "postgresql:///accounts?host=\(folder.url.path)&user=app"
      ])
    #expect(run.status == 3)
    #expect(run.errors.contains("[database-unreachable]"))
    #expect(run.errors.contains("help: start the server, or correct ACCOUNTS_DATABASE_URL\n"))
    #expect(!run.errors.contains("embedded"))
  }

  /// What is wrong with a contract does not matter here; what is wrong with the project does.
  @Test func onlyTheProjectFileIsRead() throws {
    try folder.write("contracts/broken.yaml", "publicSchema: [\n")
    #expect(try migrate().status == 0)
    try folder.write("rejot.yaml", "rejot: 1\nproject: shop\ndataStore: {}\n")
    #expect(try migrate().status == 2)
  }
}
