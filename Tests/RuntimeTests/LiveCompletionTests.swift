import Logging
import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// Values that are looked up, on a real server.
extension LiveTests {
  @Suite struct LiveCompletionTests {
    /// A batch with one event a key, which lacks the value of its last column or of another.
    private static func batch(
      _ schema: PublicSchemaDescriptor, _ keys: [[String]], lacking: [Int: Int] = [:],
      xid: UInt32
    ) -> TransactionBatch {
      let batch = TransactionBatch()
      let columns = schema.columns.count
      let row = UnsafeMutableBufferPointer<ValueSlot>.allocate(capacity: columns)
      let places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: columns)
      defer {
        row.deallocate()
        places.deallocate()
      }
      for place in 0..<columns { places.initializeElement(at: place, to: Int32(place)) }
      for (number, key) in keys.enumerated() {
        for place in 0..<columns {
          let slot =
            place == lacking[number] ?? (columns - 1)
            ? ValueSlot(offset: 0, length: ValueSlot.unchanged)
            : BatchBuilder.append(place < key.count ? key[place] : "event", to: batch)
          row.initializeElement(at: place, to: slot)
        }
        guard let start = row.baseAddress else { continue }
        batch.addUpsert(
          schema, at: 0, RowImage(slots: start, places: UnsafeBufferPointer(places), of: batch),
          xid: xid)
      }
      BatchBuilder.commit(batch)
      return batch
    }

    private static func shown(
      _ batch: TransactionBatch, _ schema: PublicSchemaDescriptor
    ) -> [String] {
      batch.events.map { event in
        switch event.operation {
        case .upsert:
          schema.fieldNames.indices.map { batch.text(batch.slot(event, $0)) ?? "NULL" }
            .joined(separator: "|")
        case .broken: batch.problems[Int(event.slot)].reason
        case .delete, .truncate, .incomplete, .gone, .image: "\(event.operation)"
        }
      }
    }

