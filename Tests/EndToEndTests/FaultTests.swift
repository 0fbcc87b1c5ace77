import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// Servers that go away, sessions that are ended, a second instance, events that cannot be applied.
@Suite("Faults", .serialized)
struct FaultTests {
  private func expectSameItems(_ world: World) throws {
    let query = "SELECT id, label, rank FROM %@ ORDER BY id"
    let ours = try world.rows(world.source, query.replacing("%@", with: "item"))
    let theirs = try world.rows(world.target, query.replacing("%@", with: "item_copy"))
    #expect(ours == theirs)
  }

  @Test("Terminated sessions of both sides are opened again and nothing is missing")
  func terminatedBackends() throws {
    let world = try World()
    try world.source.execute(Load.preparation)
    let service = try world.start()
    try world.barrier(service)
    for _ in 0..<5 {
      try world.source.query("CALL work(300)")
      try world.source.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND application_name LIKE 'rejot %'
        """)
    }
    try world.barrier(service)
    #expect(try Load.differences(world) == [])
    #expect(service.terminate() == 0)
  }

  @Test("A write-ahead log that crosses 0/10000000 goes on")
  func walCrossing() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    // A switch ends a segment of 16 MB, so that some 14 of them lead to the edge.
    while try world.source.query("SELECT pg_current_wal_lsn() < '0/0FF00000'").scalar == "t" {
      try world.source.query("SELECT pg_switch_wal()")
      try world.source.query(
        """
        INSERT INTO item VALUES (1, 'x', 1) ON CONFLICT (id) DO UPDATE SET rank = item.rank + 1
        """)
    }
    try world.barrier(service)
    try world.source.execute(
      "INSERT INTO item SELECT n, repeat('wide ', 400), n FROM generate_series(100, 3000) n")
    try world.barrier(service)
    #expect(try world.source.query("SELECT pg_current_wal_lsn() > '0/10000000'").scalar == "t")
    try expectSameItems(world)
    #expect(service.terminate() == 0)
    // And again after a restart on the far side.
    let second = try world.start(["run"])
    try world.source.query("UPDATE item SET rank = -1 WHERE id < 200")
    try world.barrier(second)
    try expectSameItems(world)
  }

  @Test("With SELECT revoked after the start, inline contracts go on")
  func selectRevoked() throws {
    let world = try World()
    try world.createSyncer()
    try world.source.execute("INSERT INTO item VALUES (1, 'before', 1)")
    try world.setUpForSyncer()
    let service = try world.start(["run"], user: "syncer")
    try world.barrier(service)
    try world.source.execute(
      "REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM syncer")
    let reader = try Connection(world.server.url(database: "source", user: "syncer"))
    #expect(throws: PostgresError.self) { try reader.query("SELECT FROM item") }
    try world.source.execute(
      "INSERT INTO item VALUES (2, 'after', 2); UPDATE item SET rank = 5 WHERE id = 1")
    try world.barrier(service)
    try expectSameItems(world)
  }

  @Test("A poison row stops its group and no other; the exit code says so; repaired, it arrives")
  func poisonRow() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    for (id, label) in [(1, "fine"), (2, "poison"), (3, "later")] {
      try world.source.query("INSERT INTO item VALUES (\(id), '\(label)', \(id))")
    }
    try world.barrier(service)
    try expectSameItems(world)
    try world.expect(service, says: "23514")
    #expect(
      try world.rows(world.mirror, "SELECT id FROM item_mirror WHERE id < 10 ORDER BY id")
        == ["1"])
    #expect(!service.output.contains("poison"), "row data must not reach the log")
    #expect(service.terminate() == 1)
    try world.mirror.execute("ALTER TABLE item_mirror DROP CONSTRAINT item_mirror_label_check")
    let second = try world.start(["run"])
    try world.expect(
      world.mirror, "SELECT count(*) FROM item_mirror WHERE id < 10", gives: "3", second)
    #expect(second.terminate() == 0)
  }

  @Test("A second instance waits, and takes over when the first is killed")
  func standby() throws {
    let world = try World()
    let first = try world.start()
    try world.barrier(first)
    let second = try world.start(["run"])
    try world.barrier(first)
    first.kill9()
    try world.source.execute("INSERT INTO item VALUES (1, 'taken over', 1)")
    try world.barrier(second)
    try expectSameItems(world)
    #expect(second.terminate() == 0)
  }

  @Test("A source that restarts, and a target that crashes, are waited for")
  func serverRestarts() throws {
    let world = try World()
    let service = try world.start()
    try world.barrier(service)
    try world.source.execute("INSERT INTO item VALUES (1, 'before', 1)")
    try world.server.restart(.immediate)
    let source = try Connection(world.server.url(database: "source"))
    let target = try Connection(world.server.url(database: "target"))
    try source.query("INSERT INTO item VALUES (2, 'after', 2)")
    try world.expect(target, "SELECT count(*) FROM item_copy WHERE id < 3", gives: "2", service)
    #expect(service.terminate() == 0)
  }
}
