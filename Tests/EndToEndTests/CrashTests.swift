import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// `kill -9` of the service: nothing lost, nothing applied twice.
@Suite("Crashes", .serialized)
struct CrashTests {
  /// Kills the service at random moments of a load and compares at the end.
  ///
  /// - Returns: transactions in flight at each kill, and every difference found at the end.
  private func run(
    kills: Int, extra: [String: String] = [:]
  ) throws -> (inFlight: [Int], differences: [String]) {
    let world = try World()
    try world.source.execute(Load.preparation)
    var service = try world.start(extra: extra)
    try world.barrier(service)
    var inFlight: [Int] = []
    while inFlight.count < kills {
      let before = try counted(world)
      service.freeze()
      try world.source.query("CALL work(3000)")
      service.thaw()
      // The first events counted show that the load has reached the consumer; from then on any
      // moment will do.
      try world.expect(
        world.target, "SELECT sum(upserts + deletes) > \(before) FROM item_tally", gives: "t",
        service)
      let moment = ContinuousClock.now + .milliseconds(Int.random(in: 0..<40))
      repeat { _ = try counted(world) } while ContinuousClock.now < moment
      service.kill9()
      let left = try Load.inFlight(world)
      // Too late a moment proves nothing: it does not count.
      if left >= 1000 { inFlight.append(left) }
      service = try world.start(["run"], extra: extra)
    }
    try world.barrier(service, within: .seconds(120))
    let differences = try Load.differences(world)
    #expect(service.terminate() == 0)
    return (inFlight, differences)
  }

  /// How many events the consumer has counted.
  private func counted(_ world: World) throws -> String {
    try world.target.query("SELECT sum(upserts + deletes) FROM item_tally").scalar ?? "0"
  }

  @Test("20 kills, each with at least 1,000 transactions in flight, and every event counted once")
  func killedTwentyTimes() throws {
    let (inFlight, differences) = try run(kills: 20)
    #expect(inFlight.count == 20)
    #expect(inFlight.allSatisfy { $0 >= 1000 })
    #expect(differences == [])
  }

  @Test("The same test catches a position that is written in a transaction of its own")
  func plantedDefect() throws {
    let (_, differences) = try run(kills: 5, extra: ["REJOT_FAULT": "position-apart"])
    #expect(!differences.isEmpty)
  }
}
