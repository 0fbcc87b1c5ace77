import RejotContract
import RejotPostgres
import RejotSource
import Testing

@testable import RejotAnalysis

/// Whatever changes, the keys whose rows of the SELECT change with it are among those that the
/// derived statements find; and looking them up gives what the SELECT says.
@Suite(.serialized) struct KeySoundnessTests {
  /// Rounds of each shape; a longer run is one environment variable away.
  private static let rounds = environmentNumber("REJOT_KEY_ROUNDS") ?? 12
  private static let seed = environmentNumber("REJOT_KEY_SEED") ?? 20

  @Test(arguments: KeyShapes.all.indices)
  func everyChangedKeyIsFound(_ index: Int) throws {
    let shape = KeyShapes.all[index]
    let (schema, plan) = try Self.plan(of: shape)
    var world = try KeyWorld(schema: KeyShapes.schema, seed: Self.seed &* 1000 &+ index)
    for round in 1...Self.rounds {
      let missed = try world.round(schema, plan)
      #expect(
        missed == nil,
        "\(shape), REJOT_KEY_SEED=\(Self.seed), round \(round): \(missed ?? "")")
    }
  }

  /// The oracle has teeth: without the derivations of one table it finds a key that nobody told.
  @Test(arguments: [
    0, 1, 2, 4, 12, KeyShapes.joins.count, KeyShapes.joins.count + 1,
    KeyShapes.joins.count + KeyShapes.groups.count + 1,
  ])
  func aDroppedDerivationIsNoticed(_ index: Int) throws {
    let shape = KeyShapes.all[index]
    let (schema, plan) = try Self.plan(of: shape)
    for source in plan.sources.indices {
      var broken = plan
      broken.sources[source].derivations = []
      var world = try KeyWorld(schema: KeyShapes.schema, seed: Self.seed &* 1000 &+ index)
      var isNoticed = false
      for _ in 1...200 where !isNoticed { isNoticed = try world.round(schema, broken) != nil }
      #expect(isNoticed, "\(shape) without \(plan.sources[source].table.name)")
    }
  }

  static func plan(of shape: KeyShapes.Shape) throws -> (PublicSchema, LookupPlan) {
    var bed = Bed(source: KeyShapes.schema)
    bed.publish(shape.sql, key: shape.key)
    let outcome = try bed.run()
    let words = outcome.result.diagnostics.map { "\($0.message) \($0.notes)" }
    try #require(outcome.findings == [], "\(shape): \(words)")
    let schema = try #require(outcome.schema)
    guard case .lookup(let plan) = schema.plan else {
      Issue.record("\(shape): \(schema.plan)")
      throw NotLookedUp()
    }
    return (schema, plan)
  }

  struct NotLookedUp: Error {}

  private static func environmentNumber(_ name: String) -> Int? {
    getenvText(name).flatMap { Int($0) }
  }
}
