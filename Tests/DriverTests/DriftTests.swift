import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// A live database that is no longer what the lock says: `check` warns, `build --check` fails,
/// `build` takes it over.
@Suite struct DriftTests {
  private let folder: ProjectFolder
  private let server: EphemeralServer
  private var environment: [String: String] = [:]

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    server = try TestServer.start(ServerSettings())
    for store in ["accounts", "crm"] {
      try server.createDatabase(store)
      environment[store.uppercased() + "_DATABASE_URL"] = server.url(database: store)
      for (path, text) in ProjectFolder.pair where path.hasPrefix("db/\(store)/") {
        try change(store, text)
      }
    }
    let run = try run("build")
    #expect(run.status == 0, "\(run.errors)")
  }

  private func change(_ store: String, _ sql: String) throws {
    try Connection(server.url(database: store)).execute(sql)
  }

  private func run(_ arguments: String...) throws -> RejotcProcess {
    try RejotcProcess(arguments, in: folder.url, environment: environment)
  }

  private static let warning = """
    catalog: live for accounts, crm
    contracts/customer.sql:3:12: warning: accounts.public.users.first_name was text and is now \
    character varying(80) since the lock was written [catalog-drift]
      3 | SELECT id, first_name FROM users WHERE id = :id;
        |            ^~~~~~~~~~
    note: customer@1 rests on it, crm-customers follows
    help: take it over: run rejotc build and commit what it writes
    help: or take the change of accounts back

    checked 2 contracts: 1 warning

    """

  @Test func checkWarnsCheckOnlyFailsAndBuildTakesItOver() throws {
    try change("accounts", "ALTER TABLE users ALTER first_name TYPE varchar(80)")
    let before = try folder.snapshot()
    let check = try run("check")
    #expect(check.status == 0)
    #expect(check.errors == Self.warning)
    let stale = try run("build", "--check", "--format", "json")
    #expect(stale.status == 1)
    #expect(try stale.ids() == ["output-stale", "catalog-drift"])
    #expect(try folder.snapshot() == before)

    let build = try run("build")
    #expect(build.status == 0)
    #expect(
      build.errors == """
        catalog: live for accounts, crm
        wrote 5 files to generated, 2 unchanged
        took over: accounts.public.users.first_name was text and is now character varying(80) \
        (customer@1 rests on it, crm-customers follows)

        """)
    #expect(try run("check").errors.hasSuffix("checked 2 contracts: no findings\n"))
    #expect(try run("build", "--check").status == 0)
  }

  /// The story is told once, at the error.
  @Test func standsBesideTheErrorItCauses() throws {
    try change("accounts", "ALTER TABLE users RENAME COLUMN first_name TO given_name")
    for arguments in [["check"], ["build", "--check"], ["build"]] {
      let run = try RejotcProcess(arguments, in: folder.url, environment: environment)
      #expect(run.status == 1)
      #expect(!run.errors.contains("[catalog-drift]"))
      #expect(
        run.errors.contains(
          """
          error: column "first_name" does not exist [column-not-found]
            3 | SELECT id, first_name FROM users WHERE id = :id;
              |            ^~~~~~~~~~
          note: names are resolved in data store accounts
          note: accounts.public.users.first_name is gone since the lock was written

          """), "\(run.errors)")
    }
  }

  @Test func isSilentWithoutALockAndAboutWhatNobodyReads() throws {
    try change("accounts", "ALTER TABLE users ADD COLUMN other text; CREATE INDEX ON users (other)")
    #expect(try run("build", "--check").status == 0)
    try change("accounts", "ALTER TABLE users ALTER first_name TYPE varchar(80)")
    try folder.remove("generated/rejot.lock.json")
    #expect(try run("check").errors.hasSuffix("checked 2 contracts: no findings\n"))
  }

  /// One store has a database, the other only the lock.
  @Test func oneStoreLiveTheOtherFromTheLock() throws {
    let before = try folder.text("generated/rejot.lock.json")
    let live = ["ACCOUNTS_DATABASE_URL": server.url(database: "accounts")]
    let bare = ["PATH": "/nowhere", "REJOT_POSTGRES_BIN": "/nowhere"]
    func run(_ arguments: String...) throws -> RejotcProcess {
      try RejotcProcess(
        arguments, in: folder.url, environment: bare.merging(live) { $1 })
    }
    let same = try run("build")
    #expect(same.status == 0)
    #expect(
      same.errors.hasPrefix(
        "catalog: live for accounts; lock for crm, for want of a server (-v says why)\n"))
    #expect(try folder.text("generated/rejot.lock.json") == before)
    // What the consumer follows has changed: whether it still works needs its own server.
    try change("accounts", "ALTER TABLE users ALTER first_name DROP NOT NULL")
    let changed = try run("check")
    #expect(changed.status == 4)
    #expect(
      changed.errors.contains(
        """
        error: crm-customers has no analysis: first_name of customer@1 was text NOT NULL \
        and is now text [analysis-missing]
        """), "\(changed.errors)")
  }
}
