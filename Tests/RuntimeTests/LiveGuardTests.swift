import Logging
import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// States of the publisher in which going on would lose rows without a word.
extension LiveTests {
  @Suite(.timeLimit(.minutes(1))) struct LiveGuardTests {
    private static let schema = Contracts.publicSchema(
      "item", table: "items", columns: [("id", "int8"), ("name", "text")])
    private static let table = "CREATE TABLE public.items (id bigint PRIMARY KEY, name text);"

    private func staged(_ more: String = "") throws -> (LiveStage, Registry) {
      let stage = try LiveStage(source: Self.table + more, target: Self.table)
      let copy = Contracts.copy(
        "copy", of: 0, Self.schema, table: "items", group: "target", types: ["int8", "text"])
      return (stage, stage.registry([Self.schema], [copy]))
    }

    @Test func aServerRestoredToAnEarlierStateIsRefused() async throws {
      let (stage, registry) = try staged()
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.target.execute("UPDATE rejot.positions SET lsn = lsn + 1000000000")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 3)
      #expect(end.failures.first?.contains("restored to an earlier state") == true)
    }

    @Test func aSlotThatAnotherProcessHasJustMadeIsWaitedFor() throws {
      let (stage, registry) = try staged()
      let store = try #require(registry.stores.first)
      let inspection = SourceInspection(
        store: store, url: stage.sourceURL, applicationName: "rejot test", schemas: [Self.schema])
      let keeper = SlotKeeper(
        store: store, log: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
      let catalog = try inspection.connect()
      let replication = try inspection.connectForReplication()
      let failure = #expect(throws: SourceFailure.self) {
        try keeper.acquire(catalog: catalog, replication: replication) {
          try stage.source.query(
            "SELECT pg_create_logical_replication_slot($1, 'pgoutput')", [stage.slot])
          return true
        }
      }
      guard case .slotInUse = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
    }

