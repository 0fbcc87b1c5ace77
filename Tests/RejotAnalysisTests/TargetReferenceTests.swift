import RejotContract
import Testing

@testable import RejotAnalysis

/// Which tables a consumer's table is known to follow.
@Suite struct TargetReferenceTests {
  private func references(_ target: String) throws -> [ForeignKey] {
    var bed = Bed(
      source: "CREATE TABLE things (id int PRIMARY KEY, middle int)", target: target)
    bed.publish("SELECT id, middle FROM things WHERE id = :id")
    try bed.consume(
      "INSERT INTO leaf VALUES (:id, :middle) ON CONFLICT (id) DO UPDATE SET middle = :middle",
      delete: "DELETE FROM leaf WHERE id = :id")
    let outcome = try bed.run()
    return try #require(outcome.consumer, "\(outcome.findings)").targets.flatMap(\.references)
  }

  private static let root = "CREATE TABLE root (id int PRIMARY KEY);"

  private func key(_ name: String, acts: Bool) -> ForeignKey {
    ForeignKey(table: QualifiedName(schema: "public", name: name), deleteActs: acts)
  }

  /// Deleting a row of `root` deletes one of `middle`, which changes one of `leaf`; no consumer
  /// writes `middle`.
  @Test(arguments: ["CASCADE", "SET NULL"])
  func deletesAreFollowedThroughOtherTables(_ action: String) throws {
    let found = try references(
      Self.root + """
        CREATE TABLE middle (id int PRIMARY KEY REFERENCES root ON DELETE CASCADE);
        CREATE TABLE leaf (id int PRIMARY KEY, middle int REFERENCES middle ON DELETE \(action));
        """)
    #expect(found == [key("middle", acts: true), key("root", acts: true)])
  }

  @Test func whatStopsADeleteIsTheEnd() throws {
    let kept = try references(
      Self.root + """
        CREATE TABLE middle (id int PRIMARY KEY, root int REFERENCES root ON DELETE SET NULL);
        CREATE TABLE leaf (id int PRIMARY KEY, middle int REFERENCES middle ON DELETE CASCADE);
        """)
    #expect(kept == [key("middle", acts: true)])
    let refused = try references(
      Self.root + """
        CREATE TABLE middle (id int PRIMARY KEY REFERENCES root ON DELETE CASCADE);
        CREATE TABLE leaf (id int PRIMARY KEY, middle int REFERENCES middle);
        """)
    #expect(refused == [key("middle", acts: false)])
  }

  @Test func tablesThatReferToEachOtherEnd() throws {
    let found = try references(
      """
      CREATE TABLE middle (id int PRIMARY KEY, other int);
      CREATE TABLE other (id int PRIMARY KEY, middle int REFERENCES middle ON DELETE CASCADE);
      ALTER TABLE middle ADD FOREIGN KEY (other) REFERENCES other ON DELETE CASCADE;
      CREATE TABLE leaf (id int PRIMARY KEY, middle int REFERENCES middle ON DELETE CASCADE);
      """)
    #expect(found == [key("middle", acts: true), key("other", acts: true)])
  }
}
