import Logging
import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// Row images that a real server evaluates.
extension LiveTests {
  @Suite struct LiveImageTests {
    private static let schema = Contracts.imaged(
      "SELECT id, 60 / units AS share, upper(name) AS name FROM IMAGES WHERE units <> 7",
      columns: [("id", "int8"), ("units", "int4"), ("name", "text")],
      fields: ["id", "share", "name"], nullable: ["share"])

    private static func batch(
      _ rows: [[String?]], _ schema: PublicSchemaDescriptor = schema
    ) -> TransactionBatch {
      let batch = TransactionBatch()
      let width = schema.columns.count
      let row = UnsafeMutablePointer<ValueSlot>.allocate(capacity: width)
      let places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: width)
      defer {
        row.deallocate()
        places.deallocate()
      }
      for place in 0..<width { places.initializeElement(at: place, to: Int32(place)) }
      for values in rows {
        for (place, value) in values.enumerated() {
          (row + place).initialize(to: BatchBuilder.append(value, to: batch))
        }
        batch.addUpsert(
          schema, at: 0, RowImage(slots: row, places: UnsafeBufferPointer(places), of: batch),
          xid: 1)
      }
      BatchBuilder.commit(batch)
      return batch
    }

    private static func shown(_ batch: TransactionBatch) -> [String] {
      batch.events.map { event in
        switch event.operation {
        case .upsert, .delete:
          let values = (0..<3).map { batch.text(batch.slot(event, $0)) ?? "NULL" }
          return "\(event.operation) \(values.joined(separator: "|"))"
        case .broken:
          let problem = batch.problems[Int(event.slot)]
          let key = batch.slots[Int(problem.fields ?? 0)]
          return "broken \(batch.text(key) ?? "NULL") \(problem.sqlState ?? "-"): \(problem.reason)"
        case .truncate, .incomplete, .gone, .image: return "\(event.operation)"
        }
      }
    }

