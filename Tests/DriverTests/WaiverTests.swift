import Foundation
import RejotCompatibility
import RejotContract
import RejotSource
import Testing

@testable import RejotDriver

/// What becomes of `allow:` once changes were found.
@Suite struct WaiverTests {
  private let before: Project
  private static let servers = EmbeddedServers(environment: ProcessInfo.processInfo.environment)

  init() throws {
    before = try #require(try Self.compiled("1.0", head: "", filter: "").project)
  }

  private static func compiled(_ version: String, head: String, filter: String) throws
    -> Compilation
  {
    let folder = try ProjectFolder([
      (
        "rejot.yaml",
        """
        rejot: 1
        project: shop
        dataStores:
          accounts:
            url: ${ACCOUNTS_DATABASE_URL}
            migrations: db
        """
      ),
      ("db/1.sql", "CREATE TABLE users (id bigint PRIMARY KEY, age integer NOT NULL);"),
      (
        "contracts/users.sql",
        """
        -- rejot:public users@\(version)
        -- source: accounts
        \(head)SELECT id, age FROM users WHERE id = :id\(filter);
        """
      ),
    ])
    let context = JobContext(
      currentFolder: folder.url.path,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""],
      servers: servers.shared())
    return Compilation(JobOptions(catalog: .embedded), context)
  }

  /// What is said of a waiver on the last day of June, and whether the change is waived.
  private func judged(
    _ waiver: String, filter: String = " AND age > 17"
  ) throws -> (ids: [String], isError: Bool, isWaived: Bool) {
    let after = try Self.compiled("1.1", head: "-- allow: [\(waiver)]\n", filter: filter)
    let today = try #require(CalendarDate("2026-06-30"))
    let changes = Comparison(
      old: before, new: try #require(after.project), usage: Usage(), today: today
    ).changes()
    let contracts = try #require(after.workspace?.contracts)
    let findings = WaiverCheck.findings(in: contracts, of: "shop", after: changes, today: today)
    return (
      findings.map(\.id.rawValue), findings.contains { $0.severity == .error },
      changes.contains { $0.waiver != nil }
    )
  }

  @Test func oneThatHoldsUntilTodayCovers() throws {
    let waiver = "{rule: rows-narrowed, reason: Only adults., until: 2026-06-30}"
    let found = try judged(waiver)
    #expect(found.isWaived)
    #expect(found.ids == [])
  }

  @Test func oneThatIsOverIsAnErrorAndCoversNothing() throws {
    let waiver = "{rule: rows-narrowed, reason: Only adults., until: 2026-06-29}"
    let found = try judged(waiver)
    #expect(!found.isWaived)
    #expect(found.ids == ["waiver-expired"])
    #expect(found.isError)
  }

  @Test(arguments: [
    "{rule: rows-widened, reason: Everybody.}",
    "{rule: rows-narrowed, field: age, reason: Only adults.}",
  ])
  func oneThatCoversNothingIsAWarning(_ waiver: String) throws {
    let found = try judged(waiver)
    #expect(!found.isWaived)
    #expect(found.ids == ["waiver-unused"])
    #expect(!found.isError)
  }

  @Test func withoutAChangeItCoversNothing() throws {
    let found = try judged("{rule: rows-narrowed, reason: Only adults.}", filter: "")
    #expect(found.ids == ["waiver-unused"])
    #expect(!found.isError)
  }
}

/// Who may be hit that nobody knows.
@Suite struct UsageOfChangesTests {
  private func removal(isOpen: Bool = false, unreadable: [String] = []) -> Change? {
    func project(_ fields: [Field]) -> Project {
      Project(
        name: "shop",
        publicSchemas: [
          PublicSchema(
            name: "users", version: Version(major: 1, minor: 0), source: "accounts", key: ["id"],
            fields: fields, plan: .unsupported, canonicalSQL: "", tables: [])
        ])
    }
    let type = SQLType(name: "text", qualified: "pg_catalog.text", value: .scalar(.text))
    func field(_ name: String) -> Field {
      Field(name: name, type: type, nullable: false, because: "", lineage: [])
    }
    return Comparison(
      old: project([field("id"), field("name")]), new: project([field("id")]),
      usage: Usage(isOpen: isOpen, unreadable: unreadable)
    ).changes().first { $0.rule == .fieldRemoved }
  }

  @Test func whereAllAreKnownItIsSafe() throws {
    #expect(try #require(removal()).verdict == .safe)
  }

  @Test func whereALockCannotBeReadNobodyKnows() throws {
    let change = try #require(removal(unreadable: ["../mail/generated/rejot.lock.json"]))
    #expect(change.verdict == .unknown)
    #expect(change.bumps.version == .major)
  }

  @Test func whereConsumersAreOpenItBreaks() throws {
    #expect(try #require(removal(isOpen: true)).verdict == .breaking)
    #expect(try #require(removal(isOpen: true, unreadable: ["x"])).verdict == .breaking)
  }
}
