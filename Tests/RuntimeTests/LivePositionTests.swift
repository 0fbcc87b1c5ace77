import Glibc
import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// Positions, ownership, and what makes a start impossible.
extension LiveTests {
  @Suite struct LivePositionTests {
    private static let schema = Contracts.publicSchema(
      "item", table: "items", columns: [("id", "int8"), ("name", "text")])
    private static let table = "CREATE TABLE public.items (id bigint PRIMARY KEY, name text);"

    private static func copy(_ group: String = "target") -> ConsumerDescriptor {
      Contracts.copy(
        "copy-\(group)", of: 0, schema, table: "items", group: group, types: ["int8", "text"])
    }

    private func started() async throws -> (LiveStage, Registry) {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      try #require(try await stage.drain(registry).exitCode == 0)
      return (stage, registry)
    }

    @Test func whoeverLostThePositionWritesNothing() async throws {
      let (stage, registry) = try await started()
      let group = try #require(Group.all(of: registry).first)
      let session = try TargetSession.open(url: stage.targetURL, group: group)
      let (lsn, epoch) = try #require(try PositionStore.takeOver(session.connection, group))
      let other = try Connection(stage.targetURL)
      _ = try PositionStore.takeOver(other, group)
      try session.prepare()
      let batch = TransactionBatch()
      BatchBuilder.add(.upsert, schema: 0, ["1", "of the old owner"], to: batch)
      BatchBuilder.commit(batch, at: lsn.bytes + 8)
      var scheduler = SegmentScheduler(group.consumers, schemas: group.schemas)
      try scheduler.schedule(batch, events: batch.events(of: 0..<1))
      try session.sendMove(from: lsn, to: LSN(lsn.bytes + 16), epoch: epoch)
      try session.send(scheduler.segments[0], at: 0, of: batch)
      let failure = #expect(throws: TargetSession.Failure.self) { try session.sync() }
      guard case .fenced = session.explain(try #require(failure), batch) else {
        Issue.record("not seen as lost")
        return
      }
      #expect(try stage.rows("items").isEmpty)
      #expect(try stage.position() == lsn)
    }

    @Test func aSlotMadeAnewIsAGap() async throws {
      let (stage, registry) = try await started()
      try stage.source.execute("SELECT pg_drop_replication_slot('\(stage.slot)')")
      let gone = try await stage.drain(registry)
      #expect(gone.exitCode == 3)
      #expect(gone.failures.first?.contains("is gone although groups have positions") == true)
      try stage.source.execute("INSERT INTO items VALUES (1, 'between')")
      try stage.source.execute(
        "SELECT pg_create_logical_replication_slot('\(stage.slot)', 'pgoutput')")
      let anew = try await stage.drain(registry)
      #expect(anew.exitCode == 3)
      #expect(anew.failures.first?.contains("created anew or advanced by hand") == true)
      #expect(try stage.rows("items").isEmpty)
    }

    @Test(arguments: [
      ("system_identifier = '1'", "system identifier"), ("timeline = 9", "timeline 9"),
      ("slot = 'other'", "slot other"), ("consumers = '{}'", "joined group"),
    ])
    func aPositionThatDoesNotFitIsRefused(change: String, words: String) async throws {
      let (stage, registry) = try await started()
      try stage.target.execute("UPDATE rejot.positions SET \(change)")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 3)
      #expect(end.failures.first?.contains(words) == true, "\(end.failures)")
    }

    @Test func newerTablesAreRefused() async throws {
      let (stage, registry) = try await started()
      try stage.target.execute("UPDATE rejot.version SET version = 99")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 3)
      #expect(end.failures.first?.contains("version 99") == true)
    }

    @Test func whatIsMissingAtThePublisherIsNamed() async throws {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let registry = stage.registry([Self.schema], [Self.copy()])
      try stage.source.execute("DROP PUBLICATION p; CREATE TABLE other (id int PRIMARY KEY)")
      let none = try await stage.drain(registry)
      #expect(none.exitCode == 3)
      #expect(none.failures.first?.contains("publication p does not exist") == true)
      try stage.source.execute(
        "CREATE PUBLICATION p FOR TABLE other WITH (publish = 'insert, update')")
      try stage.source.execute("ALTER TABLE items DROP CONSTRAINT items_pkey")
      let partial = try await stage.drain(registry).failures.first ?? ""
      #expect(partial.contains("does not publish delete"))
      #expect(partial.contains("does not cover table public.items"))
      try stage.source.execute("ALTER PUBLICATION p ADD TABLE items")
      let identity = try await stage.drain(registry).failures.first ?? ""
      #expect(identity.contains("replica identity of table public.items does not cover id"))
    }

    @Test func aSecondProcessWaitsAndTakesOver() async throws {
      let (stage, registry) = try await started()
      let first = stage.sync(registry)
      let second = stage.sync(registry)
      async let firstEnd = first.run()
      let active =
        "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '\(stage.slot)' AND active"
      try await stage.wait(active, "1", on: .source)
      let epoch = "SELECT epoch FROM rejot.positions"
      try await stage.wait("SELECT (\(epoch)) >= 3", "t", on: .target)
      let owner = try #require(try stage.target.query(epoch).scalar)
      async let secondEnd = second.run()
      try stage.source.execute("INSERT INTO items VALUES (1, 'by the first')")
      try await stage.wait("SELECT count(*) FROM items", "1", on: .target)
      #expect(try stage.target.query(epoch).scalar == owner)
      first.control.stop()
      #expect(await firstEnd.exitCode == 0)
      try stage.source.execute("INSERT INTO items VALUES (2, 'by the second')")
      try await stage.wait("SELECT count(*) FROM items", "2", on: .target)
      #expect(try stage.target.query(epoch).scalar != owner)
      second.control.stop()
      #expect(await secondEnd.exitCode == 0)
    }

    @Test func lostConnectionsAreMadeAgain() async throws {
      let (stage, registry) = try await started()
      let sync = stage.sync(registry)
      async let end = sync.run()
      for round in 1...5 {
        try stage.source.execute("INSERT INTO items VALUES (\(round), 'x')")
        let cut = round % 2 == 0 ? "rejot test" : "rejot test/target@source"
        try stage.source.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '\(cut)'"
            + " AND datname LIKE '%\(stage.number)'")
        try await stage.wait("SELECT count(*) FROM items", "\(round)", on: .target)
      }
      sync.control.stop()
      #expect(await end.exitCode == 0)
    }

    @Test func aGroupThatIsNewLoadsWhileTheOtherGoesOn() async throws {
      let (stage, _) = try await started()
      try stage.source.execute("INSERT INTO items VALUES (1, 'a')")
      try stage.target.execute("CREATE TABLE public.late (id bigint PRIMARY KEY, name text)")
      let late = Contracts.copy(
        "late", of: 0, Self.schema, table: "late", group: "late", types: ["int8", "text"])
      let end = try await stage.drain(stage.registry([Self.schema], [Self.copy(), late]))
      #expect(end.exitCode == 0)
      #expect(try stage.rows("items") == ["(1,a)"])
      #expect(try stage.rows("late") == ["(1,a)"])
    }
  }
}
