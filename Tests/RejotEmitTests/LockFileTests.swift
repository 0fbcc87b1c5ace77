import Foundation
import RejotContract
import RejotEmit
import Testing

@Suite struct LockFileTests {
  @Test(arguments: GoldenTests.Golden.allCases)
  func readsBackEqual(_ golden: GoldenTests.Golden) throws {
    let text = try LockFile.text(golden.project)
    #expect(try LockFile.project(text) == golden.project.asRead)
    #expect(try LockFile.text(LockFile.project(text)) == text)
  }

  /// Whatever a plan, a type or an identity may be.
  @Test func readsBackEveryCase() throws {
    var project = SampleProject.value
    let types: [ValueType] =
      ScalarType.allCases.map { .scalar($0) } + [
        .array(.scalar(.int8)),
        .domain(QualifiedName(schema: "s", name: "d"), base: .array(.scalar(.text))),
        .enumeration(Enumeration(name: QualifiedName(schema: "s", name: "e"), labels: [])),
      ]
    project.publicSchemas[0].fields = types.map {
      Field(
        name: "f", type: SQLType(name: "t", qualified: "q", value: $0), nullable: true, because: "",
        lineage: [])
    }
    for plan in [Plan.unsupported] + SampleProject.value.publicSchemas.map(\.plan) {
      for identity in [IdentityRequirement.primaryKey, .full, .index("full"), .index("")] {
        project.publicSchemas[0].plan = plan
        project.publicSchemas[0].tables[0].identity = identity
        #expect(try LockFile.project(LockFile.text(project)) == project.asRead)
      }
    }
  }

  /// Whatever Swift may compute.
  @Test func readsBackEveryExpression() throws {
    var project = SampleProject.value
    let column = InlineExpression.column("a \"b\"")
    let expressions: [InlineExpression] =
      InlineOperation.all.map { .call($0, [column, .null, .integer(.min)]) }
      + InlineOrder.allCases.flatMap { order in
        [true, false].map { .among(column, [.text("x"), .null], order, isNegated: $0) }
      } + [
        column, .null, .boolean(true), .boolean(false), .integer(0), .integer(1), .integer(.max),
        .text(""), .text("id"), .all([column, .boolean(true)]), .any([column, .null]),
        .coalesce([column, .text("\u{1F4A1}")]),
        .choice([InlineChoice(column, .integer(1)), InlineChoice(.null, .null)], otherwise: .null),
        .choice([InlineChoice(.all([column, column]), column)], otherwise: .coalesce([column])),
      ]
    for filter in [nil, expressions[0], expressions.last, .boolean(true)] {
      let plan = InlinePlan(
        table: project.publicSchemas[0].tables[0].name, values: expressions, filter: filter)
      project.publicSchemas[0].plan = .inline(plan)
      #expect(try LockFile.project(LockFile.text(project)) == project.asRead)
    }
  }

