import Glibc
import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// The whole line on a real server.
extension LiveTests {
  @Suite struct LiveSyncTests {
    private static let schema = Contracts.publicSchema(
      "item", table: "items", columns: [("id", "int8"), ("name", "text"), ("note", "text")],
      nullable: ["note"])
    private static let table =
      "CREATE TABLE public.items (id bigint PRIMARY KEY, name text, note text);"

    private static func copy(
      into group: String = "target", table: String = "items", isBatched: Bool = true
    ) -> ConsumerDescriptor {
      Contracts.copy(
        "copy-\(table)", of: 0, schema, table: table, group: group,
        types: ["int8", "text", "text"],
        isBatched: isBatched)
    }

    @Test(arguments: [true, false])
    func existingRowsAreLoadedThenChangesFollow(isBatched: Bool) async throws {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy(isBatched: isBatched)])
      try stage.source.execute(
        """
        INSERT INTO items VALUES (1, 'tab\there', E'line\\nbreak \\\\ back'), (2, '', NULL),
          (3, '{"a,b"}', '\\N')
        """)
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(
        try stage.rows("items") == [
          "(1,\"tab\there\",\"line\nbreak \\\\ back\")", "(2,\"\",)",
          "(3,\"{\"\"a,b\"\"}\",\"\\\\N\")",
        ])
      try stage.source.execute(
        """
        BEGIN; UPDATE items SET name = 'x"y\\z' WHERE id = 1; UPDATE items SET id = 4 WHERE id = 2;
        DELETE FROM items WHERE id = 3; INSERT INTO items VALUES (3, 'again', NULL);
        UPDATE items SET id = 5 WHERE id = 3; UPDATE items SET id = 6 WHERE id = 5; COMMIT;
        """)
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(
        try stage.rows("items") == [
          "(1,\"x\"\"y\\\\z\",\"line\nbreak \\\\ back\")", "(4,\"\",)", "(6,again,)",
        ])
      let position = try #require(try stage.position())
      let confirmed = try #require(try stage.confirmed())
      #expect(confirmed <= position)
    }

    @Test func overlappingTransactionsArriveInCommitOrder() async throws {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      #expect(try await stage.drain(registry).exitCode == 0)
      let other = try Connection(stage.sourceURL)
      try stage.source.execute("BEGIN; INSERT INTO items VALUES (1, 'first to start', NULL)")
      try other.execute("BEGIN; INSERT INTO items VALUES (2, 'first to commit', NULL); COMMIT")
      try stage.source.execute("INSERT INTO items VALUES (3, 'late', NULL); COMMIT")
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(
        try stage.rows("items") == [
          "(1,\"first to start\",)", "(2,\"first to commit\",)", "(3,late,)",
        ])
    }

    @Test func aPoisonedEventStopsItsGroupBeforeItsTransaction() async throws {
      let stage = try LiveStage(
        source: Self.table,
        target: Self.table
          + "CREATE TABLE public.strict (id bigint PRIMARY KEY, name text, note text,"
          + " CONSTRAINT no_sour CHECK (name <> 'sour milk'));")
      let registry = stage.registry(
        [Self.schema], [Self.copy(), Self.copy(into: "strict", table: "strict")])
      #expect(try await stage.drain(registry).exitCode == 0)
      for (id, name) in [(1, "good"), (2, "sour milk"), (3, "after")] {
        try stage.source.execute("INSERT INTO items VALUES (\(id), '\(name)', NULL)")
      }
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 1)
      let report = try #require(end.stopped.first)
      #expect(report.contract == "copy-strict (test/item@1.0)")
      #expect(report.key == "id=2")
      #expect(report.sqlState == "23514")
      #expect(report.commit != nil)
      #expect(!report.description.contains("sour milk"))
      #expect(try stage.rows("strict") == ["(1,good,)"])
      #expect(try stage.rows("items").count == 3)
      let strict = try #require(try stage.position("test/strict@source"))
      #expect(try #require(try stage.confirmed()) <= strict)
      #expect(try #require(report.commit) >= strict)
      // Once the cause is gone, it goes on from there.
      try stage.target.execute("ALTER TABLE public.strict DROP CONSTRAINT no_sour")
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("strict").count == 3)
    }

    @Test func aNullThatTheContractRulesOutStops() async throws {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      #expect(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("INSERT INTO items VALUES (1, 'a', NULL)")
      try stage.source.execute("INSERT INTO items VALUES (2, NULL, NULL)")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 1)
      #expect(end.stopped.first?.reason.contains("NULL although the contract says") == true)
      #expect(try stage.rows("items") == ["(1,a,)"])
    }

    @Test func aLargeValueThatDidNotChangeIsNeverNull() async throws {
      let external = "ALTER TABLE public.items ALTER note SET STORAGE EXTERNAL;"
      let stage = try LiveStage(source: Self.table + external, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      try stage.source.execute("INSERT INTO items VALUES (1, 'a', repeat('x', 5000))")
      #expect(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("UPDATE items SET name = 'b'")
      #expect(try await stage.drain(registry).exitCode == 0)
      let text = "SELECT name || length(note) FROM items"
      #expect(try stage.target.query(text).scalar == "b5000")
      // With the whole old row in the log, the value is there without a look at the table.
      try stage.source.execute(
        """
        ALTER TABLE items REPLICA IDENTITY FULL; UPDATE items SET name = 'c';
        UPDATE items SET note = repeat('y', 6000);
        """)
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.target.query(text).scalar == "c6000")
    }

    @Test func aConstraintCheckedAtCommitStops() async throws {
      let stage = try LiveStage(
        source: Self.table,
        target: "CREATE TABLE public.names (name text PRIMARY KEY); INSERT INTO names VALUES ('a');"
          + Self.table + "ALTER TABLE public.items ADD CONSTRAINT known FOREIGN KEY (name)"
          + " REFERENCES public.names DEFERRABLE INITIALLY DEFERRED;")
      let registry = stage.registry([Self.schema], [Self.copy()])
      #expect(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("INSERT INTO items VALUES (1, 'a', NULL)")
      try stage.source.execute("INSERT INTO items VALUES (2, 'unknown', NULL)")
      let end = try await stage.drain(registry)
      #expect(end.stopped.first?.sqlState == "23503")
      #expect(end.stopped.first?.commit != nil)
      #expect(try stage.rows("items") == ["(1,a,)"])
    }

    @Test func parentsAndChildrenArriveInOneTransaction() async throws {
      let tables = """
        CREATE TABLE public.parents (id bigint PRIMARY KEY);
        CREATE TABLE public.children (id bigint PRIMARY KEY,
          parent bigint NOT NULL REFERENCES public.parents);
        """
      let stage = try LiveStage(source: tables, target: tables)
      let parents = Contracts.publicSchema("parent", table: "parents", columns: [("id", "int8")])
      let children = Contracts.publicSchema(
        "child", table: "children", columns: [("id", "int8"), ("parent", "int8")])
      let registry = stage.registry(
        [children, parents],
        [
          Contracts.copy(
            "children", of: 0, children, table: "children", types: ["int8", "int8"],
            references: [
              ReferenceDescriptor(schema: "public", name: "parents", deleteActs: false)
            ]),
          Contracts.copy("parents", of: 1, parents, table: "parents", types: ["int8"]),
        ])
      // Existing rows: parents must be loaded first although their schema comes last.
      try stage.source.execute(
        "INSERT INTO parents VALUES (1), (2); INSERT INTO children VALUES (1, 1), (2, 2)")
      #expect(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute(
        """
        BEGIN; INSERT INTO parents VALUES (3); INSERT INTO children VALUES (3, 3);
        UPDATE children SET parent = 3 WHERE id = 1; DELETE FROM parents WHERE id = 1;
        INSERT INTO parents VALUES (1); INSERT INTO children VALUES (4, 1); COMMIT;
        DELETE FROM children WHERE parent = 2; DELETE FROM parents WHERE id = 2;
        """)
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("parents") == ["(1)", "(3)"])
      #expect(try stage.rows("children") == ["(1,3)", "(3,3)", "(4,1)"])
    }

    @Test func aStreamThatIsIdleForUsStillFreesTheLog() async throws {
      let stage = try LiveStage(
        source: Self.table + "CREATE TABLE public.unwatched (id bigint PRIMARY KEY, body text);",
        target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      #expect(try await stage.drain(registry).exitCode == 0)
      let sync = stage.sync(registry)
      async let running = sync.run()
      try stage.source.execute(
        "INSERT INTO unwatched SELECT i, repeat('x', 500) FROM generate_series(1, 500) AS i")
      let goal = try stage.currentLSN()
      try await stage.wait(
        "SELECT confirmed_flush_lsn >= '\(goal)'::pg_lsn FROM pg_replication_slots"
          + " WHERE slot_name = '\(stage.slot)'", "t", on: .source)
      #expect(try #require(try stage.position()) >= goal)
      sync.control.stop()
      #expect(await running.exitCode == 0)
      #expect(
        try stage.source.query(
          "SELECT active FROM pg_replication_slots WHERE slot_name = $1", [stage.slot]
        ).scalar == "f")
    }

    @Test func truncatesStopUnlessIgnored() async throws {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      try stage.source.execute("INSERT INTO items VALUES (1, 'a', NULL)")
      #expect(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("TRUNCATE items")
      let end = try await stage.drain(registry)
      #expect(end.stopped.first?.reason.contains("truncated") == true)
      let ignoring = Contracts.copy(
        "copy-items", of: 0, Self.schema, table: "items", types: ["int8", "text", "text"],
        onTruncate: .ignore)
      #expect(try await stage.drain(stage.registry([Self.schema], [ignoring])).exitCode == 0)
      #expect(try stage.rows("items") == ["(1,a,)"])
    }
  }
}
