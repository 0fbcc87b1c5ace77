import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// A run that was right before, over the same files and catalogs, is recognised; anything else is
/// analysed.
@Suite struct UnchangedTests {
  private let folder: ProjectFolder
  private let records: ProjectFolder
  private let server: EphemeralServer
  private var environment: [String: String] = [:]

  private static let words = "nothing has changed since the last run"

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    records = try ProjectFolder([])
    server = try TestServer.start(ServerSettings())
    environment["REJOT_CACHE_DIR"] = records.url.path
    for store in ["accounts", "crm"] {
      try server.createDatabase(store)
      environment[store.uppercased() + "_DATABASE_URL"] = server.url(database: store)
      for (path, text) in ProjectFolder.pair where path.hasPrefix("db/\(store)/") {
        try change(store, text)
      }
    }
    #expect(try run("build").status == 0)
  }

  private func change(_ store: String, _ sql: String) throws {
    try Connection(server.url(database: store)).execute(sql)
  }

  private func run(_ arguments: String...) throws -> RejotcProcess {
    try RejotcProcess(arguments, in: folder.url, environment: environment)
  }

  private func isRecognised(_ arguments: String...) throws -> Bool {
    let run = try RejotcProcess(arguments, in: folder.url, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    return run.errors.contains(Self.words)
  }

  @Test func recognisesWhatWasRight() throws {
    #expect(try !isRecognised("check"))
    let again = try run("check")
    #expect(
      again.errors == """
        catalog: live for accounts, crm
        checked 2 contracts: no findings, as nothing has changed since the last run

        """)
    let before = try folder.snapshot()
    #expect(
      try run("build", "--check").errors == """
        catalog: live for accounts, crm
        generated is up to date, as nothing has changed since the last run

        """)
    #expect(try isRecognised("build"))
    #expect(try folder.snapshot() == before)
    // Formats for machines say the same of it.
    let known = try run("check", "--format", "junit").output
    #expect(known.contains("customer@1"))
    try FileManager.default.removeItem(at: records.url)
    #expect(try run("check", "--format", "junit").output == known)
  }

  @Test func analysesWhatWasEdited() throws {
    _ = try run("check")
    let contract = try folder.text("contracts/customer.sql")
    try folder.write("contracts/customer.sql", contract.replacing("first_name", with: "frist_name"))
    for _ in 0..<2 {
      // A failure is never remembered.
      #expect(try run("check").status == 1)
    }
    try folder.write("contracts/customer.sql", contract)
    #expect(try isRecognised("check"))
    try folder.write("contracts/other.yaml", "")
    #expect(try run("check", "-q").errors.contains(Self.words) == false)
    try folder.remove("contracts/other.yaml")
    try folder.write("rejot.yaml", try folder.text("rejot.yaml") + "\n")
    #expect(try !isRecognised("check"))
  }

  @Test func analysesWhatTheDatabaseChanged() throws {
    _ = try run("check")
    try change("crm", "INSERT INTO customers VALUES (1, 'Ada'); ANALYZE")
    #expect(try isRecognised("check"))
    try change("accounts", "ALTER TABLE users ALTER first_name TYPE varchar(80)")
    for _ in 0..<2 {
      // A warning is never remembered either: whoever runs it next has to see it.
      let run = try run("check")
      #expect(run.errors.contains("[catalog-drift]"), "\(run.errors)")
    }
    #expect(try run("build", "--check").status == 1)
    try change("crm", "ALTER TABLE customers ADD CHECK (full_name <> '')")
    #expect(try run("check").errors.contains(Self.words) == false)
  }

  @Test func comparesTheOutputs() throws {
    #expect(try isRecognised("build", "--check"))
    let events = try folder.text("generated/Events.swift")
    try folder.write("generated/Events.swift", events + " ")
    #expect(try run("build", "--check").status == 1)
    try folder.write("generated/Events.swift", events)
    #expect(try isRecognised("build", "--check"))
    try folder.remove("generated/Events.swift")
    #expect(try run("build").status == 0)
    #expect(try folder.text("generated/Events.swift") == events)
  }

  @Test func looksAtMigrations() throws {
    _ = try run("check")
    #expect(try isRecognised("check"))
    let migration = "db/crm/0001_customers.sql"
    let text = try folder.text(migration)
    try folder.write(migration, text + "-- more\n")
    #expect(try !isRecognised("check"))
    try Data([0xFF]).write(to: folder.url.appending(path: migration))
    #expect(try run("check").status == 2)
    try folder.remove(migration)
    #expect(try run("check").errors.contains("[migrations-missing]"))
    #expect(try run("build").errors.contains("[migrations-missing]"))
  }

  /// What lies in the records is no authority: it is compared, never believed.
  @Test func believesNoRecord() throws {
    _ = try run("check")
    for name in try FileManager.default.contentsOfDirectory(atPath: records.url.path) {
      try records.write(name, "nothing has ever been wrong")
    }
    #expect(try !isRecognised("check"))
    #expect(try isRecognised("check"))
  }

  @Test func worksWithoutAPlaceForRecords() throws {
    var other = self
    other.environment["REJOT_CACHE_DIR"] = ""
    _ = try other.run("check")
    #expect(try !other.isRecognised("check"))
    other.environment["REJOT_CACHE_DIR"] = "/proc/nowhere"
    _ = try other.run("check")
    #expect(try !other.isRecognised("check"))
  }
}