  /// Whatever a catalog may say, one line each.
  @Test func readsBackEveryFact() throws {
    let facts: [CatalogFact] =
      RelationType.allCases.map { .relation("s.t", $0) }
      + RelationTrait.allCases.map { .relationTrait("s.t", $0) }
      + ColumnTrait.allCases.map { .columnTrait("s.t.c", $0) } + [
        .view("s.v", selects: "SELECT 1\n FROM s.t"),
        .column("s.t.\"C c\"", type: "numeric(12,2)", notNull: true),
        .key("s.t (a, b)", kind: "unique, partial"), .index("s.i", key: "s.t (a, b)"),
        .foreignKey("s.t (a)", references: "s.u", deleteActs: true),
        .foreignKey("s.t (a)", references: "s.u", deleteActs: false),
        .enumeration("s.e", labels: ["x", "\"y\""]), .domain("s.d", over: "text", notNull: true),
        .type("s.r"),
        .function("s.f(integer)", FunctionTraits(kind: "stable", returns: "text", isStrict: false)),
      ]
    var project = SampleProject.value
    project.dataStores[0].catalog = facts.map { RecordedFact($0, usedBy: ["a@1", "b"]) }
    project.dataStores[0].searchPath = ["shop", "public"]
    let text = try LockFile.text(project)
    #expect(try LockFile.project(text) == project.asRead)
    let lines = text.split(separator: "\n").filter { $0.contains("\"usedBy\": [\"a@1\", \"b\"]") }
    #expect(lines.count == facts.count)
    #expect(
      text.contains(
        #"{"column": "s.t.\"C c\"", "notNull": true, "type": "numeric(12,2)", "usedBy": "#))
  }

  @Test func readsBackInputs() throws {
    var project = SampleProject.value
    let fields = project.publicSchemas[0].fields
    project.publicSchemas[0].inputs = PublicInputs(
      statement: "select 'e\u{301}'", key: ["id"],
      pins: [
        PublicInputs.Pin(field: "a", type: "text", nullable: nil),
        PublicInputs.Pin(field: "b", type: nil, nullable: false),
      ])
    project.consumerSchemas[0].inputs = ConsumerInputs(
      upsert: "insert", delete: "delete", key: ["id"], fields: fields.map { FollowedField($0) })
    let read = try LockFile.project(LockFile.text(project))
    #expect(read == project.asRead)
    // Texts that Unicode calls equivalent are not the same to PostgreSQL.
    #expect(read.publicSchemas[0].inputs.statement != StatementText("select '\u{E9}'"))
  }

  /// Nothing about where a database is, and who connects to it.
  @Test func holdsNeitherURLNorRole() throws {
    var project = SampleProject.value
    project.dataStores[0].url = "postgresql://app@db.internal:5433/accounts"
    project.dataStores[0].role = "rejot_runtime"
    let text = try LockFile.text(project)
    #expect(!text.contains("db.internal"))
    #expect(!text.contains("rejot_runtime"))
  }

  @Test func aFieldIsALine() throws {
    let text = try LockFile.text(SampleProject.value)
    let fields = SampleProject.value.publicSchemas.flatMap(\.fields)
    for field in fields {
      let lines = text.split(separator: "\n").filter {
        $0.contains("\"lineage\": [\"\(field.lineage[0].replacing("\"", with: "\\\""))\"]")
          && $0.contains("\"name\": \"\(field.name)\"")
      }
      #expect(lines.count == 1, "\(field.name)")
    }
    #expect(text.hasSuffix("}\n"))
  }

  @Test func aTextThatIsNoLockIsRefused() {
    #expect(throws: LockProblem.noLock) {
      try LockFile.project("{}")
    }
    #expect(throws: LockProblem.notJSON(offset: 0, "it ends too early")) {
      try LockFile.project("")
    }
    #expect(throws: LockProblem.notJSON(offset: 129, "it is nested too deeply")) {
      try LockFile.project(String(repeating: "[", count: 1_000_000))
    }
  }

  /// What pull requests, merges and other versions of rejotc leave behind.
  @Test(arguments: [
    (
      "\"lock\": \(LockFile.format)", "\"lock\": \(LockFile.format + 1)",
      LockProblem.otherFormat(LockFile.format + 1)
    ),
    ("\"lock\": \(LockFile.format)", "\"lock\": 1", LockProblem.otherFormat(1)),
    ("\"lock\": \(LockFile.format),\n", "\n", LockProblem.otherFormat(nil)),
    ("{\n", "{\n<<<<<<< ours\n", LockProblem.conflict(2..<14)),
    ("{\n", "{,\n", LockProblem.notJSON(offset: 1, "a key in quotes is missing")),
    (
      "\"major\": 1", "\"major\": 99999999999999999999",
      LockProblem.unexpected("its JSON is not what it should be")
    ),
    (
      "\"slot\"", "\"slut\"", LockProblem.unexpected("\"dataStores[0].slot\" is missing")
    ),
  ])
  func saysWhatIsWrong(_ old: String, _ new: String, _ problem: LockProblem) throws {
    let text = try LockFile.text(SampleProject.value)
    let place = try #require(text.firstRange(of: old))
    #expect(throws: problem) {
      try LockFile.project(text.replacingCharacters(in: place, with: new))
    }
  }
}

extension Project {
  /// As a lock gives it back: without what only the project file knows.
  fileprivate var asRead: Project {
    var project = self
    for index in project.dataStores.indices {
      project.dataStores[index].url = ""
      project.dataStores[index].role = nil
    }
    return project
  }
}
