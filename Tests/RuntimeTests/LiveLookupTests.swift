import Logging
import RejotEphemeral
import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// Looked-up contracts on a real server.
extension LiveTests {
  @Suite struct LiveLookupTests {
    private typealias Orders = Contracts.Orders
    private typealias Staff = Contracts.Staff

    private static func stage(_ more: String = "") throws -> LiveStage {
      try LiveStage(source: Orders.tables + more, target: Orders.copies)
    }

    /// What the SELECT gives at the publisher, and what the consumer holds.
    private static func expectSame(
      _ stage: LiveStage, _ load: String, _ table: String, atLeast count: Int = 1,
      _ location: SourceLocation = #_sourceLocation
    ) throws {
      let ours = try stage.source.query("SELECT t::text FROM (\(load)) AS t ORDER BY id").rows
      let theirs = try stage.target.query("SELECT t::text FROM \(table) AS t ORDER BY id").rows
      #expect(ours.count >= count, sourceLocation: location)
      #expect(theirs == ours, sourceLocation: location)
    }

    private static let changes = [
      "INSERT INTO orders VALUES (4, 2); INSERT INTO lines VALUES (4, 1, 7)",
      "UPDATE customers SET name = 'Ada L.' WHERE id = 1",
      "INSERT INTO lines VALUES (1, 9, 100)", "UPDATE lines SET amount = 0 WHERE order_id = 1",
      "DELETE FROM lines WHERE order_id = 1 AND id = 1",
      // The last line of an order takes it away, the first brings it.
      "DELETE FROM lines WHERE order_id = 2", "INSERT INTO lines VALUES (3, 1, 5)",
      "UPDATE lines SET order_id = 3 WHERE order_id = 2",
      "UPDATE lines SET order_id = 3, id = 8 WHERE order_id = 1 AND id = 2",
      "UPDATE orders SET customer_id = 2 WHERE id = 1",
      "UPDATE orders SET customer_id = NULL WHERE id = 1",
      "DELETE FROM orders WHERE id = 1", "UPDATE orders SET divisor = 4",
      "BEGIN; INSERT INTO customers VALUES (3, 'Mo'); UPDATE orders SET customer_id = 3;"
        + " DELETE FROM lines WHERE order_id = 2; UPDATE customers SET name = 'Moe' WHERE id = 3;"
        + " COMMIT",
      "BEGIN; SAVEPOINT a; DELETE FROM orders; ROLLBACK TO a; DELETE FROM orders WHERE id = 2;"
        + " SAVEPOINT b; INSERT INTO lines VALUES (3, 1, 1); RELEASE b; COMMIT",
      "BEGIN; DELETE FROM orders WHERE id = 1; INSERT INTO orders VALUES (1, 2);"
        + " INSERT INTO lines VALUES (1, 1, 3); COMMIT",
      "UPDATE lines SET order_id = 3 WHERE order_id = 2; DELETE FROM orders WHERE id = 3",
    ]

    @Test func everyChangeReachesItsKeys() async throws {
      let stage = try Self.stage()
      let registry = stage.registry([Orders.schema], [Orders.copy])
      for change in Self.changes {
        // What the change before has left is replaced while it is followed.
        try stage.source.execute(
          """
          BEGIN; DELETE FROM lines; DELETE FROM orders; DELETE FROM customers;
          INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bob');
          INSERT INTO orders VALUES (1, 1), (2, 2), (3, 1);
          INSERT INTO lines VALUES (1, 1, 10.50), (1, 2, 2), (2, 1, 3); COMMIT
          """)
        try #require(try await stage.drain(registry).exitCode == 0)
        try Self.expectSame(stage, Orders.load, "orders", atLeast: 2)
        try stage.source.execute(change)
        #expect(try await stage.drain(registry).exitCode == 0, "\(change)")
        try Self.expectSame(stage, Orders.load, "orders")
      }
    }

