import Foundation
import Glibc
import RejotPostgres
import Testing
import TypeContracts
import TypeSamples

@_spi(Generated) @testable import RejotRuntime

/// Every type with its edge values: from a publisher's table through the stream into events, from
/// there into the stored form in a real `jsonb` column and back, and into typed events.
extension LiveTests {
  @Suite struct LiveTypeTests {
    /// Those whose fields are the columns of their tables.
    private static let schemas = TypesRegistry.registry.publicSchemas.filter { $0.images == nil }

    private static func stage() throws -> LiveStage {
      let file = TypeSamples.folder.appendingPathComponent("db/source/01_types.sql")
      let stage = try LiveStage(
        source: try String(contentsOf: file, encoding: .utf8),
        target: "CREATE TABLE events (number serial PRIMARY KEY, payload jsonb NOT NULL)")
      try stage.source.query(
        "SELECT pg_create_logical_replication_slot($1, 'pgoutput')", [stage.slot])
      try stage.source.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'")
      return stage
    }

    /// The events of everything that was written since the stage was made.
    private static func events(
      _ stage: LiveStage, count: Int
    ) throws -> TransactionBatch {
      let inspection = SourceInspection(
        store: StoreDescriptor(
          name: "source", url: stage.sourceURL, slot: stage.slot, publication: "p", setupSQL: nil),
        url: stage.sourceURL, applicationName: "rejot test", schemas: schemas)
      let catalog = try inspection.connect()
      let decoder = StreamDecoder(
        schemas: Array(schemas.enumerated()).map { ($0.offset, $0.element) },
        types: try inspection.typeNames(catalog), tables: try inspection.tables(catalog),
        batch: TransactionBatch())
      let stream = try inspection.connectForReplication()
      try stream.startReplication(
        "START_REPLICATION SLOT \"\(stage.slot)\" LOGICAL 0/0 (proto_version '1',"
          + " publication_names 'p')")
      let started = Instant.now
      while decoder.batch.events.count < count || decoder.isInTransaction {
        let step = try stream.nextStreamMessage { (message) throws(StreamFault) in
          _ = try decoder.decode(message)
        }
        if step == .dry {
          try #require(started.elapsed < 30_000, "\(decoder.batch.events.count) of \(count) came")
          var entry = pollfd(fd: stream.socket, events: Int16(POLLIN), revents: 0)
          _ = poll(&entry, 1, 100)
          try stream.consumeInput()
        }
      }
      return decoder.batch
    }

    /// What a typed event's own encoder makes of the texts it was made of.
    private static func encoded(_ schema: String, _ values: [String?]) throws -> [String?] {
      func encoded(_ type: (some PublicEvent).Type) throws -> [String?] {
        var encoder = EventEncoder()
        try type.init(decoding: EventReader(values: values)).encode(into: &encoder)
        return encoder.values
      }
      switch schema {
      case "list": return try encoded(ListV1.self)
      case "made": return try encoded(MadeV1.self)
      case "scalar": return try encoded(ScalarV1.self)
      default: return try encoded(UncutV1.self)
      }
    }

    private static func differences(
      _ fields: [String], _ left: [String?], _ right: [String?]
    ) -> [String] {
      zip(fields, zip(left, right)).filter { pair in
        pair.1.0.map { Array($0.utf8) } != pair.1.1.map { Array($0.utf8) }
      }.map { "\($0.0): \($0.1.0?.prefix(80) ?? "NULL") and \($0.1.1?.prefix(80) ?? "NULL")" }
    }

    @Test func everyValueIsStoredAndTypedAsItIs() throws {
      let stage = try Self.stage()
      let samples = try TypeSamples(major: stage.source.serverVersion / 10_000)
      let inserts = TypeSamples.tables.flatMap(samples.inserts)
      for insert in inserts { try stage.source.execute(insert) }
      let batch = try Self.events(stage, count: inserts.count)
      #expect(batch.problems.map(\.reason) == [])
      #expect(batch.events.count == inserts.count)

      for event in batch.events where event.operation == .upsert {
        let schema = Self.schemas[Int(event.schema)]
        let payload = EventPayload(fields: schema.fieldNames)
        let values = schema.fieldNames.indices.map { batch.text(batch.slot(event, $0)) }
        var json: [UInt8] = []
        payload.write(event, of: batch, to: &json)
        let stored = try #require(
          try stage.target.query(
            "INSERT INTO events (payload) VALUES ($1) RETURNING payload::text",
            [String(decoding: json, as: UTF8.self)]
          ).scalar)
        let back = try payload.values(stored)
        #expect(Self.differences(schema.fieldNames, values, back) == [], "stored")

        let typed = try Self.encoded(schema.name, back)
        #expect(Self.differences(schema.fieldNames, values, typed) == [], "typed")
        var again: [UInt8] = []
        payload.write(typed, to: &again)
        #expect(json == again)

        let other = TransactionBatch()
        try Array(stored.utf8).withUnsafeBytes {
          try payload.read($0, into: other.reserve(fields: values.count), of: other)
        }
        other.addEvent(schema: 0, operation: .upsert, fields: values.count)
        let slots = values.indices.map { other.text(other.slot(other.events[0], $0)) }
        #expect(Self.differences(schema.fieldNames, values, slots) == [], "into a batch")
      }
      // Whoever asks the column sees the value's text.
      let read = try stage.target.query(
        "SELECT payload->>'interval', payload->>'text' FROM events WHERE payload->>'json' = 'null'")
      #expect(read.rows == [["-1 years -2 mons +3 days -04:05:06", " "]])
    }
  }
}
