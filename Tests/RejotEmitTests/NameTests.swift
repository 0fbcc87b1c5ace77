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
        .planUnsupported(publicSchema: "customer@1"),
        .notSupportedYet(consumer: "crm-customers", what: "onError: park"),
        .notSupportedYet(consumer: "crm-order-lines", what: "onTruncate: apply"),
        .inconsistent(contract: "default", detail: "there is no other/order@2 to follow"),
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

  // MARK: Imports

  private func importProblems(
    _ change: (inout Project, inout [ImportedSchema]) -> Void
  ) -> [EmitProblem] {
    var project = ImportingProject.value
    var imported = ImportingProject.imported
    change(&project, &imported)
    return Emitter.problems(in: project, imported: imported)
  }

  @Test func importsRenameNothingOfTheProject() throws {
    #expect(importProblems { _, _ in } == [])
    var alone = ImportingProject.value
    alone.consumerSchemas = []
    func events(_ imported: [ImportedSchema]) throws -> String {
      try #require(
        Emitter.files(for: alone, imported: imported).first { $0.path == "Events.swift" }
      ).contents
    }
    let before = try events([])
    let after = try events(ImportingProject.imported)
    for line in before.split(separator: "\n") { #expect(after.contains(line)) }
    #expect(before.contains("struct CustomerV1:") && before.contains("enum OrderStatus:"))
    #expect(after.contains("struct AcmeWebShopCustomerV1:"))
    #expect(after.contains("enum AcmeWebShopAccountsOrderStatus:"))
    #expect(after.contains("enum AcmeWebShopShopOrdersOrderStatus:"))
  }

  @Test func importsThatMeetSomethingAreReported() {
    func collision(_ name: String, _ names: String...) -> EmitProblem {
      .nameCollision(NameCollision(scope: .imports, swiftName: name, names: names))
    }
    let own = importProblems { project, _ in
      project.publicSchemas[0].name = "acme-web_shop-customer"
    }
    #expect(
      own == [
        collision(
          "AcmeWebShopCustomerV1", "acme-web_shop-customer@1", "@acme/web-shop/customer@1")
      ])
    let type = importProblems { project, _ in
      project.publicSchemas[0].fields[3].type.value = .enumeration(
        Enumeration(
          name: QualifiedName(schema: "s", name: "acme_web_shop_customer_v1"), labels: ["a"]))
    }
    #expect(
      type == [
        collision(
          "AcmeWebShopCustomerV1", "@acme/web-shop/customer@1",
          "crm.s.acme_web_shop_customer_v1")
      ])
    let other = importProblems { _, imported in
      var second = imported[0]
      second.project = "acme-web-shop"
      imported.append(second)
    }
    #expect(
      other.contains(
        collision(
          "AcmeWebShopCustomerV1", "@acme/web-shop/customer@1", "acme-web-shop/customer@1")))
  }

  @Test func anImportWithoutItsSchemaIsAProblem() {
    let found = importProblems { _, imported in imported.removeFirst() }
    #expect(
      found == [
        .inconsistent(
          contract: "crm-customers", detail: "there is no @acme/web-shop/customer@1 to follow")
      ])
  }
}
