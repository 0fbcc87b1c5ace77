import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Servers as `rejotc` uses them for migrations of strangers: one a major that is here.
private let servers: [Result<EphemeralServer, any Error>] = {
  let environment = ProcessInfo.processInfo.environment
  var places = [environment]
  if let newer = environment["REJOT_POSTGRES_BIN_18"] {
    places.append(environment.merging(["REJOT_POSTGRES_BIN": newer]) { $1 })
  }
  return places.map { place in
    Result {
      try EphemeralServer(
        binaries: ServerBinaries.find(environment: place),
        settings: ServerSettings(superuser: "rejot_superuser"), environment: place)
    }
  }
}()

/// A migration owns its database and reaches nothing outside of the server.
@Suite struct UnprivilegedOwnerTests {
  private func apply(
    _ text: String, on server: EphemeralServer, limit: Duration? = nil,
    body: (borrowing Connection) throws -> Void = { _ in }
  ) throws -> PostgresError? {
    let database = "test_\(UUID().uuidString)"
    try server.createDatabase(database)
    do throws(EphemeralError) {
      try server.applyMigrations(
        [MigrationFile(name: "1.sql", text: text)], database: database, searchPath: ["public"],
        limit: limit)
    } catch {
      guard case .migrationFailed(let failure) = error else { throw error }
      return failure.error
    }
    try body(Connection(server.url(database: database)))
    return nil
  }

  /// What would run a program, read or write a file, open a connection, or make one who can.
  private static let hostile = [
    "COPY (SELECT 1) TO PROGRAM 'touch /tmp/rejot-was-here'",
    "CREATE TABLE t (a text); COPY t FROM PROGRAM 'id'",
    "CREATE TABLE t (a text); COPY t FROM '/etc/passwd'",
    "COPY (SELECT 1) TO '/tmp/rejot-was-here'",
    "DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''id'''; END $$",
    "SELECT pg_catalog.pg_read_file('/etc/passwd')",
    "SELECT pg_catalog.pg_read_binary_file('postgresql.conf')",
    "SELECT pg_catalog.pg_ls_dir('/')",
    "SELECT pg_catalog.lo_import('/etc/passwd')",
    "SELECT pg_catalog.lo_export(lo_from_bytea(0, 'x'), '/tmp/rejot-was-here')",
    "CREATE EXTENSION file_fdw", "CREATE EXTENSION dblink", "CREATE EXTENSION postgres_fdw",
    "CREATE EXTENSION adminpack", "CREATE EXTENSION plpython3u",
    "CREATE LANGUAGE plpython3u",
    "CREATE FUNCTION f(text) RETURNS int LANGUAGE c AS 'libc.so.6', 'system'",
    "CREATE FUNCTION f(internal) RETURNS int LANGUAGE internal AS 'int4in'",
    "LOAD '/tmp/evil.so'",
    "ALTER SYSTEM SET archive_command = 'id'",
    "SET session_preload_libraries = '/tmp/evil'",
    "ALTER DATABASE template1 SET search_path = evil",
    "CREATE SUBSCRIPTION s CONNECTION 'host=192.0.2.1' PUBLICATION p",
    "CREATE TABLESPACE t LOCATION '/tmp'",
    "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()",
    "ALTER ROLE postgres SUPERUSER", "CREATE ROLE r SUPERUSER", "SET ROLE rejot_superuser",
    "SET SESSION AUTHORIZATION rejot_superuser", "ALTER ROLE rejot_superuser PASSWORD 'x'",
    "GRANT rejot_superuser TO postgres",
    "GRANT pg_execute_server_program TO postgres",
    "CREATE ROLE r IN ROLE pg_execute_server_program",
    "GRANT pg_read_server_files TO postgres", "GRANT pg_write_server_files TO postgres",
    "CREATE ROLE pg_execute_server_program",
    "UPDATE pg_catalog.pg_authid SET rolsuper = true",
    "INSERT INTO pg_catalog.pg_authid SELECT * FROM pg_catalog.pg_authid",
    "SET allow_system_table_mods = on",
    "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
      + " WHERE usename = 'rejot_superuser' UNION ALL SELECT 1/0 = 1",
    "SELECT pg_catalog.pg_reload_conf()", "CHECKPOINT",
  ]

