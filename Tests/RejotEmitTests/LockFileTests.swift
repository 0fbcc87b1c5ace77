import RejotContract
import RejotEmit
import Testing

@Suite struct LockFileTests {
  @Test(arguments: GoldenTests.Golden.allCases)
  func readsBackEqual(_ golden: GoldenTests.Golden) throws {
    let text = try LockFile.text(golden.project)
    #expect(try LockFile.project(text) == golden.project)
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
        #expect(try LockFile.project(LockFile.text(project)) == project)
      }
    }
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
    #expect(throws: (any Error).self) { try LockFile.project("{}") }
    #expect(throws: (any Error).self) { try LockFile.project("") }
  }
}
