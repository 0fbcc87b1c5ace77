import RejotContract
import Testing

@testable import RejotAnalysis

/// What types are made of is a fact of the catalog, and a change of it is told.
@Suite struct TypeDriftTests {
  private static let schema = """
    CREATE TYPE part AS (a int, b text);
    CREATE TYPE span AS RANGE (subtype = int8);
    CREATE TABLE owner (id int PRIMARY KEY, name text);
    CREATE TABLE things (id int PRIMARY KEY, p part[], s span, o owner);
    """

  private func drift(_ schema: String) throws -> [String] {
    func run(_ source: String, _ lock: Project?) throws -> AnalysisResult {
      var bed = Bed(source: source)
      bed.publish("SELECT * FROM things WHERE id = :id")
      return try bed.run(lock: lock).result
    }
    return try run(schema, run(Self.schema, nil).project).drift.map(\.sentence).sorted()
  }

  @Test(arguments: [
    ("", []), ("ALTER TABLE owner ALTER name SET DEFAULT 'x'", []),
    ("ALTER TYPE part ADD ATTRIBUTE c date", ["shop.public.part has the new attribute c date"]),
    (
      "ALTER TYPE part RENAME ATTRIBUTE a TO z",
      [
        "shop.public.part has the new attribute z integer",
        "shop.public.part no longer has the attribute a integer",
      ]
    ),
    (
      "ALTER TABLE owner RENAME name TO title",
      ["shop.public.owner.name is gone", "shop.public.owner.title is needed now: text"]
    ),
  ])
  func attributes(change: String, expected: [String]) throws {
    #expect(try drift(Self.schema + change) == expected)
  }

  @Test func orderAndBounds() throws {
    #expect(
      try drift(Self.schema.replacing("(a int, b text)", with: "(b text, a int)"))
        == ["the attributes of shop.public.part have another order"])
    #expect(
      try drift(Self.schema.replacing("subtype = int8", with: "subtype = numeric"))
        == ["shop.public.span was a range of bigint and is now one of numeric"])
  }
}
