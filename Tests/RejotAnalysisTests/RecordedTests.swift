import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// Contracts without a server: as they were recorded, or a word on why that is not enough.
@Suite struct RecordedTests {
  private func run(_ bed: Bed, _ stores: [String] = ["shop", "crm"]) throws -> Bed.Outcome {
    try bed.run(lock: LockedPair.lock(), recordedStores: stores)
  }

  /// A Boolean, for a project is long.
  private func isSame(_ outcome: Bed.Outcome) throws -> Bool {
    let lock = try LockedPair.lock()
    return outcome.result.project == lock
  }

  @Test func givesTheSameProject() throws {
    let outcome = try run(LockedPair.bed())
    #expect(outcome.findings == [])
    #expect(try isSame(outcome))
  }

  @Test(arguments: ["shop", "crm"])
  func givesTheSameBesideAServer(_ store: String) throws {
    let outcome = try run(LockedPair.bed(), [store])
    #expect(outcome.findings == [])
    #expect(outcome.result.drift == [])
    #expect(try isSame(outcome))
  }

  /// Texts that PostgreSQL cannot tell apart.
  @Test(arguments: [
    LockedPair.publicSQL.lowercased(), "\n  " + LockedPair.publicSQL + " ; -- the end",
    LockedPair.publicSQL.replacing(", ", with: " /* and */ ,\n\t"),
    LockedPair.publicSQL.replacing(" = ", with: "="),
  ])
  func aNewLayoutIsNoEdit(_ sql: String) throws {
    let outcome = try run(LockedPair.bed(publicSQL: sql))
    #expect(outcome.findings == [])
    #expect(try isSame(outcome))
  }

  static let edits: [(String, String)] = [
    (LockedPair.publicSQL.replacing("nick", with: "login"), "analysis-missing: login"),
    (LockedPair.publicSQL.replacing(", nick", with: ""), "analysis-missing: FROM"),
    (LockedPair.publicSQL.replacing(":id", with: "$1"), "analysis-missing: $1"),
    (LockedPair.publicSQL + " AND true", "analysis-missing: AND"),
    (LockedPair.publicSQL.replacing("users", with: "\"Users\""), "analysis-missing: \"Users\""),
    // What no server is needed for is told as ever.
    (LockedPair.publicSQL + "; SELECT 1", "statement-count: SELECT 1"),
    (LockedPair.publicSQL.replacing("nick", with: "'nick"), "sql-syntax: '"),
  ]

  @Test(arguments: edits)
  func anEditedPublicSchemaNeedsAServer(_ sql: String, _ finding: String) throws {
    let outcome = try run(LockedPair.bed(publicSQL: sql))
    #expect(outcome.findings == [finding])
    #expect(outcome.result.project.publicSchemas.isEmpty)
  }

  static let consumerEdits: [(String, String?, String)] = [
    (
      LockedPair.upsert.replacing("shout", with: "upper"), LockedPair.delete,
      "analysis-missing: upper"
    ),
    (LockedPair.upsert, nil, "analysis-missing: nowhere"),
    (LockedPair.upsert, LockedPair.delete + " AND true", "analysis-missing: AND"),
    (
      LockedPair.upsert.replacing(":first_name", with: ":frist_name"), LockedPair.delete,
      "placeholder-unknown: :frist_name"
    ),
    (LockedPair.upsert, "DELETE FROM people WHERE id > 0", "delete-key-incomplete: DELETE"),
  ]

  @Test(arguments: consumerEdits)
  func anEditedConsumerNeedsAServer(
    _ upsert: String, _ delete: String?, _ finding: String
  ) throws {
    let outcome = try run(LockedPair.bed(upsert: upsert, delete: delete))
    #expect(outcome.findings == [finding])
    #expect(outcome.result.project.publicSchemas.count == 1)
    #expect(outcome.result.project.consumerSchemas.isEmpty)
  }

  @Test func aPinIsAnEditAndItsWordsAreNot() throws {
    func pin(_ type: String?, _ description: String?) -> FieldPin {
      FieldPin(
        name: Located("nick", Span(file: "pin", start: 0, end: 1)),
        type: type.map { Located($0, Span(file: "type", start: 0, end: 1)) },
        description: description, isPersonal: description != nil)
    }
    let pinned = try run(LockedPair.bed(pins: [pin("text", nil)]))
    #expect(pinned.findings == ["analysis-missing: type"])
    let described = try run(LockedPair.bed(pins: [pin(nil, "What friends say")]))
    #expect(described.findings == [])
    let field = described.schema?.fields.last
    #expect(field?.description == "What friends say")
    #expect(field?.isPersonal == true)
    var unknown = pin(nil, "?")
    unknown.name.value = "nock"
    #expect(try run(LockedPair.bed(pins: [unknown])).findings == ["pin-unknown: pin"])
  }

  @Test func theKeyIsAnEdit() throws {
    var bed = try LockedPair.bed()
    bed.publics = []
    bed.publish(LockedPair.publicSQL, name: "users", key: ["id"])
    #expect(try run(bed).findings == ["analysis-missing: key id"])
  }

  @Test func whatIsNewOrElsewhereNeedsAServer() throws {
    var bed = try LockedPair.bed()
    bed.publish("SELECT id FROM users WHERE id = :id", name: "more")
    let more = try run(bed)
    #expect(
      more.result.diagnostics.map(\.message) == ["more@1 has no analysis: it is not in the lock"])
    // Everything else is still there.
    #expect(more.result.project.publicSchemas.count == 1)
    #expect(more.result.project.consumerSchemas.count == 1)
    bed = try LockedPair.bed()
    bed.publics = []
    bed.publish(LockedPair.publicSQL, name: "users", source: "crm")
    let moved = try run(bed)
    #expect(moved.findings == ["analysis-missing: source"])
    #expect(
      moved.result.diagnostics.first?.message
        == "users@1 has no analysis: it reads crm, and read shop when the lock was written")
  }

  /// The publisher has a server, the consumer has not: what the consumer follows may have changed.
  @Test func aConsumerRestsOnTheFieldsItUses() throws {
    func findings(_ change: String) throws -> [String] {
      let outcome = try run(LockedPair.bed(sourceChange: change), ["crm"])
      return outcome.result.diagnostics.map(\.message)
    }
    #expect(try findings("ALTER TABLE users ALTER nick SET NOT NULL") == [])
    #expect(
      try findings("ALTER TABLE users ALTER last_name DROP NOT NULL") == [
        "people has no analysis: last_name of users@1 was character varying(40) NOT NULL "
          + "and is now character varying(40)"
      ])
    #expect(
      try findings("ALTER TYPE tier ADD VALUE 'top'") == [
        "people has no analysis: level of users@1 has another meaning"
      ])
  }
}