    @Test(arguments: [
      ("WITH (publish = 'insert, update, delete')", "does not publish truncate"),
      ("WHERE (id < 10)", "leaves out rows of table public.items"),
    ])
    func aPublicationThatLeavesSomethingOutIsRefused(what: String, words: String) async throws {
      let (stage, registry) = try staged()
      try stage.source.execute("DROP PUBLICATION p; CREATE PUBLICATION p FOR TABLE items \(what)")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 3)
      #expect(end.failures.first?.contains(words) == true, "\(end.failures)")
    }

    @Test func aTableThatLeavesThePublicationEndsTheService() async throws {
      let (stage, registry) = try staged("CREATE TABLE other (id int PRIMARY KEY);")
      try stage.source.execute("DROP PUBLICATION p; CREATE PUBLICATION p FOR TABLE items, other")
      let sync = stage.sync(registry)
      async let end = sync.run()
      try stage.source.execute("INSERT INTO items VALUES (1, 'a')")
      try await stage.wait("SELECT count(*) FROM items", "1", on: .target)
      try stage.source.execute("ALTER PUBLICATION p DROP TABLE items")
      let ended = await end
      #expect(ended.exitCode == 3)
      #expect(ended.failures.first?.contains("does not cover table public.items") == true)
    }

    @Test func aTableThatIsRenamedStopsItsContracts() async throws {
      let (stage, registry) = try staged()
      let sync = stage.sync(registry)
      async let end = sync.run()
      try stage.source.execute("INSERT INTO items VALUES (1, 'a')")
      try await stage.wait("SELECT count(*) FROM items", "1", on: .target)
      try stage.source.execute(
        "BEGIN; ALTER TABLE items RENAME TO former; INSERT INTO former VALUES (2, 'b'); COMMIT")
      let ended = await end
      #expect(ended.stopped.first?.reason.contains("called public.former") == true)
    }

    @Test func rowsThatAPolicyHidesAreNotTakenForAbsent() async throws {
      let (stage, _) = try staged(
        """
        INSERT INTO items VALUES (1, 'seen'), (2, 'hidden');
        ALTER TABLE items ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON items USING (id = 1);
        DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN; GRANT SELECT ON items TO guarded;
        """)
      let reader = try Connection(stage.sourceURL, parameters: [("user", "guarded")])
      #expect(try reader.query("SELECT count(*) FROM items").scalar == "1")
      try reader.execute(SessionSettings.reading)
      #expect(throws: PostgresError.self) { try reader.query("SELECT count(*) FROM items") }
      try stage.source.execute("DROP OWNED BY guarded; DROP ROLE guarded")
    }

    @Test func aColumnOfAnotherTypeIsNotLoaded() async throws {
      let (stage, registry) = try staged(
        "INSERT INTO items VALUES (1, '5'); ALTER TABLE items ALTER name TYPE int USING name::int;")
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 1)
      #expect(end.stopped.first?.reason.contains("column name is now pg_catalog.int4") == true)
      #expect(try stage.rows("items").isEmpty)
    }

    @Test func aTableRewrittenDuringTheLoadIsStillWhole() async throws {
      let (stage, registry) = try staged("INSERT INTO items VALUES (1, 'a'), (2, 'b');")
      // The load has its snapshot when it writes the position: hold it there.
      try PositionStore.ensureTables(stage.target)
      try stage.target.execute(
        """
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END';
        CREATE TRIGGER hold BEFORE INSERT ON rejot.positions
          FOR EACH ROW EXECUTE FUNCTION hold();
        SELECT pg_advisory_lock(7);
        """)
      let sync = stage.sync(registry)
      async let end = sync.run()
      try await stage.wait(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", "1",
        on: .target)
      // Refused while the load reads, or harmless to it.
      try stage.source.execute("SET lock_timeout = '200ms'")
      _ = try? stage.source.execute(
        "ALTER TABLE items ADD COLUMN extra double precision DEFAULT random()")
      try stage.target.execute("SELECT pg_advisory_unlock(7)")
      try await stage.wait("SELECT count(*) FROM items", "2", on: .target)
      sync.control.stop()
      #expect(await end.exitCode == 0)
    }

    @Test func commitsAreDurableWhateverTheDatabaseSays() async throws {
      let (stage, registry) = try staged()
      try stage.target.execute(
        """
        ALTER DATABASE target\(stage.number) SET synchronous_commit = off;
        CREATE TABLE seen (setting text);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN INSERT INTO public.seen VALUES (current_setting(''synchronous_commit''));
            RETURN NEW; END';
        CREATE TRIGGER note BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION note();
        """)
      try stage.source.execute("INSERT INTO items VALUES (1, 'loaded')")
      try #require(try await stage.drain(registry).exitCode == 0)
      try stage.source.execute("INSERT INTO items VALUES (2, 'streamed')")
      try #require(try await stage.drain(registry).exitCode == 0)
      #expect(try stage.rows("seen") == ["(on)", "(on)"])
    }

    @Test func aDatabaseThatAdmitsNobodyForAWhileIsNotARefusedLogin() throws {
      let (stage, _) = try staged()
      let name = "target\(stage.number)"
      try stage.source.execute("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
      let closed = #expect(throws: PostgresError.self) { _ = try Connection(stage.targetURL) }
      #expect(closed?.isRefusedLogin == false)
      try stage.source.execute(
        """
        ALTER DATABASE \(name) ALLOW_CONNECTIONS true; DROP ROLE IF EXISTS few;
        CREATE ROLE few LOGIN CONNECTION LIMIT 0
        """)
      let full = #expect(throws: PostgresError.self) {
        _ = try Connection(stage.targetURL, parameters: [("user", "few")])
      }
      #expect(full?.isRefusedLogin == false)
      let unknown = #expect(throws: PostgresError.self) {
        _ = try Connection(stage.targetURL, parameters: [("user", "nobody_at_all")])
      }
      #expect(unknown?.isRefusedLogin == true)
    }

    @Test func aTargetThatFailsAtTheFirstStartIsNamed() async throws {
      let (stage, full) = try staged()
      let registry = Registry(
        project: full.project,
        stores: [
          full.stores[0],
          StoreDescriptor(
            name: "target", url: stage.targetURL + " user=nobody_at_all", slot: "none",
            publication: "none", setupSQL: nil),
        ], publicSchemas: full.publicSchemas, consumers: full.consumers)
      let end = try await stage.drain(registry)
      #expect(end.exitCode == 3)
      #expect(end.failures.first?.contains("data store target") == true, "\(end.failures)")
    }
  }
}