  @Test(arguments: servers.indices) func whatReachesOutsideIsRefused(_ index: Int) throws {
    let server = try servers[index].get()
    for text in Self.hostile {
      let error = try apply(text, on: server)
      #expect(error != nil, "PostgreSQL \(server.binaries.major) runs: \(text)")
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/rejot-was-here"))
    try Connection(server.url(database: "postgres", user: "rejot_superuser")).execute("SELECT 1")
    #expect(throws: PostgresError.self) { _ = try Connection(server.url(database: "postgres")) }
  }

  /// What migrations do every day, and what pg_dump writes.
  @Test(arguments: servers.indices) func whatMigrationsDoIsAllowed(_ index: Int) throws {
    let server = try servers[index].get()
    for text in [
      "CREATE EXTENSION IF NOT EXISTS pgcrypto; CREATE EXTENSION citext; CREATE TABLE t (a citext);",
      "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;"
        + "COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';",
      "CREATE SCHEMA s; ALTER SCHEMA s OWNER TO postgres; CREATE TABLE s.t (a int);"
        + "ALTER TABLE s.t OWNER TO postgres; REVOKE ALL ON SCHEMA public FROM PUBLIC;"
        + "COMMENT ON SCHEMA public IS 'x';",
      "DROP SCHEMA public CASCADE; CREATE SCHEMA public;",
      "CREATE ROLE app\(index) LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA public TO app\(index);"
        + "CREATE TABLE t (a int); ALTER TABLE t OWNER TO app\(index); SET ROLE app\(index);"
        + "ALTER TABLE t ADD b int; RESET ROLE;"
        + "ALTER DEFAULT PRIVILEGES FOR ROLE app\(index) GRANT SELECT ON TABLES TO PUBLIC;",
      "CREATE TABLE t (a int PRIMARY KEY); CREATE PUBLICATION p FOR TABLE t;"
        + "ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
        + "CREATE POLICY p ON t USING (true);",
      "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
        + " $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW"
        + " EXECUTE FUNCTION f(); INSERT INTO t VALUES (1);",
      "CREATE COLLATION c FROM \"C\";"
        + "CREATE TEXT SEARCH CONFIGURATION e (COPY = english);",
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''UTC''', current_database());"
        + " END $$;",
      "SET statement_timeout = 0; SET lock_timeout = 0; SET client_encoding = 'UTF8';"
        + "SET default_table_access_method = heap; SELECT pg_catalog.set_config('x.y', '', false);",
      "SELECT * FROM generate_series(1, 100000);",
    ] {
      let error = try apply(text, on: server)
      #expect(error == nil, "PostgreSQL \(server.binaries.major): \(text)")
    }
  }

  @Test func nothingIsLeftFromOneRoundToTheNext() throws {
    let environment = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment),
      settings: ServerSettings(superuser: "rejot_superuser"), environment: environment)
    for _ in 0..<3 {
      #expect(
        try apply(
          "CREATE ROLE app; CREATE ROLE \"a \"\"b\" IN ROLE app; CREATE DATABASE other;"
            + "CREATE TABLE t (a int); GRANT SELECT ON t TO app; ALTER ROLE app SET work_mem = 64;",
          on: server) == nil)
      try server.clear()
    }
    let connection = try Connection(server.url(database: "postgres", user: "rejot_superuser"))
    #expect(
      try connection.query(
        "SELECT datname FROM pg_database WHERE NOT datistemplate"
      ).rows == [["postgres"]])
  }

  /// One that cannot be cancelled is ended with its server.
  @Test(arguments: [
    "SELECT pg_sleep(1000)",
    """
    DO $$ BEGIN
      LOOP
        BEGIN PERFORM pg_sleep(1000); EXCEPTION WHEN query_canceled THEN NULL; END;
      END LOOP;
    END $$
    """,
    "SET statement_timeout = 0; SELECT count(*) FROM generate_series(1, 1e15)",
    "SELECT repeat('x', 1000) FROM generate_series(1, 1e15)",
  ])
  func anEndlessMigrationIsEnded(_ text: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment),
      settings: ServerSettings(superuser: "rejot_superuser"), environment: environment)
    let error = try apply("CREATE TABLE t (a int);\n" + text, on: server, limit: .milliseconds(500))
    #expect(error?.sqlState == "57014")
    #expect(!server.isRunning)
    #expect(!FileManager.default.fileExists(atPath: server.folder))
  }
}
