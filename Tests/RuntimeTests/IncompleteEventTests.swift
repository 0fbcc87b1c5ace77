import Testing

@_spi(Generated) @testable import RejotRuntime

/// What the decoder keeps of updates that leave values unchanged.
@Suite struct IncompleteEventTests {
  private static let schema = Contracts.publicSchema(
    "document", columns: [("id", "int8"), ("title", "text"), ("body", "text")],
    nullable: ["body"])
  private static let titles = Contracts.publicSchema(
    "title", table: "document", columns: [("id", "int8"), ("title", "text")])

  private static func decode(
    _ messages: [Wire], _ schemas: [PublicSchemaDescriptor]
  ) throws -> StreamDecoder {
    let decoder = StreamDecoder(
      schemas: schemas.enumerated().map { ($0.offset, $0.element) },
      types: TypeNames([20: "pg_catalog.int8", 25: "pg_catalog.text"]), batch: TransactionBatch())
    for message in messages {
      _ = try message.bytes.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    }
    return decoder
  }

  @Test func theyAreKeptWithTheirTransactionAndKey() throws {
    let batch = try Self.decode(
      [
        .begin(10, xid: 700), .relation(),
        .update([.text("1"), .text("a"), .unchanged]), .commit(10),
        .begin(20, xid: 4_294_967_295),
        .update([.text("2"), .text("b"), .text("whole")]),
        .update([.text("3"), .text("c"), .unchanged]), .commit(20),
      ], [Self.schema, Self.titles]
    ).batch
    // Who does not read the column misses nothing.
    #expect(
      batch.events.map(\.operation) == [
        .incomplete, .upsert, .upsert, .upsert, .incomplete, .upsert,
      ])
    #expect(
      batch.incomplete == [
        IncompleteEvent(event: 0, xid: 700), IncompleteEvent(event: 4, xid: .max),
      ])
    let keys = batch.incomplete.map {
      batch.text(batch.slot(batch.events[Int($0.event)], 0))
    }
    #expect(keys == ["1", "3"])
    let missing = MissingValues.all(in: batch, of: [(0, Self.schema), (1, Self.titles)])
    #expect(missing.map(\.schema) == [0])
    #expect(missing.first?.columns == [2])
  }

  @Test func anUnfinishedTransactionTakesThemAlong() throws {
    let decoder = try Self.decode(
      [
        .begin(10, xid: 700), .relation(),
        .update([.text("1"), .text("a"), .unchanged]), .commit(10),
        .begin(20, xid: 701), .update([.text("2"), .text("b"), .unchanged]),
      ], [Self.schema])
    #expect(decoder.batch.incomplete.map(\.xid) == [700, 701])
    decoder.restart()
    #expect(decoder.batch.incomplete.map(\.xid) == [700])
    decoder.batch.reset()
    #expect(decoder.batch.incomplete.isEmpty)
  }

  @Test func aChangedKeyIsADeleteAndAnIncompleteEvent() throws {
    let batch = try Self.decode(
      [
        .begin(10, xid: 700), .relation(),
        .update(
          [.text("2"), .text("a"), .unchanged], from: ("K", [.text("1"), .null, .null])),
        .commit(10),
      ], [Self.schema]
    ).batch
    #expect(batch.events.map(\.operation) == [.delete, .incomplete])
    #expect(batch.text(batch.slot(batch.events[1], 0)) == "2")
  }

  @Test func aLargeKeyThatDidNotChangeComesWithTheOldRow() throws {
    let wide = Contracts.publicSchema(
      "wide", table: "document", keys: 2, columns: [("id", "int8"), ("title", "text")])
    let batch = try Self.decode(
      [
        .begin(10, xid: 700), .relation(identity: 2),
        .update(
          [.text("1"), .unchanged, .text("new")], from: ("K", [.text("1"), .text("key"), .null])),
        // Without an old row nothing says which row it is.
        .update([.text("1"), .unchanged, .text("new")]), .commit(10),
      ], [wide]
    ).batch
    #expect(batch.events.map(\.operation) == [.upsert, .broken])
    #expect(batch.text(batch.slot(batch.events[0], 1)) == "key")
    #expect(batch.problems.map(\.reason) == ["the key field title of a changed row is missing"])
  }

  @Test func imagesAreKeptForThePublisherToEvaluate() throws {
    let schema = Contracts.imaged(
      "SELECT id, md5(body) FROM IMAGES", columns: [("id", "int8"), ("body", "text")],
      fields: ["id", "hash"])
    let document = PublicSchemaDescriptor(
      label: schema.label, name: schema.name, major: 1, source: "source", tableSchema: "public",
      table: "document", columns: schema.columns, fieldNames: schema.fieldNames,
      keyFields: schema.keyFields, keyColumns: schema.keyColumns, images: schema.images,
      transform: schema.transform)
    let decoder = try Self.decode(
      [
        .begin(10, xid: 700), .relation(),
        .update([.text("1"), .text("a"), .text("whole")]),
        .update([.text("2"), .text("b"), .unchanged]),
        .update([.text("3"), .text("c"), .null], from: ("K", [.text("4"), .null, .null])),
        .commit(10), .begin(20, xid: 701), .update([.text("5"), .text("d"), .text("open")]),
      ], [document])
    let batch = decoder.batch
    #expect(
      batch.events.map(\.operation) == [.image, .incomplete, .delete, .image, .image])
    #expect(batch.images == [0, 3, 4])
    // The key is known; the row stands behind the fields.
    let first = batch.events[0]
    #expect((0..<4).map { batch.text(batch.slot(first, $0)) } == ["1", nil, "1", "whole"])
    decoder.restart()
    #expect(batch.images == [0, 3])
    // What was lacking is found: the event is a whole image then.
    var missing = try #require(MissingValues.all(in: batch, of: [(0, document)]).first)
    missing.beginTaking()
    missing.settle(batch)
    #expect(batch.events[1].operation == .gone)
    batch.settleAsImage(1, asFound: [])
    #expect(batch.images == [0, 3, 1])
    batch.reset()
    #expect(batch.images.isEmpty)
  }

  @Test func theLookupNamesEverythingInFull() {
    let schema = Contracts.publicSchema(
      "odd\"name", keys: 2, columns: [("a b", "text"), ("k", "app.mood"), ("body", "text")])
    #expect(
      CompletionStatement(schema, isPartitioned: false).select([2]).contains(
        #" JOIN ONLY "public"."odd""name" AS t"#))
    #expect(
      CompletionStatement(schema, isPartitioned: true).select([2])
        == #"SELECT k.place, t."body" FROM unnest($1::pg_catalog.text[], $2::pg_catalog.text[])"#
        + #" WITH ORDINALITY AS k(k1, k2, place) JOIN "public"."odd""name" AS t"#
        + #" ON t."a b" = k.k1::"pg_catalog"."text" AND t."k" = k.k2::"app"."mood""#)
  }
}
