import Testing

@_spi(Generated) @testable import RejotRuntime

@Suite struct CommutationTests {
  private let parentSchema = Contracts.publicSchema("parent", columns: [("id", "int8")])
  private let childSchema = Contracts.publicSchema(
    "child", columns: [("id", "int8"), ("parent", "int8")])

  private func rules(deleteActs: Bool = false, childIsBatched: Bool = true) -> CommutationRules {
    CommutationRules([
      Contracts.copy("parent", of: 0, parentSchema, table: "parent", types: ["int8"]),
      Contracts.copy(
        "child", of: 1, childSchema, table: "child", types: ["int8", "int8"],
        references: [
          ReferenceDescriptor(schema: "public", name: "parent", deleteActs: deleteActs)
        ], isBatched: childIsBatched),
    ])
  }

  @Test func aParentIsWrittenEarlierAChildRemovedEarlier() {
    let rules = rules()
    #expect(rules.rule(0, .upsert, before: 1, .upsert) == .free)
    #expect(rules.rule(0, .upsert, before: 1, .delete) == .free)
    #expect(rules.rule(1, .delete, before: 0, .upsert) == .free)
    #expect(rules.rule(1, .delete, before: 0, .delete) == .free)
    #expect(rules.rule(1, .upsert, before: 0, .delete) == .free)
  }

  @Test func nothingElseMovesAlongAForeignKey() {
    let rules = rules()
    #expect(rules.rule(0, .delete, before: 1, .upsert) == .never)
    #expect(rules.rule(0, .delete, before: 1, .delete) == .never)
    #expect(rules.rule(1, .upsert, before: 0, .upsert) == .never)
  }

  @Test func aKeyThatActsOnDeletesKeepsChildrenInPlace() {
    #expect(rules(deleteActs: true).rule(1, .upsert, before: 0, .delete) == .never)
  }

  @Test func statementsForOneEventKeepTheirPlace() {
    let rules = rules(childIsBatched: false)
    #expect(rules.rule(0, .upsert, before: 1, .delete) == .never)
    #expect(rules.rule(1, .delete, before: 0, .upsert) == .never)
  }

  @Test func oneTableWithTwoConsumersKeepsItsOrder() {
    let rules = CommutationRules([
      Contracts.copy("a", of: 0, parentSchema, table: "t", types: ["int8"]),
      Contracts.copy("b", of: 0, parentSchema, table: "t", types: ["int8"]),
    ])
    #expect(rules.rule(0, .upsert, before: 1, .upsert) == .never)
    #expect(rules.rule(0, .upsert, before: 0, .delete) == .ifKeyIsAbsent)
  }
}
