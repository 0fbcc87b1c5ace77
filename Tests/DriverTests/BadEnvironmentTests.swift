import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// What the world around the compiler may do wrong, each with real processes: exit code 3, the
/// whole message, and nothing changed on disk.
@Suite struct BadEnvironmentTests {
  private let folder: ProjectFolder

  init() throws {
    // The publisher alone, unless a test asks for more: one database a test.
    folder = try ProjectFolder(ProjectFolder.pair.filter { $0.0 != "contracts/crm.sql" })
  }

  /// Builds, and expects this failure and an untouched folder.
  private func expectFailure(
    _ environment: [String: String], status: Int32 = 3, errors: String, id: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try folder.snapshot()
    let run = try RejotcProcess(["build"], in: folder.url, environment: environment)
    #expect(run.status == status, sourceLocation: location)
    #expect(run.errors == errors, sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
    let machine = try RejotcProcess(
      ["build", "--format", "json"], in: folder.url, environment: environment)
    #expect(machine.status == status, sourceLocation: location)
    #expect(try machine.ids() == [id], sourceLocation: location)
    #expect(machine.errors.isEmpty, sourceLocation: location)
    #expect(try folder.snapshot() == before, sourceLocation: location)
  }

  @Test func unreachableDatabase() throws {
    // A socket folder that holds no socket: nobody listens there, on any machine.
    let url = "postgresql:///accounts?host=\(folder.url.path)&user=app"
    try expectFailure(
      ["ACCOUNTS_DATABASE_URL": url],
      errors: """
        catalog: live for accounts
        rejot.yaml:5:10: error: the database of store "accounts" cannot be reached \
        [database-unreachable]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: PostgreSQL says: connection to server on socket "\(folder.url.path)/.s.PGSQL.5432" \
        failed: No such file or directory; Is the server running locally and accepting \
        connections on that socket?
        help: start the server, or correct ACCOUNTS_DATABASE_URL
        help: or use the store's migrations on a throw-away server: --catalog embedded

        1 error; nothing written

        """, id: "database-unreachable")
  }

  @Test func wrongPassword() throws {
    let server = try TestServer.start(ServerSettings(tcpPassword: "right"))
    try server.createDatabase("accounts")
    let url = server.tcpURL(database: "accounts", password: "wrong")
    try expectFailure(
      ["ACCOUNTS_DATABASE_URL": url],
      errors: """
        catalog: live for accounts
        rejot.yaml:5:10: error: the database of store "accounts" refused the login \
        [authentication-failed]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: PostgreSQL says: connection to server at "127.0.0.1", port \(server.port) failed: \
        FATAL:  password authentication failed for user "postgres"
        help: check user and password in ACCOUNTS_DATABASE_URL
        help: the role needs LOGIN and a line in pg_hba.conf

        1 error; nothing written

        """, id: "authentication-failed")
  }

  @Test func missingLogicalDecoding() throws {
    let server = try TestServer.start(ServerSettings(walLevel: "replica"))
    try server.createDatabase("accounts")
    try Connection(server.url(database: "accounts")).execute(
      "CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL)")
    try expectFailure(
      ["ACCOUNTS_DATABASE_URL": server.url(database: "accounts")],
      errors: """
        catalog: live for accounts
        rejot.yaml:5:10: error: the server of store "accounts" runs with wal_level = replica; \
        changes can be read only with logical [wal-level]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        help: run ALTER SYSTEM SET wal_level = 'logical'; and restart the server

        1 error; nothing written

        """, id: "wal-level")
  }

