import RejotEphemeral
import RejotPostgres
import Testing

/// SIGTERM ends the service, whatever the databases are doing.
@Suite("Ending", .serialized, .timeLimit(.minutes(2)))
struct EndingTests {
  @Test("A setup that waits for a lock does not keep the service from ending")
  func setupThatWaits() throws {
    let world = try World()
    let other = try Connection(world.server.url(database: "source"))
    try other.execute("BEGIN; LOCK TABLE item IN ACCESS EXCLUSIVE MODE")
    let service = try world.start()
    try world.expect(
      world.source,
      "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND locktype = 'relation'",
      gives: "t", service)
    #expect(service.terminate() == 0)
  }

  @Test("A consumer's statement that waits for a lock does not either, and nothing is lost")
  func applyThatWaits() throws {
    let world = try World()
    try world.source.execute(Load.preparation)
    let service = try world.start()
    try world.barrier(service)
    let other = try Connection(world.server.url(database: "target"))
    try other.execute("BEGIN; LOCK TABLE item_copy IN ACCESS EXCLUSIVE MODE")
    try world.source.query("CALL work(300)")
    try world.expect(
      world.target,
      "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND locktype = 'relation'",
      gives: "t", service)
    #expect(service.terminate() == 0)
    try other.execute("ROLLBACK")
    let second = try world.start(["run"])
    try world.barrier(second)
    #expect(try Load.differences(world) == [])
    #expect(second.terminate() == 0)
  }
}
