import RejotContract
import Testing

/// What the compiler lets run for many events at once leaves the same rows as event by event, on
/// random histories; and what it does not, would not.
extension PlanTests {
  @Suite struct BothWaysTests {
    private static let seed = PlanServer.number("REJOT_WAYS_SEED", otherwise: 1)
    private static let rounds = PlanServer.number("REJOT_WAYS_ROUNDS", otherwise: 3)
    private static let random = PlanServer.number("REJOT_WAYS_CONSUMERS", otherwise: 16)

    @Test func bothWaysLeaveTheSameRows() async throws {
      var random = RandomConsumers(Dice(seed: Self.seed))
      let world = try WaysWorld(
        ConsumerShape.batchable + ConsumerShape.ordered
          + (1...Self.random).map { random.next("random_\($0)") }, seed: Self.seed)
      var setBased = 0
      for (shape, compiled) in world.consumers {
        let isSetBased = compiled.upsert.batch != nil && compiled.delete?.batch != nil
        if isSetBased { setBased += 1 }
        #expect(shape.isSetBased == nil || isSetBased == shape.isSetBased, "\(shape.name)")
      }
      let (differing, warned) = try await world.run(transactions: 120, rounds: Self.rounds)
      print(
        "ways from REJOT_WAYS_SEED=\(Self.seed): \(world.consumers.count) consumers,"
          + " \(setBased) set-based")
      for (name, text) in differing.sorted(by: { $0.key < $1.key }) {
        Issue.record("REJOT_WAYS_SEED=\(Self.seed): \(name): \(text)")
      }
      #expect(warned == [], "REJOT_WAYS_SEED=\(Self.seed): a set-based statement failed")
    }

    /// Each condition of the classification is needed: without it rows differ, or the server refuses
    /// the set-based statement.
    @Test func everyConditionIsNeeded() async throws {
      let world = try WaysWorld(ConsumerShape.ordered, seed: Self.seed)
      let (differing, warned) = try await world.run(
        transactions: 120, rounds: Self.rounds, forced: true)
      for shape in ConsumerShape.ordered {
        let isNoticed =
          differing[shape.name] != nil || warned.contains("plans/\(shape.group)@source")
        #expect(isNoticed, "REJOT_WAYS_SEED=\(Self.seed): \(shape.name)")
      }
    }
  }
}
