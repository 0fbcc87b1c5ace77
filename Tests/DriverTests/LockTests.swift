import Foundation
import RejotEmit
import RejotPostgres
import Testing

/// `--catalog lock`: what a build without any server gives, and what it says where that is not
/// enough.
@Suite struct LockTests {
  private let folder: ProjectFolder
  private static let lock = "generated/rejot.lock.json"

  /// A built project, then a machine without server programs.
  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    let run = try RejotcProcess(["build", "-q"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    try folder.remove("db")
  }

  private func run(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> RejotcProcess {
    let bare = ["PATH": "/nowhere", "REJOT_POSTGRES_BIN": "/nowhere"]
    return try RejotcProcess(
      arguments, in: folder.url, environment: bare.merging(environment) { $1 })
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try folder.text(path)
    #expect(text.contains(old), "\(path) has no \(old)")
    try folder.write(path, text.replacingOccurrences(of: old, with: new))
  }

  private func generated() throws -> [String: Data] {
    try folder.snapshot().filter { $0.key.hasPrefix("generated/") }.compactMapValues(\.bytes)
  }

  @Test func writesTheSameBytesFromTheLockAlone() throws {
    let before = try generated()
    for path in before.keys where path != Self.lock && !path.hasSuffix("schemas") {
      try folder.remove(path)
    }
    // Nobody listens there: whoever asked would hear of it.
    let nobody = "postgresql://127.0.0.1:1/nothing"
    let run = try run(
      ["build", "--catalog", "lock"],
      ["ACCOUNTS_DATABASE_URL": nobody, "CRM_DATABASE_URL": nobody])
    #expect(run.status == 0)
    #expect(
      run.errors == """
        catalog: lock for accounts, crm
        wrote 6 files to generated, 1 unchanged

        """)
    #expect(try generated() == before)
    #expect(try self.run(["build", "--check", "--catalog", "lock"]).status == 0)
    #expect(try self.run(["describe", "--catalog", "lock"]).status == 0)
  }

  /// What analysis does not look at is taken from the files.
  @Test func takesEverythingElseFromTheFiles() throws {
    try edit(
      "contracts/crm.sql", "-- into: crm", "-- into: crm\n-- group: g\n-- onTruncate: ignore")
    try edit(
      "contracts/customer.sql", "customer@1.0\n",
      "customer@1.7\n-- description: Who buys\n-- fields:\n--   first_name: { description: Given, pii: true }\n"
    )
    try edit("rejot.yaml", "${CRM_DATABASE_URL}", "${CRM_URL:-postgresql://crm.internal/crm}")
    let run = try run(["build", "--catalog", "lock"])
    #expect(run.status == 0, "\(run.errors)")
    let lock = try folder.text(Self.lock)
    for text in [
      "\"group\": \"g\"", "\"onTruncate\": \"ignore\"", "\"minor\": 7",
      "\"description\": \"Who buys\"",
      "\"description\": \"Given\", \"isPersonal\": true",
    ] {
      #expect(lock.contains(text), "\(text)")
    }
    #expect(!lock.contains("crm.internal"))
    #expect(try folder.text("generated/Registry.swift").contains("crm.internal"))
  }

  @Test func autoFallsToTheLockAndSaysSo() throws {
    let run = try run(["check"])
    #expect(run.status == 0)
    #expect(
      run.errors == """
        catalog: lock for accounts, crm, for want of a server (-v says why)
        checked 2 contracts: no findings

        """)
    #expect(
      try self.run(["check", "-v"]).errors.hasPrefix(
        """
        catalog: accounts lock, ACCOUNTS_DATABASE_URL is not set, \
        and there are no PostgreSQL server programs
        catalog: crm lock,
        """))
    try edit("rejot.yaml", "    migrations: db/crm\n", "")
    #expect(
      try self.run(["check", "-v"]).errors.contains(
        "catalog: crm lock, CRM_DATABASE_URL is not set, and it has no migrations\n"))
    try restoreMigrations()
    // A database that is named is never silently replaced.
    let unreachable = try self.run(
      ["check", "--format", "json"], ["ACCOUNTS_DATABASE_URL": "postgresql://127.0.0.1:1/nothing"])
    #expect(unreachable.status == 3)
    #expect(try unreachable.ids() == ["database-unreachable"])
    // Without a lock it is as it was before there were any.
    try folder.remove("db/accounts/0001_users.sql")
    try folder.remove(Self.lock)
    let nothing = try self.run(["check", "--format", "json"])
    #expect(nothing.status == 3)
    #expect(try Set(nothing.ids()) == ["migrations-missing", "url-unset"])
  }

  @Test func anEditedStatementNeedsAServer() throws {
    try edit(
      "contracts/customer.sql", "SELECT id, first_name",
      "SELECT id, lower(first_name) AS first_name")
    let run = try run(["build", "--catalog", "lock"])
    #expect(run.status == 4)
    #expect(
      run.errors == """
        catalog: lock for accounts, crm
        contracts/customer.sql:3:12: error: customer@1 has no analysis: its statement was edited \
        since the lock was written [analysis-missing]
          3 | SELECT id, lower(first_name) AS first_name FROM users WHERE id = :id;
            |            ^~~~~
        note: the catalog of accounts comes from the lock; what is new or edited needs a server
        help: ask the database itself: set ACCOUNTS_DATABASE_URL, and use --catalog live
        help: or ask a throw-away server with the store's migrations: --catalog embedded

        1 error; nothing written

        """)
  }

  @Test func aNewSearchPathNeedsAServer() throws {
    try edit("rejot.yaml", "  crm:\n", "  crm:\n    searchPath: [sales, public]\n")
    let run = try run(["check", "--catalog", "lock"])
    #expect(run.status == 4)
    #expect(
      run.errors.contains(
        """
        rejot.yaml:7:3: error: the contracts of crm have no analysis: its searchPath was [public] \
        when the lock was written [analysis-missing]
        """))
  }

  /// What is not about contracts is not in the lock.
  @Test(arguments: [["why", "customer.id"], ["analyze", "accounts", "contracts/customer.sql"]])
  func whatOnlyAServerKnowsIsRefused(_ command: [String]) throws {
    let asked = try run(command + ["--catalog", "lock", "--format", "json"])
    #expect(asked.status == 4)
    #expect(try asked.ids() == ["analysis-missing"])
    // Nor does auto come to it.
    try restoreMigrations()
    let auto = try run(command + ["--format", "json"])
    #expect(auto.status == 3)
    #expect(try auto.ids() == ["server-binaries-missing"])
  }

  @Test func aContractThatLeavesIsNoFinding() throws {
    try folder.remove("contracts/crm.sql")
    let run = try run(["build", "--catalog", "lock"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!(try folder.text(Self.lock).contains("crm-customers")))
    #expect(!(try folder.text(Self.lock).contains("public.customers")))
  }

  /// 2, then 3, then 1, then 4.
  @Test func theWorstExitCodeWins() throws {
    func ids(_ status: Int32, _ environment: [String: String] = [:]) throws -> Set<String> {
      let run = try run(["check", "--format", "json"], environment)
      #expect(run.status == status, "\(run.output)")
      return Set(try run.ids())
    }
    try edit("contracts/customer.sql", "first_name FROM", "first_name AS first_name FROM")
    #expect(try ids(4) == ["analysis-missing"])
    try folder.write(
      "contracts/more.sql",
      """
      -- rejot:consumer more
      -- from: shop/customers@1
      -- into: crm
      -- deletes: ignore
      DELETE FROM customers WHERE id = :id;

      """)
    #expect(try ids(1) == ["analysis-missing", "unknown-contract"])
    try restoreMigrations()
    let nobody = ["CRM_DATABASE_URL": "postgresql://127.0.0.1:1/nothing"]
    #expect(
      try ids(3, nobody) == ["analysis-missing", "unknown-contract", "database-unreachable"])
    try edit("rejot.yaml", "project: shop", "project: shop\nprojct: shop")
    #expect(try ids(2, nobody).contains("unknown-key"))
  }

  static let damage: [(String, @Sendable (String) -> String, String)] = [
    (
      "conflict",
      {
        $0.replacingOccurrences(of: "  \"language\"", with: "<<<<<<< HEAD\n  \"language\"")
      }, "cannot be used: it holds a merge conflict"
    ),
    ("cut", { String($0.prefix(500)) }, "cannot be used: it is damaged: "),
    (
      "nested", { _ in String(repeating: "{\"a\":[", count: 300_000) },
      "cannot be used: it is damaged: it is nested too deeply"
    ),
    ("empty", { _ in "" }, "cannot be used: it is damaged: it ends too early"),
    ("binary", { _ in "\u{0}\u{1}" }, "cannot be used: line 1, column 1 holds a NUL byte"),
    (
      "newer", { $0.replacingOccurrences(of: "\"lock\": \(LockFile.format)", with: "\"lock\": 7") },
      "cannot be used: a newer rejotc wrote it"
    ),
    (
      "older", { $0.replacingOccurrences(of: "  \"lock\": \(LockFile.format),\n", with: "") },
      "cannot be used: an older rejotc wrote it"
    ),
    (
      "other",
      { $0.replacingOccurrences(of: "  \"name\": \"shop\"", with: "  \"name\": \"mall\"") },
      "is the lock of project mall, not of shop"
    ),
    (
      "inconsistent",
      {
        $0.replacingOccurrences(
          of: "\"parameters\": [\n          {\"field\": \"id\"",
          with: "\"parameters\": [\n          {\"field\": \"no\"")
      },
      "cannot be used: it does not fit together: "
    ),
    (
      "escaping",
      { $0.replacingOccurrences(of: "\"name\": \"crm-customers\"", with: "\"name\": \"../x\"") },
      "cannot be used: it is damaged: \"../x\" is no consumer's name"
    ),
  ]

  @Test(arguments: damage.map(\.0))
  func saysWhatIsWrongWithTheLock(_ name: String) throws {
    let (_, change, words) = try #require(Self.damage.first { $0.0 == name })
    let text = try folder.text(Self.lock)
    let damaged = change(text)
    #expect(damaged != text)
    try folder.write(Self.lock, damaged)
    let before = try folder.snapshot()
    for arguments in [["build", "--catalog", "lock"], ["check"]] {
      let run = try run(arguments)
      #expect(run.status == 4, "\(run.errors)")
      #expect(run.errors.contains("error: \"\(Self.lock)\" \(words)"), "\(run.errors)")
      #expect(run.errors.contains("[lock-unreadable]"))
      #expect(run.errors.contains("\nhelp: "))
    }
    #expect(try folder.snapshot() == before)
  }

  @Test func saysThatThereIsNoLock() throws {
    try folder.remove(Self.lock)
    let run = try run(["check", "--catalog", "lock"])
    #expect(run.status == 4)
    #expect(
      run.errors.contains(
        "error: there is no \"generated/rejot.lock.json\" to take the catalog from [lock-missing]"))
  }

  private func restoreMigrations() throws {
    for (path, text) in ProjectFolder.pair where path.hasPrefix("db/") {
      try folder.write(path, text)
    }
  }

  /// With a server a lock that cannot be read is only in the way of comparing.
  @Test func aDamagedLockStopsNobodyWhoHasAServer() throws {
    try restoreMigrations()
    let good = try folder.text(Self.lock)
    try folder.write(Self.lock, "<<<<<<< ours\n" + good)
    let check = try RejotcProcess(["check"], in: folder.url)
    #expect(check.status == 0)
    #expect(
      check.errors.contains("warning: \"\(Self.lock)\" cannot be used: it holds a merge conflict"))
    let build = try RejotcProcess(["build"], in: folder.url)
    #expect(build.errors.hasSuffix("\nwrote 1 file to generated, 6 unchanged\n"))
    #expect(try folder.text(Self.lock) == good)
  }
}