  /// A store that is only written needs no logical decoding.
  @Test func consumerWithoutLogicalDecoding() throws {
    let folder = try ProjectFolder(ProjectFolder.pair)
    let server = try TestServer.start(ServerSettings(walLevel: "replica"))
    try server.createDatabase("crm")
    try Connection(server.url(database: "crm")).execute(
      "CREATE TABLE customers (id bigint PRIMARY KEY, full_name text NOT NULL)")
    let run = try RejotcProcess(
      ["check"], in: folder.url, environment: ["CRM_DATABASE_URL": server.url(database: "crm")])
    #expect(run.status == 0)
    #expect(
      run.errors == """
        catalog: live for crm; embedded for accounts
        checked 2 contracts: no findings

        """)
  }

  @Test func noServerPrograms() throws {
    try expectFailure(
      ["REJOT_POSTGRES_BIN": "/nowhere/bin"],
      errors: """
        catalog: embedded for accounts
        rejot.yaml:4:3: error: store "accounts" needs a throw-away PostgreSQL server, and this \
        machine has no server programs [server-binaries-missing]
          4 |   accounts:
            |   ^~~~~~~~
        note: looked for initdb and postgres in /nowhere/bin
        help: Install them (Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install \
        postgresql-server) or name their folder in REJOT_POSTGRES_BIN
        help: or use the database itself: set ACCOUNTS_DATABASE_URL

        1 error; nothing written

        """, id: "server-binaries-missing")
  }

  @Test func unsetVariable() throws {
    let project = try folder.text("rejot.yaml")
    try folder.write(
      "rejot.yaml", project.replacingOccurrences(of: "    migrations: db/accounts\n", with: ""))
    try expectFailure(
      [:],
      errors: """
        rejot.yaml:5:10: error: ACCOUNTS_DATABASE_URL is not set, and store "accounts" needs a \
        database [url-unset]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        help: set ACCOUNTS_DATABASE_URL to a libpq URL such as postgresql://user@host/database
        help: or add migrations: to the store, for a throw-away server

        1 error; nothing written

        """, id: "url-unset")
  }

  /// An empty URL would be libpq's default database, which is somebody else's.
  @Test func emptyVariableIsUnset() throws {
    let run = try RejotcProcess(
      ["check", "--catalog", "live", "--format", "json"], in: folder.url,
      environment: ["ACCOUNTS_DATABASE_URL": "", "CRM_DATABASE_URL": ""])
    #expect(run.status == 3)
    #expect(try run.ids() == ["url-unset"])
  }

  @Test func otherMajorThanDeclared() throws {
    let server = try TestServer.start(ServerSettings())
    try server.createDatabase("accounts")
    let found = server.binaries.major
    let project = try folder.text("rejot.yaml")
    try folder.write(
      "rejot.yaml",
      project.replacingOccurrences(
        of: "    migrations: db/accounts\n", with: "    postgres: 14\n"))
    try expectFailure(
      ["ACCOUNTS_DATABASE_URL": server.url(database: "accounts")],
      errors: """
        catalog: live for accounts
        rejot.yaml:6:15: error: store "accounts" is declared as PostgreSQL 14, its database runs \
        \(found) [server-version]
          6 |     postgres: 14
            |               ^~
        help: declare what runs
          6 -     postgres: 14
          6 +     postgres: \(found)

        1 error; nothing written

        """, id: "server-version")
  }

  @Test func outputBelowAFile() throws {
    let project = try folder.text("rejot.yaml")
    try folder.write("rejot.yaml", project + "output: build/generated\n")
    try folder.write("build", "Somebody's file.\n")
    try expectFailure(
      [:],
      errors: """
        catalog: embedded for accounts
        error: "build/generated" cannot be written: Not a directory [output-unwritable]
        note: nothing was changed
        help: make the folder writable, or name another one in output: of the project file

        1 error; nothing written

        """, id: "output-unwritable")
  }

  /// A read-only folder, which binds everybody but root: as root the run is another user's.
  @Test func readOnlyOutput() throws {
    try folder.write("generated/notes.txt", "Somebody's notes.\n")
    let generated = folder.url.appending(path: "generated").path
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: generated)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: generated)
    }
    let before = try folder.snapshot()
    let run = try RejotcProcess(["build"], in: folder.url, environment: [:], isUnprivileged: true)
    #expect(run.status == 3)
    #expect(
      run.errors == """
        catalog: embedded for accounts
        error: "generated/Consumers.swift" cannot be written: Permission denied \
        [output-unwritable]
        note: nothing was changed
        help: make the folder writable, or name another one in output: of the project file

        1 error; nothing written

        """)
    #expect(try folder.snapshot() == before)
  }
}

/// Throw-away servers with settings of a test's own.
enum TestServer {
  static func start(_ settings: ServerSettings) throws -> EphemeralServer {
    let environment = ProcessInfo.processInfo.environment
    return try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), settings: settings,
      environment: environment)
  }
}
