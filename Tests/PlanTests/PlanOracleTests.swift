import Testing

@_spi(Generated) @testable import RejotRuntime

/// Random schemas, SELECTs and transactions: whenever all is quiet each consumer equals its SELECT,
/// and every event of one table equals the SELECT in its transaction.
extension PlanTests {
  @Suite struct PlanOracleTests {
    private static let seed = PlanServer.number("REJOT_PLANS_SEED", otherwise: 1)
    private static let worlds = PlanServer.number("REJOT_PLANS_WORLDS", otherwise: 10)
    private static let statements = PlanServer.number("REJOT_PLANS_STATEMENTS", otherwise: 1200)

    private static let showsRefusals = PlanServer.number("REJOT_PLANS_REFUSALS", otherwise: 0) > 0

    static let forms: [PlanContract.Form] =
      [.single, .single, .single, .single, .single, .joined, .joined, .joined, .grouped, .grouped]
      + [.perReference, .perValue, .distinct, .distinctOn, .view, .view, .lateral, .with, .window]
      + [.union, .setOperation]

    @Test func theConsumerEqualsTheSelect() async throws {
      var tally = PlanTally()
      for seed in Self.seed..<Self.seed + Self.worlds {
        let world = try PlanWorld(seed: seed, forms: Self.forms)
        for finding in try await world.run(statements: Self.statements) {
          Issue.record("REJOT_PLANS_SEED=\(seed) REJOT_PLANS_WORLDS=1: \(finding)")
        }
        tally.add(world)
        if Self.showsRefusals {
          for refusal in world.refusals { print(refusal.findings, refusal.contract.sql) }
        }
      }
      print("plans from REJOT_PLANS_SEED=\(Self.seed): \(tally)")
      // Of one world nothing can be said.
      guard Self.worlds > 5 else { return }
      for plan in PlanTally.plans { #expect(tally.ran[plan, default: 0] >= Self.worlds) }
      #expect(tally.share >= 80)
    }
  }
}
