import Testing

@_spi(Generated) @testable import RejotRuntime

/// The oracle of plans has teeth: what is left out of a plan shows in its copies.
extension PlanTests {
  @Suite struct PlanTeethTests {
    private static let seed = 1

    private static let forms: [PlanContract.Form] =
      [.single, .single, .joined, .joined, .joined, .joined, .grouped, .grouped, .grouped]
      + [.perReference, .perReference, .lateral, .with, .view]

    /// For each looked-up contract one of its tables, another one each time.
    private func planted(
      _ defect: (PublicSchemaDescriptor, Int) -> PublicSchemaDescriptor?
    ) async throws -> (planted: Set<String>, found: Set<String>, words: [String]) {
      let world = try PlanWorld(seed: Self.seed, forms: Self.forms)
      var planted: Set<String> = []
      world.alter { member in
        let count = member.descriptor.lookup?.sources.count ?? 0
        guard count > 0, let broken = defect(member.descriptor, planted.count % count) else {
          return member.descriptor
        }
        planted.insert(member.contract.name)
        return broken
      }
      let findings = try await world.run(statements: 900, goesOn: true)
      return (planted, Set(findings.map(\.contract)), findings.map(\.text))
    }

    @Test func aForgottenTableIsNoticed() async throws {
      let (planted, found, words) = try await planted { $0.forgetting(source: $1) }
      #expect(found.isSubset(of: planted), "\(words)")
      #expect(found.count * 2 > planted.count, "\(planted.subtracting(found)) of \(planted)")
    }

    @Test func ignoredOldImagesAreNoticed() async throws {
      let (planted, found, words) = try await planted { $0.ignoringOldImages(source: $1) }
      #expect(found.isSubset(of: planted), "\(words)")
      #expect(found.count * 4 > planted.count, "\(planted.subtracting(found)) of \(planted)")
    }

    /// Of one table the old image tells which key is gone.
    @Test func anOldKeyThatStaysIsNoticed() async throws {
      let world = try PlanWorld(seed: Self.seed, forms: Array(repeating: .single, count: 6))
      let exact = Set(world.members.filter(\.isExact).map(\.contract.name))
      world.withoutDeletes = exact
      let found = Set(try await world.run(statements: 900, goesOn: true).map(\.contract))
      #expect(found.isSubset(of: exact))
      #expect(found.count * 2 > exact.count)
    }
  }
}