    @Test func aTableMayStandInSeveralPlaces() async throws {
      let stage = try LiveStage(source: Staff.table, target: Staff.copies)
      let registry = stage.registry([Staff.schema], [Staff.copy])
      for change in [
        "INSERT INTO staff VALUES (9, 'new', 3)", "UPDATE staff SET name = 'x' WHERE id = 1",
        "UPDATE staff SET boss = 3 WHERE id = 5", "UPDATE staff SET id = 10 WHERE id = 1",
        "DELETE FROM staff WHERE id = 4", "UPDATE staff SET boss = id", "DELETE FROM staff",
        "UPDATE staff SET boss = 4 WHERE id = 1; UPDATE staff SET boss = NULL WHERE id = 4",
      ] {
        try stage.source.execute(
          """
          BEGIN; DELETE FROM staff; INSERT INTO staff VALUES (1, 'a', NULL), (2, 'b', 1),
            (3, 'c', 1), (4, 'd', 2), (5, 'e', 4); COMMIT
          """)
        try #require(try await stage.drain(registry).exitCode == 0)
        try stage.source.execute(change)
        #expect(try await stage.drain(registry).exitCode == 0, "\(change)")
        try Self.expectSame(stage, Staff.load, "staff", atLeast: 0)
      }
    }

    @Test func aTransactionGivesOneEventForEachKey() async throws {
      let stage = try Self.stage(
        "INSERT INTO customers VALUES (1, 'Ada'); INSERT INTO orders VALUES (1, 1), (2, 1), (3, 1);"
          + "INSERT INTO lines SELECT o, n, 1 FROM generate_series(1, 3) o, generate_series(1, 50) n"
      )
      let registry = stage.registry([Orders.schema], [Orders.tally])
      try #require(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("tally") == [])
      for change in [
        "UPDATE lines SET amount = 2", "UPDATE customers SET name = 'Bea'",
        "BEGIN; UPDATE lines SET amount = 3 WHERE order_id = 1; UPDATE orders SET divisor = 2"
          + " WHERE id = 1; DELETE FROM lines WHERE order_id = 3; COMMIT",
      ] { try stage.source.execute(change) }
      #expect(try await stage.drain(registry).exitCode == 0)
      // All of them in one batch: each shows what is there when it is looked up.
      #expect(
        try stage.rows("tally") == [
          "(1,Bea,75.0000000000000000,50)", "(1,Bea,75.0000000000000000,50)",
          "(1,Bea,75.0000000000000000,50)", "(2,Bea,100.0000000000000000,50)",
          "(2,Bea,100.0000000000000000,50)", "(3,gone,,)", "(3,gone,,)", "(3,gone,,)",
        ])
    }

