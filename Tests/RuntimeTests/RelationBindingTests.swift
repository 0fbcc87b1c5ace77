import Testing

@_spi(Generated) @testable import RejotRuntime

/// A column is found by its name as PostgreSQL compares names.
@Suite struct RelationBindingTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  private func binding(of name: String) -> RelationBinding {
    let descriptor = Contracts.publicSchema("thing", columns: [("id", "int8"), (name, "text")])
    let columns = ["id", Self.composed, Self.decomposed].enumerated().map { place, name in
      RelationColumn(name: name, type: place == 0 ? 20 : 25, isIdentity: place == 0)
    }
    return RelationBinding(
      columns: columns, types: TypeNames([20: "pg_catalog.int8", 25: "pg_catalog.text"]),
      sources: [(0, descriptor, 0)])
  }

  @Test func namesThatUnicodeTakesForTheSameAreTwo() {
    #expect(Self.composed == Self.decomposed)
    let first = binding(of: Self.composed)
    #expect(first.schemas[0].problem == nil)
    #expect(Array(first.schemas[0].places) == [0, 1])
    let second = binding(of: Self.decomposed)
    #expect(Array(second.schemas[0].places) == [0, 2])
    #expect(second.needed == [true, false, true])
  }
}