    private static func questions(
      _ stage: LiveStage, _ schema: PublicSchemaDescriptor = schema
    ) -> BatchQuestions {
      BatchQuestions(
        inspection: SourceInspection(
          store: StoreDescriptor(
            name: "source", url: stage.sourceURL, slot: stage.slot, publication: "p",
            setupSQL: nil),
          url: stage.sourceURL, applicationName: "rejot test \(stage.number)", schemas: [schema]),
        schemas: [(0, schema)], log: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func imagesBecomeTheirEvents() throws {
      let stage = try LiveStage(source: "", target: "")
      let batch = Self.batch([
        ["1", "2", "a\"b\\c{,}"], ["2", "7", "left out"], ["3", nil, "units unknown"],
        ["4", "3", nil], ["1", "-60", ""],
      ])
      #expect(batch.images.count == 5)
      try Self.questions(stage).settle(batch) {}
      #expect(
        Self.shown(batch) == [
          "upsert 1|30|A\"B\\C{,}", "delete 2|NULL|NULL", "delete 3|NULL|NULL",
          "broken 4 -: field field is NULL although the contract says it never is",
          "upsert 1|-1|",
        ])
      // Nothing is left to do, and the batch may be handed on.
      #expect(batch.images.isEmpty)
      batch.share(with: 1)
    }

    @Test func theOneRowThatFailsIsFoundAmongMany() throws {
      let stage = try LiveStage(source: "", target: "")
      var rows: [[String?]] = (1...1000).map { ["\($0)", "1", "row"] }
      rows[0][1] = "0"
      rows[613][1] = "0"
      rows[999][1] = "12345678901"
      let batch = Self.batch(rows)
      var calls = 0
      try Self.questions(stage).settle(batch) { calls += 1 }
      let shown = Self.shown(batch)
      #expect(
        shown[0] == "broken 1 22012: its row of public.rows cannot be evaluated: division by zero")
      #expect(
        shown[613]
          == "broken 614 22012: its row of public.rows cannot be evaluated: division by zero")
      // What the server says of a value is not repeated.
      #expect(
        shown[999] == "broken 1000 22003: its row of public.rows cannot be evaluated: value …"
          + " is out of range for type integer")
      let others = shown.enumerated().filter { ![0, 613, 999].contains($0.offset) }
      #expect(others.allSatisfy { $0.element == "upsert \($0.offset + 1)|60|ROW" })
      #expect(calls < 1000)
    }

    @Test func aStatementThatCannotRunIsEveryEventsReason() throws {
      let stage = try LiveStage(
        source: """
          CREATE SEQUENCE public.numbers;
          CREATE FUNCTION public.numbered(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS
            $$ BEGIN RETURN $1 || nextval('public.numbers'); END $$;
          """, target: "")
      let unknown = Contracts.imaged(
        "SELECT id, public.missing(name) AS share, name FROM IMAGES",
        columns: [("id", "int8"), ("name", "text")], fields: ["id", "share", "name"])
      let batch = Self.batch([["1", "a"], ["2", "b"]], unknown)
      try Self.questions(stage, unknown).settle(batch) {}
      let shown = Self.shown(batch)
      #expect(shown.map { $0.prefix(15) } == ["broken 1 42883:", "broken 2 42883:"])
      // A function that writes never will: it is not taken for a server that is a standby.
      let writing = Contracts.imaged(
        "SELECT id, public.numbered(name) AS share, name FROM IMAGES",
        columns: [("id", "int8"), ("name", "text")], fields: ["id", "share", "name"])
      let second = Self.batch([["1", "a"]], writing)
      try Self.questions(stage, writing).settle(second) {}
      #expect(Self.shown(second).map { $0.prefix(15) } == ["broken 1 25006:"])
      #expect(try stage.source.query("SELECT is_called FROM numbers").scalar == "f")
    }

    @Test func aSessionThatWasClosedIsOpenedAgain() throws {
      let stage = try LiveStage(source: "", target: "")
      let questions = Self.questions(stage)
      for turn in 1...3 {
        let batch = Self.batch([["\(turn)", "1", "x"]])
        try questions.settle(batch) {}
        #expect(Self.shown(batch) == ["upsert \(turn)|60|X"])
        try stage.source.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
          ["rejot test \(stage.number)"])
      }
    }

    @Test func settingsOfTheDatabaseDoNotShow() throws {
      let stage = try LiveStage(source: "", target: "")
      try stage.source.execute(
        """
        DO $$ BEGIN
          EXECUTE format('ALTER DATABASE %I SET TimeZone = ''Asia/Tokyo''', current_database());
          EXECUTE format('ALTER DATABASE %I SET DateStyle = ''German''', current_database());
          EXECUTE format('ALTER DATABASE %I SET bytea_output = escape', current_database());
          EXECUTE format('ALTER DATABASE %I SET extra_float_digits = -5', current_database());
        END $$
        """)
      let schema = Contracts.imaged(
        "SELECT id, at::date::text || ' ' || sqrt(2::float8)::text AS share, raw::text AS name"
          + " FROM IMAGES",
        columns: [("id", "int8"), ("at", "timestamptz"), ("raw", "bytea")],
        fields: ["id", "share", "name"])
      let batch = Self.batch([["1", "2024-02-29 20:00:00+00", "\\xff00"]], schema)
      try Self.questions(stage, schema).settle(batch) {}
      #expect(Self.shown(batch) == ["upsert 1|2024-02-29 1.4142135623730951|\\xff00"])
    }

    /// The first update leaves the large value alone, the second takes it away and closes the row:
    /// the first one's row with the second one's value divides by zero, and never was.
    @Test func aRowOfOldAndNewValuesIsNoPoison() async throws {
      let schema = Contracts.imaged(
        "SELECT id, 9000 / length(body) AS share, name FROM IMAGES WHERE is_open",
        columns: [("id", "int8"), ("body", "text"), ("name", "text"), ("is_open", "bool")],
        fields: ["id", "share", "name"])
      let stage = try LiveStage(
        source: """
          CREATE TABLE public.rows (id bigint PRIMARY KEY, body text, name text, is_open boolean);
          ALTER TABLE public.rows ALTER body SET STORAGE EXTERNAL;
          INSERT INTO public.rows SELECT n, repeat('x', 3000), 'loaded', true
            FROM generate_series(1, 3) n;
          """,
        target: "CREATE TABLE public.copies (id bigint PRIMARY KEY, share int, name text)")
      let registry = stage.registry(
        [schema],
        [Contracts.copy("copies", of: 0, schema, table: "copies", types: ["int8", "int4", "text"])])
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("copies") == ["(1,3,loaded)", "(2,3,loaded)", "(3,3,loaded)"])
      try stage.source.execute("UPDATE rows SET name = 'renamed' WHERE id < 3")
      try stage.source.execute("UPDATE rows SET body = '', is_open = false WHERE id = 1")
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("copies") == ["(2,3,renamed)", "(3,3,loaded)"])
      // One that is as the update left it fails for good.
      try stage.source.execute("UPDATE rows SET body = '' WHERE id = 3")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 1)
      #expect(end.stopped.first?.key == "id=3")
      #expect(end.stopped.first?.sqlState == "22012")
    }

    @Test func manyValuesGoInPortions() throws {
      let batch = Self.batch(
        (1...10).map { ["\($0)", "1", String(repeating: "x", count: $0 == 4 ? 5000 : 100)] })
      let images = try #require(PendingImages.all(in: batch, of: [(0, Self.schema)]).first)
      #expect(
        images.portions(of: batch, bytes: 250) == [0..<2, 2..<3, 3..<4, 4..<6, 6..<8, 8..<10])
      #expect(images.portions(of: batch, bytes: 1 << 20) == [0..<10])
    }
  }
}