    /// The consumer's orders refer to customers that come through a contract of their own.
    @Test func eventsStandWhereTheirTransactionTouchesTheKeyLast() async throws {
      let customers = Contracts.publicSchema(
        "customers", columns: [("id", "int8"), ("name", "text")])
      let stage = try LiveStage(
        source: Orders.tables,
        target: """
          CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
          CREATE TABLE orders (id bigint PRIMARY KEY, name text REFERENCES customers (name),
            total numeric, parts bigint);
          """)
      let copy = Contracts.copy(
        "copy", of: 0, Orders.schema, table: "orders", types: ["int8", "text", "numeric", "int8"],
        references: [ReferenceDescriptor(schema: "public", name: "customers", deleteActs: false)],
        isBatched: false)
      let parents = Contracts.copy(
        "parents", of: 1, customers, table: "customers", types: ["int8", "text"], isBatched: false)
      let registry = stage.registry([Orders.schema, customers], [copy, parents])
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute(
        "BEGIN; INSERT INTO customers VALUES (1, 'Ada'); INSERT INTO orders VALUES (1, 1);"
          + " INSERT INTO lines VALUES (1, 1, 1); COMMIT")
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("orders") == ["(1,Ada,1.00000000000000000000,1)"])
      try stage.source.execute(
        "BEGIN; DELETE FROM lines; DELETE FROM orders; DELETE FROM customers; COMMIT")
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("customers") == [])
      #expect(try stage.rows("orders") == [])
    }

    @Test func aSelectThatFailsForOneKeyIsThatKeysFailure() async throws {
      let stage = try Self.stage(
        """
        INSERT INTO orders SELECT n FROM generate_series(1, 700) n;
        """)
      let registry = stage.registry([Orders.schema], [Orders.copy])
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("INSERT INTO lines SELECT n, 1, 1 FROM generate_series(1, 300) n")
      try stage.source.execute(
        """
        BEGIN; UPDATE orders SET divisor = 0 WHERE id = 613;
        INSERT INTO lines SELECT n, 1, 1 FROM generate_series(301, 700) n; COMMIT
        """)
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 1)
      let stop = try #require(end.stopped.first)
      #expect(stop.contract == "copy (test/orders@1.0)")
      #expect(stop.key == "id=613")
      #expect(stop.sqlState == "22012")
      #expect(
        try stage.target.query("SELECT count(*), max(id) FROM orders").rows == [["300", "300"]])
      try stage.source.execute("UPDATE orders SET divisor = 1 WHERE id = 613")
      #expect(try await stage.drain(registry).exitCode == 0)
      try Self.expectSame(stage, Orders.load, "orders", atLeast: 700)
    }

    @Test func aKeyThatFailsWhenRowsAreLoadedIsNamed() async throws {
      let stage = try Self.stage(
        """
        INSERT INTO orders SELECT n FROM generate_series(1, 6000) n;
        INSERT INTO lines SELECT n, 1, 1 FROM generate_series(1, 6000) n;
        UPDATE orders SET divisor = 0 WHERE id = 5713;
        """)
      let registry = stage.registry([Orders.schema], [Orders.copy])
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 1)
      #expect(end.stopped.first?.key == "id=5713")
      #expect(end.stopped.first?.sqlState == "22012")
      #expect(try stage.rows("orders") == [])
    }

    @Test func twoRowsForAKeyAreNoEvent() async throws {
      let doubled = Contracts.lookup(
        "doubled", keys: ["int8"], fields: ["id", "amount"],
        "SELECT l.order_id, l.amount FROM public.lines AS l WHERE l.order_id = k.c1",
        load: "SELECT order_id, amount FROM public.lines",
        [Contracts.lookupSource("lines", [("order_id", "int8")], .columns([0]))])
      let stage = try LiveStage(
        source: Orders.tables + "INSERT INTO orders VALUES (1), (2);",
        target: "CREATE TABLE doubled (id bigint PRIMARY KEY, amount numeric)")
      let registry = stage.registry(
        [doubled],
        [Contracts.copy("copy", of: 0, doubled, table: "doubled", types: ["int8", "numeric"])])
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("INSERT INTO lines VALUES (1, 1, 5)")
      try stage.source.execute("INSERT INTO lines VALUES (2, 1, 5), (2, 2, 6)")
      let end = try await stage.drain(registry)
      #expect(end.stopped.first?.key == "id=2")
      #expect(end.stopped.first?.reason == "its SELECT gives more than one row for the key")
      #expect(try stage.rows("doubled") == ["(1,5)"])
    }

    @Test func aKeyThatIsWrittenInSeveralWaysIsOne() async throws {
      let priced = Contracts.lookup(
        "priced", keys: ["numeric"], fields: ["id", "count"],
        "SELECT p.id, (SELECT count(*) FROM public.uses AS u WHERE u.price = p.id)"
          + " FROM public.prices AS p WHERE p.id = k.c1",
        load: "SELECT id, 0 FROM public.prices",
        [
          Contracts.lookupSource("prices", [("id", "numeric")], .columns([0])),
          Contracts.lookupSource("uses", [("price", "numeric")], .columns([0])),
        ])
      let stage = try LiveStage(
        source: """
          CREATE TABLE prices (id numeric PRIMARY KEY); CREATE TABLE uses (price numeric);
          ALTER TABLE uses REPLICA IDENTITY FULL;
          """, target: "CREATE TABLE priced (id numeric, count bigint)")
      let insert = StatementDescriptor(
        sql: "INSERT INTO public.priced VALUES ($1, $2)",
        types: ["pg_catalog.numeric", "pg_catalog.int8"], fields: [0, 1], batch: nil)
      let registry = stage.registry(
        [priced],
        [
          ConsumerDescriptor(
            name: "each", publicSchema: 0, into: "target", group: "target", onError: .stop,
            onTruncate: .stop, start: .now, upsert: insert, delete: nil,
            targets: [
              TargetDescriptor(schema: "public", name: "priced", references: [], hasTriggers: false)
            ])
        ])
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute(
        "BEGIN; INSERT INTO prices VALUES (1.0); INSERT INTO uses VALUES (1.00), (1), (NULL); COMMIT"
      )
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("priced") == ["(1.0,2)"])
    }

    @Test func aTruncatedTableStopsItsContracts() async throws {
      let stage = try Self.stage(
        "INSERT INTO orders VALUES (1); INSERT INTO lines VALUES (1, 1, 1);")
      let registry = stage.registry([Orders.schema], [Orders.copy])
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("TRUNCATE lines")
      let end = try await stage.drain(registry)
      #expect(end.stopped.first?.reason.contains("truncated") == true)
      #expect(try stage.rows("orders").count == 1)
    }

    @Test func manyKeysInOneTransaction() async throws {
      let stage = try Self.stage(
        "INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 100) n;"
          + "INSERT INTO orders SELECT n, n % 100 + 1 FROM generate_series(1, 20000) n;"
          + "INSERT INTO lines SELECT n, 1, n FROM generate_series(1, 20000) n; ANALYZE")
      let registry = stage.registry([Orders.schema], [Orders.copy])
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("UPDATE lines SET amount = amount + 1")
      try stage.source.execute("UPDATE customers SET name = name || '!'")
      try stage.source.execute("DELETE FROM lines WHERE order_id % 3 = 0")
      let started = Instant.now
      #expect(try await stage.drain(registry).exitCode == 0)
      #expect(started.elapsed < 20_000)
      try Self.expectSame(stage, Orders.load, "orders", atLeast: 13_000)
    }

    /// A batch in which customer 1 was changed.
    private static func batch(xid: UInt32 = 0) -> TransactionBatch {
      let batch = TransactionBatch()
      let scratch = RowScratch(width: 1)
      scratch.row.initialize(to: BatchBuilder.append("1", to: batch))
      batch.addTouch(schema: 0, source: 0, columns: 1, of: scratch.image(in: batch))
      batch.commit(LSN(1), end: LSN(2), xid: xid)
      withExtendedLifetime(scratch) {}
      return batch
    }

    private static func questions(_ stage: LiveStage, url: String? = nil) -> BatchQuestions {
      let url = url ?? stage.sourceURL
      return BatchQuestions(
        inspection: SourceInspection(
          store: StoreDescriptor(
            name: "source", url: url, slot: stage.slot, publication: "p", setupSQL: nil),
          url: url, applicationName: "rejot test \(stage.number)", schemas: [Orders.schema]),
        schemas: [(0, Orders.schema)], log: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func shown(_ batch: TransactionBatch) -> [String] {
      batch.events.map { event in
        switch event.operation {
        case .upsert, .delete:
          "\(event.operation) \(batch.text(batch.slot(event, 0)) ?? "NULL")"
        case .broken: batch.problems[Int(event.slot)].reason
        case .truncate, .incomplete, .gone, .image: "\(event.operation)"
        }
      }
    }

    private static let rows =
      "INSERT INTO customers VALUES (1, 'Ada'); INSERT INTO orders VALUES (5, 1), (6, 1);"
      + "INSERT INTO lines VALUES (5, 1, 1);"

    @Test func aTransactionThatIsNotVisibleIsWaitedFor() throws {
      let stage = try Self.stage(Self.rows)
      let writer = try Connection(stage.sourceURL)
      try writer.execute("BEGIN; INSERT INTO lines VALUES (6, 1, 1)")
      let text = try writer.query("SELECT pg_current_xact_id()::text").scalar
      let xid = try #require(text.flatMap { UInt64($0) })
      let batch = Self.batch(xid: UInt32(truncatingIfNeeded: xid))
      var calls = 0
      try Self.questions(stage).settle(batch) {
        calls += 1
        if calls == 30 { try writer.execute("COMMIT") }
      }
      #expect(calls >= 30)
      #expect(Self.shown(batch) == ["upsert 5", "upsert 6"])
      batch.share(with: 1)
    }

    @Test func aTableThatIsLockedIsWaitedFor() throws {
      let stage = try Self.stage(Self.rows)
      let owner = try Connection(stage.sourceURL)
      try owner.execute("BEGIN; LOCK TABLE lines; DELETE FROM lines")
      let batch = Self.batch()
      let questions = Self.questions(stage)
      var calls = 0
      try questions.settle(batch) {
        calls += 1
        // Nothing is locked meanwhile that the owner may need next.
        if calls == 20 { try owner.execute("LOCK TABLE customers, orders") }
        if calls == 40 { try owner.execute("COMMIT") }
      }
      #expect(calls >= 40)
      #expect(Self.shown(batch) == ["delete 5", "delete 6"])
    }

    @Test func aSessionThatWasClosedIsOpenedAgain() throws {
      let stage = try Self.stage(Self.rows)
      let questions = Self.questions(stage)
      for _ in 0..<2 {
        let batch = Self.batch()
        try questions.settle(batch) {}
        #expect(Self.shown(batch) == ["upsert 5", "delete 6"])
        try stage.source.query(
          "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = $1",
          ["rejot test \(stage.number)"])
      }
    }

    @Test func tablesThatAreNotAsTheContractSaysAreNamed() throws {
      let stage = try Self.stage(Self.rows)
      let questions = Self.questions(stage)
      for (change, back, words) in [
        (
          "ALTER TABLE customers ALTER name TYPE varchar",
          "ALTER TABLE customers ALTER name TYPE text",
          "column name of \"public\".\"customers\" is now pg_catalog.varchar"
        ),
        (
          "ALTER TABLE lines RENAME amount TO price", "ALTER TABLE lines RENAME price TO amount",
          "column amount of \"public\".\"lines\" is no longer in the table"
        ),
        (
          "ALTER TABLE lines RENAME TO rows", "ALTER TABLE rows RENAME TO lines",
          "relation \"public.lines\" does not exist; run `rejotc check`"
        ),
      ] {
        try stage.source.execute(change)
        let batch = Self.batch()
        try questions.settle(batch) {}
        #expect(Self.shown(batch).first?.contains(words) == true, "\(Self.shown(batch))")
        try stage.source.execute(back)
        // The session is fit for use after a failure.
        let again = Self.batch()
        try questions.settle(again) {}
        #expect(Self.shown(again) == ["upsert 5", "delete 6"])
      }
    }

    @Test func aRoleThatMayNotReadIsTold() throws {
      let stage = try Self.stage(
        Self.rows + "CREATE ROLE reader_\(LiveServer.nextNumber()) LOGIN;")
      let role = try #require(
        try stage.source.query("SELECT max(rolname) FROM pg_roles WHERE rolname ~ '^reader_'")
          .scalar)
      try stage.source.execute("GRANT SELECT ON customers, orders TO \(role)")
      let url = try LiveServer.server().url(database: "source\(stage.number)", user: role)
      let batch = Self.batch()
      try Self.questions(stage, url: url).settle(batch) {}
      let told = try #require(Self.shown(batch).first)
      #expect(told.contains("permission denied for table lines"))
      #expect(told.contains("let role \(role) read the tables (GRANT SELECT"))
      #expect(batch.problems.first?.sqlState == "42501")
    }
  }
}
