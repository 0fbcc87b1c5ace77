import RejotContract
import RejotEmit
import Testing

@Suite struct NameTests {
  private func problems(_ change: (inout Project) -> Void) -> [EmitProblem] {
    var project = SampleProject.value
    change(&project)
    return Emitter.problems(in: project)
  }

  /// The sample's customer with these fields, all read from one column.
  private func problems(fields names: [String]) -> [EmitProblem] {
    problems { project in
      project.publicSchemas[0].fields = names.map {
        Field(name: $0, type: SampleProject.int8, nullable: false, because: "", lineage: [])
      }
      project.publicSchemas[0].key = [names[0]]
      project.publicSchemas[0].plan = .inline(
        InlinePlan(
          table: QualifiedName(schema: "public", name: "users"), columns: names.map { _ in "id" }))
      project.consumerSchemas = []
    }
  }

  @Test func theSampleHasNone() {
    #expect(problems { _ in } == [])
  }

  @Test func fieldsThatMeetAreReportedTogether() {
    #expect(
      problems(fields: ["first_name", "id", "firstName", "first__name"]) == [
        .nameCollision(
          NameCollision(
            scope: .fields(publicSchema: "customer@1"), swiftName: "firstName",
            names: ["first_name", "firstName", "first__name"]))
      ])
  }

  @Test func aReservedWordMayMeetItsEvasion() {
    #expect(problems(fields: ["contract", "id"]) == [])
    let collision = NameCollision(
      scope: .fields(publicSchema: "customer@1"), swiftName: "contractField",
      names: ["contract", "contract_field"])
    #expect(problems(fields: ["contract", "contract_field"]) == [.nameCollision(collision)])
    #expect(
      collision.description
        == "fields of public schema customer@1 contract, contract_field would all be named "
        + "contractField in Swift")
  }

  @Test func publicSchemasAndConsumersThatMeetAreReported() {
    let found = problems { project in
      var schema = project.publicSchemas[2]
      schema.name = "order_line"
      project.publicSchemas.append(schema)
      var consumer = project.consumerSchemas[0]
      consumer.name = "crm_customers"
      project.consumerSchemas.append(consumer)
    }
    #expect(
      found == [
        .nameCollision(
          NameCollision(
            scope: .publicSchemas, swiftName: "OrderLineV1",
            names: ["order-line@1", "order_line@1"])),
        .nameCollision(
          NameCollision(
            scope: .consumers, swiftName: "crmCustomers", names: ["crm-customers", "crm_customers"])
        ),
      ])
  }

  @Test func majorsLiveSideBySide() throws {
    var project = SampleProject.value
    var second = project.publicSchemas[0]
    second.version = Version(major: 2, minor: 0)
    project.publicSchemas.insert(second, at: 1)
    let events = try #require(Emitter.files(for: project).first { $0.path == "Events.swift" })
    #expect(events.contents.contains("struct CustomerV1:"))
    #expect(events.contents.contains("struct CustomerV2:"))
  }

  @Test func whatIsNotSupportedYetIsSaidNotSkipped() {
    let found = problems { project in
      project.publicSchemas[0].plan = .unsupported
      project.consumerSchemas[0].onError = .park
      project.consumerSchemas[1].onTruncate = .apply
      project.consumerSchemas[2].from.project = "other"
    }
    #expect(
      found == [
        .planUnsupported(publicSchema: "customer@1.2"),
        .notSupportedYet(consumer: "crm-customers", what: "onError: park"),
        .notSupportedYet(consumer: "crm-order-lines", what: "onTruncate: apply"),
        .notSupportedYet(consumer: "default", what: "public schema other/order@2"),
      ])
  }

  @Test func contractsThatDoNotFitTogetherAreProblems() {
    let found = problems { project in
      project.publicSchemas[0].key = ["nothing"]
      project.consumerSchemas[0].upsert.parameters[0].field = "nothing"
    }
    #expect(found.count == 2)
    #expect(found.allSatisfy { if case .inconsistent = $0 { true } else { false } })
  }
}
