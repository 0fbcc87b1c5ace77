import Testing

@testable import RejotCatalog

@Suite struct ExcludedNamesTests {
  @Test(arguments: [
    (
      "SET a = excluded_1.a, b = (excluded_12.b || 'x')",
      "SET a = excluded.a, b = (excluded.b || 'x')"
    ),
    ("SET a = excluded.a", "SET a = excluded.a"),
    (
      "SELECT 'it''s excluded_1.a', \"excluded_1.a\"",
      "SELECT 'it''s excluded_1.a', \"excluded_1.a\""
    ),
    (
      "SELECT my_excluded_1.a, excluded_1, excluded_x.a",
      "SELECT my_excluded_1.a, excluded_1, excluded_x.a"
    ),
  ])
  func givesEveryExcludedItsOnlyName(_ printed: String, _ readable: String) {
    #expect(ExcludedNames.repaired(printed) == readable)
  }
}
