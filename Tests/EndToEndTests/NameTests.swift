import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Names that need quotes in SQL and cannot stand in Swift as they are: schema, table, columns,
/// publication and slot. The table of the same name in the ordinary schema is another one.
@Suite("Names", .serialized)
struct NameTests {
  private static let table = ##"""
    "Odd ""Schema"".$"."Täble 💡 of\ ""names"""
    """##

  /// One row of the odd table, each column holding a word and its own place.
  private func row(_ key: Int, _ word: String, _ world: World) throws -> String {
    let columns = try world.source.query(
      """
      SELECT count(*) FROM pg_attribute
      WHERE attrelid = '\(Self.table)'::regclass AND attnum > 1 AND NOT attisdropped
      """
    ).scalar.flatMap { Int($0) }
    let values = (1...(try #require(columns))).map { "'\(word) \($0)'" }
    return "INSERT INTO \(Self.table) VALUES (\(key), \(values.joined(separator: ", ")))"
  }

  @Test("Rows of a table whose every name is odd are loaded, changed and deleted")
  func everyNameIsOdd() throws {
    let world = try World()
    try world.source.execute(try row(1, "first", world))
    try world.source.execute(try row(2, "second", world))
    let service = try world.start()
    try world.barrier(service)
    let query = "SELECT to_jsonb(t) FROM \(Self.table) AS t ORDER BY \"Key\""
    #expect(try world.rows(world.target, query) == world.rows(world.source, query))
    try world.source.execute(try row(3, "third", world))
    try world.source.execute(
      ##"""
      UPDATE \##(Self.table) SET "say ""hi""" = NULL, "👩‍👩‍👧" = 'family', "1st" = '2nd'
        WHERE "Key" = 1;
      UPDATE \##(Self.table) SET "Key" = 20 WHERE "Key" = 2;
      """##)
    try world.barrier(service)
    let ours = try world.rows(world.source, query)
    #expect(ours.count == 3 && ours[0].contains("family") && !ours[0].contains("first 3\""))
    #expect(try world.rows(world.target, query) == ours)
    #expect(service.terminate() == 0)
  }

  @Test("Tables of one name in two schemas do not mix")
  func sameNameInTwoSchemas() throws {
    let world = try World()
    let service = try world.start()
    try world.source.execute(
      """
      INSERT INTO item VALUES (1, 'ordinary', 1);
      INSERT INTO "select".item VALUES (1, 'odd'), (2, 'odd too');
      DELETE FROM "select".item WHERE id = 2;
      """)
    try world.barrier(service)
    let ordinary = "SELECT id, label FROM item_copy WHERE id < 9000000000"
    #expect(try world.rows(world.target, ordinary) == ["1|ordinary"])
    let odd = "SELECT id, \"from\" FROM \"select\".item_copy"
    #expect(try world.rows(world.target, odd) == ["1|odd"])
    let names = "SELECT pubname FROM pg_publication WHERE pubname LIKE 'Odd%'"
    #expect(try world.rows(world.source, names) == ["Odd \"Publication\" of é 💡's"])
    let slots = "SELECT slot_name FROM pg_replication_slots WHERE slot_name = '1st_slot_'"
    #expect(try world.rows(world.source, slots) == ["1st_slot_"])
    #expect(service.terminate() == 0)
  }
}
