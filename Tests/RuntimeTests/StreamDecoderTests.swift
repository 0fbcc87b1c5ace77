import Glibc
import Testing

@_spi(Generated) @testable import RejotRuntime

/// Decodes messages recorded from PostgreSQL 15 (`pg_logical_slot_get_binary_changes`); the
/// statements behind them stand in the test.
@Suite struct StreamDecoderTests {
  private static let items = Contracts.publicSchema(
    "item", table: "items",
    columns: [("id", "int8"), ("name", "text"), ("note", "text"), ("mood", "public.mood")],
    nullable: ["note", "mood"])
  private static let names = Contracts.publicSchema(
    "name", table: "items", columns: [("id", "int8"), ("name", "text")])
  private static let whole = Contracts.publicSchema(
    "whole", columns: [("id", "int4"), ("body", "text")])
  private static let types = TypeNames([
    20: "pg_catalog.int8", 23: "pg_catalog.int4", 25: "pg_catalog.text",
  ])

  private static func messages() throws -> [[UInt8]] {
    let path = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    let file = try #require(fopen("\(path)/Fixtures/pgoutput-15.hex", "r"))
    defer { fclose(file) }
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text.split(separator: "\n").map { line in
      let digits = Array(line.utf8)
      let change = stride(from: 0, to: digits.count, by: 2).compactMap { place in
        UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      }
      return [UInt8(ascii: "w")] + [UInt8](repeating: 0, count: 24) + change
    }
  }

  private static func decoder(_ schemas: [PublicSchemaDescriptor]) -> StreamDecoder {
    StreamDecoder(
      schemas: schemas.enumerated().map { ($0.offset, $0.element) }, types: types,
      batch: TransactionBatch())
  }

  private static func shown(_ batch: TransactionBatch, _ schemas: [PublicSchemaDescriptor])
    -> [[String]]
  {
    batch.transactions.indices.map { transaction in
      batch.events(of: transaction..<transaction + 1).map { place in
        let event = batch.events[place]
        let name = schemas[Int(event.schema)].name
        switch event.operation {
        case .upsert, .delete:
          let values = schemas[Int(event.schema)].fieldNames.indices.map { field in
            batch.text(batch.slot(event, field)).map { $0.count > 20 ? "long" : $0 } ?? "NULL"
          }
          return "\(event.operation) \(name) \(values.joined(separator: "|"))"
        case .truncate: return "truncate \(name)"
        case .broken: return "broken \(name): \(batch.problems[Int(event.slot)].reason)"
        case .incomplete, .gone, .image: return "\(event.operation) \(name)"
        }
      }
    }
  }

  @Test func rowsBecomeEventsInOrder() throws {
    let schemas = [Self.items, Self.names, Self.whole]
    let decoder = Self.decoder(schemas)
    for message in try Self.messages() {
      _ = try message.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    }
    let gone =
      "column note is no longer in the table; `rejotc check` would have said so"
    #expect(
      Self.shown(decoder.batch, schemas) == [
        // BEGIN; INSERT (1,'a"b\c',NULL,'ok',7), (2,'','x',NULL,NULL); COMMIT
        [
          #"upsert item 1|a"b\c|NULL|ok"#, #"upsert name 1|a"b\c"#, "upsert item 2||x|NULL",
          "upsert name 2|",
        ],
        // BEGIN; UPDATE note WHERE id=1; UPDATE id=3 WHERE id=2; DELETE id=1; COMMIT
        [
          #"upsert item 1|a"b\c|y|ok"#, #"upsert name 1|a"b\c"#, "delete item 2|NULL|NULL|NULL",
          "upsert item 3||x|NULL", "delete name 2|NULL", "upsert name 3|",
          "delete item 1|NULL|NULL|NULL", "delete name 1|NULL",
        ],
        ["upsert whole 1|long"],
        // UPDATE id=2: the body did not change and comes from the old row (REPLICA IDENTITY FULL).
        ["delete whole 1|NULL", "upsert whole 2|long"],
        ["truncate item", "truncate name"],
        ["upsert item 8|n|NULL|NULL", "upsert name 8|n"],
        // ALTER TABLE items DROP COLUMN note; INSERT (9, 'n')
        ["broken item: \(gone)", "upsert name 9|n"],
      ])
    let marks = decoder.batch.transactions
    #expect(marks.first?.commit == LSN("0/1558388"))
    #expect(marks.first?.end == LSN("0/15583B8"))
    #expect(marks.allSatisfy { $0.commit < $0.end })
  }

  @Test func everyMessageCutShortIsAFault() throws {
    let decoder = Self.decoder([Self.items, Self.names, Self.whole])
    for message in try Self.messages() {
      for length in 1..<min(message.count, 300) where length < message.count {
        // A fault, never a trap.
        message[..<length].withUnsafeBytes { bytes in _ = try? decoder.decode(bytes) }
      }
      decoder.restart()
    }
  }

  @Test func anUnfinishedTransactionIsForgotten() throws {
    let decoder = Self.decoder([Self.items])
    for message in try Self.messages().prefix(8) {
      _ = try message.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    }
    #expect(decoder.isInTransaction)
    #expect(decoder.batch.events.count > decoder.batch.events(of: 0..<1).count)
    decoder.restart()
    #expect(!decoder.isInTransaction)
    #expect(decoder.batch.events.count == decoder.batch.events(of: 0..<1).count)
  }

  @Test func aTypeThatChangedIsNamed() throws {
    let wrong = Contracts.publicSchema("item", table: "items", columns: [("id", "int4")])
    let decoder = Self.decoder([wrong])
    for message in try Self.messages().prefix(5) {
      _ = try message.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    }
    #expect(
      decoder.batch.problems.first?.reason
        == "column id is now pg_catalog.int8, the contract was built for pg_catalog.int4;"
        + " run `rejotc check`")
  }

  @Test func aNullWhereTheContractHasNoneIsNamed() throws {
    let strict = Contracts.publicSchema(
      "item", table: "items", columns: [("id", "int8"), ("note", "text")])
    let decoder = Self.decoder([strict])
    for message in try Self.messages().prefix(5) {
      _ = try message.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    }
    #expect(
      decoder.batch.problems.first?.reason
        == "field field is NULL although the contract says it never is")
  }

  @Test func keepalivesCarryPositionAndUrgency() throws {
    let decoder = Self.decoder([])
    let message: [UInt8] =
      [UInt8(ascii: "k"), 0, 0, 0, 1, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + [1]
    let step = try message.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    #expect(step == .keepalive(end: LSN(1 << 32), replyNow: true))
  }
}
