import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Databases that cannot analyse statements themselves, each for a reason of its own, on real
/// servers: what is found of a copy of their schema is what the database itself would say.
@Suite struct SchemaCopyTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair.filter { $0.0 != "contracts/crm.sql" })
  }

  private static let schema = """
    CREATE TYPE mood AS ENUM ('calm', 'furious');
    CREATE TABLE users (id bigint PRIMARY KEY, gone int, first_name text NOT NULL, mood mood,
      born date);
    ALTER TABLE users ADD CHECK (born > '1900-01-01') NOT VALID;
    ALTER TABLE users DROP COLUMN gone;
    CREATE TABLE hidden (id bigint PRIMARY KEY, at timestamptz);
    ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
    CREATE ROLE reader NOLOGIN;
    CREATE POLICY own ON hidden TO reader USING (id > 0);
    GRANT SELECT ON users TO reader;
    CREATE ROLE app LOGIN;
    GRANT pg_read_all_data TO app;
    """

  private func server(_ parameters: [String: String] = [:]) throws -> EphemeralServer {
    let server = try TestServer.start(ServerSettings(parameters: parameters))
    try server.createDatabase("accounts")
    try Connection(server.url(database: "accounts")).execute(Self.schema)
    return server
  }

  private func url(_ server: EphemeralServer, user: String = "postgres") -> [String: String] {
    ["ACCOUNTS_DATABASE_URL": server.url(database: "accounts", user: user)]
  }

  private func expectCopy(
    _ server: EphemeralServer, user: String = "postgres", _ arguments: [String] = [],
    because reason: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try RejotcProcess(
      ["check"] + arguments, in: folder.url, environment: url(server, user: user))
    #expect(
      run.errors == """
        catalog: live for accounts
        catalog: accounts is analysed on a copy of its schema, on a throw-away PostgreSQL \
        \(server.binaries.major): \(reason)
        checked 1 contract: no findings

        """, sourceLocation: location)
    #expect(run.status == 0, sourceLocation: location)
  }

  @Test func roleWithoutTemporaryObjects() throws {
    let server = try server()
    try Connection(server.url(database: "accounts")).execute(
      "REVOKE TEMPORARY ON DATABASE accounts FROM PUBLIC")
    try expectCopy(
      server, user: "app", because: "role app may not create temporary objects")
  }

  /// A standby: the server waits for a log that nobody sends it, and answers queries.
  @Test func standby() throws {
    let server = try server(["hot_standby": "on"])
    try server.shutDown(.fast)
    try Data().write(to: URL(filePath: "\(server.folder)/data/standby.signal"))
    try server.start()
    #expect(
      try Connection(server.url(database: "accounts")).query("SELECT pg_is_in_recovery()").rows
        == [["t"]])
    try expectCopy(server, because: "the server is a standby")
  }

  /// A trigger that refuses whatever is created: it shows that nothing is.
  private static let refusing = """
    CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'no DDL here'; END $$;
    """

  @Test(arguments: ["ddl_command_start", "ddl_command_end"])
  func eventTrigger(_ event: String) throws {
    let server = try server()
    try Connection(server.url(database: "accounts")).execute(
      Self.refusing
        + "CREATE EVENT TRIGGER guard ON \(event) WHEN TAG IN ('CREATE FUNCTION') "
        + "EXECUTE FUNCTION refuse()")
    try expectCopy(server, because: "event trigger guard would fire")
  }

  /// One that is switched off, or is about something else, stands in nobody's way.
  @Test func eventTriggerThatDoesNotFire() throws {
    let server = try server()
    try Connection(server.url(database: "accounts")).execute(
      Self.refusing + """
        CREATE EVENT TRIGGER guard ON ddl_command_end WHEN TAG IN ('DROP TABLE')
          EXECUTE FUNCTION refuse();
        CREATE EVENT TRIGGER off ON ddl_command_start EXECUTE FUNCTION refuse();
        ALTER EVENT TRIGGER off DISABLE
        """)
    let run = try RejotcProcess(["check"], in: folder.url, environment: url(server))
    #expect(
      run.errors == "catalog: live for accounts\nchecked 1 contract: no findings\n")
  }

  /// The flag keeps every definition out of the database, and the output is the same to the byte.
  @Test func withoutDDL() throws {
    let server = try server()
    let build = try RejotcProcess(["build"], in: folder.url, environment: url(server))
    #expect(build.status == 0, "\(build.errors)")
    // Fires at whatever is created, and at nothing that is only read.
    try Connection(server.url(database: "accounts")).execute(
      Self.refusing
        + "CREATE EVENT TRIGGER guard ON ddl_command_start EXECUTE FUNCTION refuse()")
    try expectCopy(server, ["--no-ddl"], because: "--no-ddl")
    let again = try RejotcProcess(
      ["build", "--check", "--no-ddl"], in: folder.url, environment: url(server))
    #expect(again.status == 0, "\(again.errors)")
    let analyze = try RejotcProcess(
      ["analyze", "accounts", "-", "--no-ddl"], in: folder.url, environment: url(server),
      input: "SELECT mood, born FROM users WHERE id = :id")
    #expect(analyze.status == 0, "\(analyze.errors)")
    #expect(analyze.output.contains(/mood +mood +nullable +accounts\.public\.users\.mood/))
    let why = try RejotcProcess(
      ["why", "customer.first_name", "--no-ddl"], in: folder.url, environment: url(server))
    #expect(why.status == 0, "\(why.errors)")
  }

  // MARK: Where a copy cannot be had

  /// A database that cannot be asked and a machine without server programs.
  @Test func noServerProgramsOfTheMajor() throws {
    let server = try server()
    let live = url(server)
    var bare = live
    bare["REJOT_POSTGRES_BIN"] = "/nowhere/bin"
    let major = server.binaries.major
    let refused = """
      catalog: live for accounts
      rejot.yaml:5:10: error: the statements of store "accounts" can be analysed neither by its \
      database nor on a copy: there are no server programs of PostgreSQL \(major) \
      [server-binaries-missing]
        5 |     url: ${ACCOUNTS_DATABASE_URL}
          |          ^~~~~~~~~~~~~~~~~~~~~~~~
      note: there are none here
      note: a copy is needed because of --no-ddl
      help: install the server programs of PostgreSQL \(major), or name their folder in \
      REJOT_POSTGRES_BIN
      help: or leave --no-ddl out: what it would create is rolled back at once
      help: or use the store's migrations on a throw-away server: --catalog embedded


      """
    let build = try RejotcProcess(["build", "--no-ddl"], in: folder.url, environment: bare)
    #expect(build.status == 3)
    #expect(build.errors == refused + "1 error; nothing written\n")
    let check = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: bare)
    #expect(check.status == 3)
    #expect(check.errors == refused + "checked 1 contract: 1 error\n")

    // With a lock, what it rests on is looked up in the database.
    #expect(try RejotcProcess(["build"], in: folder.url, environment: live).status == 0)
    let recheck = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: bare)
    #expect(
      recheck.errors == """
        catalog: live for accounts
        catalog: accounts is compared with the lock and not analysed again: --no-ddl, and there \
        are no server programs of PostgreSQL \(major)
        checked 1 contract: no findings

        """)
    #expect(recheck.status == 0)
    #expect(
      try RejotcProcess(["build", "--no-ddl"], in: folder.url, environment: bare).status == 3)

    try Connection(server.url(database: "accounts")).execute(
      "ALTER TABLE users ALTER first_name TYPE varchar(80)")
    let drift = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: bare)
    #expect(drift.status == 1)
    #expect(drift.errors.contains("[catalog-drift]"))
    #expect(drift.errors.contains("accounts.public.users.first_name was text"))

    // What was edited needs a server.
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, first_name AS name FROM users WHERE id = :id;

      """)
    let edited = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: bare)
    #expect(edited.errors.contains("[analysis-missing]"))
  }

  /// pg_dump locks tables, which needs the right to read them.
  @Test func roleThatMayNotRead() throws {
    let server = try server()
    try Connection(server.url(database: "accounts")).execute(
      "CREATE ROLE stranger LOGIN; REVOKE TEMPORARY ON DATABASE accounts FROM PUBLIC")
    let run = try RejotcProcess(
      ["build"], in: folder.url, environment: url(server, user: "stranger"))
    #expect(run.status == 3)
    #expect(run.errors.contains("[schema-copy-failed]"))
    #expect(run.errors.contains("permission denied for table users"))
    #expect(run.errors.contains("help: or run GRANT TEMPORARY ON DATABASE accounts TO stranger"))
  }

  /// No dump says that the triggers of a foreign key are switched off: that is no difference.
  @Test func foreignKeyThatIsSwitchedOff() throws {
    let server = try server()
    try Connection(server.url(database: "accounts")).execute(
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, author bigint NOT NULL REFERENCES users);
      ALTER TABLE notes DISABLE TRIGGER ALL;
      """)
    let run = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: url(server))
    #expect(run.status == 0, "\(run.errors)")
  }

  /// An extension that only a superuser may create is missed by who uses it, and said to be
  /// missing; trusted ones are there.
  @Test func extensionThatIsMissing() throws {
    let server = try server()
    let connection = try Connection(server.url(database: "accounts"))
    try connection.execute(
      "CREATE EXTENSION pg_stat_statements; CREATE EXTENSION citext; CREATE TABLE t (c citext)")
    let run = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: url(server))
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        """
        rejot.yaml:5:10: warning: the copy of the schema of store "accounts" lacks 1 definition \
        [schema-copy-incomplete]
        """))
    #expect(
      run.errors.contains("note: CREATE EXTENSION IF NOT EXISTS pg_stat_statements: permission"))
    let trusting = try RejotcProcess(
      ["check", "--no-ddl", "--trust-migrations"], in: folder.url, environment: url(server))
    #expect(trusting.status == 0 && !trusting.errors.contains("schema-copy"))

    try connection.execute("CREATE TABLE kept (statistics pg_stat_statements)")
    let needed = try RejotcProcess(["check", "--no-ddl"], in: folder.url, environment: url(server))
    #expect(needed.status == 3, "\(needed.errors)")
    #expect(needed.errors.contains("is not like the database: table public.kept"))
  }
}