    private static func questions(
      _ stage: LiveStage, _ schema: PublicSchemaDescriptor
    ) -> BatchQuestions {
      BatchQuestions(
        inspection: SourceInspection(
          store: StoreDescriptor(
            name: "source", url: stage.sourceURL, slot: stage.slot, publication: "p",
            setupSQL: nil),
          url: stage.sourceURL, applicationName: "rejot test", schemas: [schema]),
        schemas: [(0, schema)], log: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func currentXID(_ stage: LiveStage) throws -> UInt32 {
      let text = try stage.source.query("SELECT pg_current_xact_id()::text").scalar
      return UInt32(truncatingIfNeeded: try #require(text.flatMap { UInt64($0) }))
    }

    private static let documents = Contracts.publicSchema(
      "documents", columns: [("id", "int8"), ("title", "text"), ("body", "text")],
      nullable: ["body"])
    private static let table =
      "CREATE TABLE public.documents (id bigint PRIMARY KEY, title text NOT NULL, body text);"

    @Test func onlyWhatIsMissingIsTaken() throws {
      let stage = try LiveStage(source: Self.table, target: "")
      try stage.source.execute(
        "INSERT INTO documents VALUES (1, 'table', 'one'), (2, 'table', NULL), (3, 'table', '')")
      let batch = Self.batch(
        Self.documents, [["1"], ["2"], ["1"], ["3"], ["4"], ["1"]], lacking: [5: 1],
        xid: try Self.currentXID(stage))
      try Self.questions(stage, Self.documents).settle(batch) {}
      #expect(
        Self.shown(batch, Self.documents)
          == [
            "1|event|one", "2|event|NULL", "1|event|one", "3|event|", "gone", "1|table|event",
          ])
      #expect(batch.incomplete.isEmpty)
      // A row that is asked for twice is copied once.
      let slots = [0, 2].map { batch.slot(batch.events[$0], 2) }
      #expect(slots[0] == slots[1])
    }

    @Test func keysOfManyTypesFindTheirRows() throws {
      let types = [
        "text", "app.mood", "bpchar", "timestamptz", "float8", "uuid", "bytea", "interval",
        "_int4", "numeric", "bit",
      ]
      let columns = types.enumerated().map { ("K \($0.offset)", $0.element) } + [("body", "text")]
      let schema = Contracts.publicSchema("odd\"keys", keys: types.count, columns: columns)
      let stage = try LiveStage(
        source: """
          CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('so so', 'fine');
          CREATE COLLATION public.own (provider = icu, locale = 'und');
          CREATE TABLE public."odd""keys" ("K 0" text COLLATE public.own, "K 1" app.mood,
            "K 2" char(4), "K 3" timestamptz, "K 4" float8, "K 5" uuid, "K 6" bytea, "K 7" interval,
            "K 8" int[], "K 9" numeric, "K 10" bit(3), body text,
            PRIMARY KEY ("K 0", "K 1", "K 2", "K 3", "K 4", "K 5", "K 6", "K 7", "K 8", "K 9",
              "K 10")
          ) PARTITION BY HASH ("K 0");
          CREATE TABLE public.only_part PARTITION OF public."odd""keys"
            FOR VALUES WITH (MODULUS 1, REMAINDER 0);
          """, target: "")
      let key = [
        #"a"b\c,{}' NULL"#, "so so", "x   ", "2024-01-02 03:04:05.000006+00", "NaN",
        "00000000-0000-0000-0000-00000000000a", #"\x00ff"#, "1 mon -3 days +04:05:06.789",
        "{1,NULL,3}", "1.50", "101",
      ]
      let values = key.map { "'" + $0.split(separator: "'").joined(separator: "''") + "'" }
      try stage.source.execute(
        """
        SET TimeZone = 'UTC'; SET standard_conforming_strings = on;
        INSERT INTO public."odd""keys" VALUES (\(values.joined(separator: ", ")), 'found')
        """)
      let batch = Self.batch(schema, [key], xid: try Self.currentXID(stage))
      try Self.questions(stage, schema).settle(batch) {}
      #expect(Self.shown(batch, schema) == [(key + ["found"]).joined(separator: "|")])
    }

    @Test func aTransactionThatIsNotVisibleIsWaitedFor() throws {
      let stage = try LiveStage(source: Self.table, target: "")
      let writer = try Connection(stage.sourceURL)
      try writer.execute("BEGIN; INSERT INTO documents VALUES (1, 'table', 'one')")
      let text = try writer.query("SELECT pg_current_xact_id()::text").scalar
      let xid = try #require(text.flatMap { UInt64($0) })
      let batch = Self.batch(Self.documents, [["1"]], xid: UInt32(truncatingIfNeeded: xid))
      var calls = 0
      try Self.questions(stage, Self.documents).settle(batch) {
        calls += 1
        if calls == 30 { try writer.execute("COMMIT") }
      }
      #expect(calls >= 30)
      #expect(Self.shown(batch, Self.documents) == ["1|event|one"])
    }

    @Test func whatIsThrownMeanwhileEndsTheWait() throws {
      struct Enough: Error {}
      let stage = try LiveStage(source: Self.table, target: "")
      try stage.source.execute("INSERT INTO documents VALUES (1, 'table', 'one')")
      let owner = try Connection(stage.sourceURL)
      try owner.execute("BEGIN; LOCK TABLE documents")
      let questions = Self.questions(stage, Self.documents)
      let batch = Self.batch(Self.documents, [["1"]], xid: try Self.currentXID(stage))
      var calls = 0
      #expect(throws: Enough.self) {
        try questions.settle(batch) {
          calls += 1
          if calls == 8 { throw Enough() }
        }
      }
      try owner.execute("ROLLBACK")
      // Nothing of the interrupted answer is left for the next one.
      try questions.settle(batch) {}
      #expect(Self.shown(batch, Self.documents) == ["1|event|one"])
    }

    @Test func aSessionThatWasClosedIsOpenedAgain() throws {
      let stage = try LiveStage(source: Self.table, target: "")
      try stage.source.execute("INSERT INTO documents VALUES (1, 'table', 'one')")
      let questions = Self.questions(stage, Self.documents)
      for _ in 0..<2 {
        let batch = Self.batch(Self.documents, [["1"]], xid: try Self.currentXID(stage))
        try questions.settle(batch) {}
        #expect(Self.shown(batch, Self.documents) == ["1|event|one"])
        try stage.source.query(
          """
          SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'rejot test'
          """)
      }
    }

    @Test func aTableThatIsNotAsTheContractSaysIsNamed() throws {
      let stage = try LiveStage(source: Self.table, target: "")
      try stage.source.execute(
        "INSERT INTO documents VALUES (1, 'x', 'y'); ALTER TABLE documents RENAME body TO text")
      let questions = Self.questions(stage, Self.documents)
      let renamed = Self.batch(Self.documents, [["1"]], xid: try Self.currentXID(stage))
      try questions.settle(renamed) {}
      let told = try #require(Self.shown(renamed, Self.documents).first)
      #expect(told.contains("body of public.documents") && told.contains("42703"))
      try stage.source.execute(
        """
        ALTER TABLE documents RENAME text TO body; ALTER TABLE documents ALTER title DROP NOT NULL;
        """)
      // The session is fit for use after a failure.
      let again = Self.batch(Self.documents, [["1"]], xid: try Self.currentXID(stage))
      try questions.settle(again) {}
      #expect(Self.shown(again, Self.documents) == ["1|event|y"])
    }

    @Test func aNullThatTheContractRulesOutIsSaid() throws {
      let strict = Contracts.publicSchema(
        "documents", columns: [("id", "int8"), ("title", "text"), ("body", "text")])
      let stage = try LiveStage(source: Self.table, target: "")
      try stage.source.execute("INSERT INTO documents VALUES (1, 'table', NULL)")
      let batch = Self.batch(strict, [["1"]], xid: try Self.currentXID(stage))
      try Self.questions(stage, strict).settle(batch) {}
      #expect(
        Self.shown(batch, strict) == ["field field is NULL although the contract says it never is"])
    }
  }
}
