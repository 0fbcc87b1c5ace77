import InlineModel
import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// Random expressions over random rows: what Swift computes is what a server computes, failures
/// included. `REJOT_INLINE_SEED` repeats a run, `REJOT_INLINE_EXPRESSIONS` makes longer ones.
@Suite(.serialized) struct DifferentialTests {
  private static let rows = 60
  private static let seed =
    InlineServers.variable("REJOT_INLINE_SEED").flatMap { UInt64($0) }
    ?? UInt64.random(in: 0..<1_000_000)
  private static let count =
    InlineServers.variable("REJOT_INLINE_EXPRESSIONS").flatMap { Int($0) } ?? 560

  @Test func swiftComputesWhatTheServerComputes() throws {
    try swiftComputesWhatTheServerComputes(InlineServers.installed.get())
  }

  @Test(.enabled(if: InlineServers.newer != nil || InlineServers.isOnCI))
  func swiftComputesWhatNewerServersCompute() throws {
    try swiftComputesWhatTheServerComputes(
      #require(InlineServers.newer, "CI needs REJOT_POSTGRES_BIN_18").get())
  }

  private func swiftComputesWhatTheServerComputes(_ server: EphemeralServer) throws {
    let bed = try Differential(
      url: InlineServers.database(server), rows: Self.rows, seed: Self.seed)
    var random = RandomExpressions(seed: Self.seed)
    let clock = ContinuousClock()
    let start = clock.now
    var differences = try bed.differences(RandomExpressions.each)
    #expect(bed.leftOut == [])
    for _ in 0..<Self.count / 35 {
      differences += try bed.differences((0..<28).map { _ in random.next() })
      differences += try bed.differences(ofFilters: (0..<7).map { _ in random.nextCondition() })
    }
    print(
      "inline: seed \(Self.seed), \(bed.evaluations) evaluations of \(bed.computed) expressions,"
        + " \(bed.failures) of them failures; \(bed.leftOut.count) left to the server;"
        + " \(clock.now - start)")
    for difference in differences.prefix(20) { Issue.record("seed \(Self.seed): \(difference)") }
    #expect(differences.isEmpty, "\(differences.count) differences")
    #expect(bed.evaluations >= Self.count * 40)
    #expect(bed.failures > bed.evaluations / 100)
    let unseen = InlineOperation.all.filter { !bed.operations.contains($0) }.map(\.name)
    #expect(unseen == [])
  }

  /// Each mistake that could be made is seen, and told with the expression, the row and both values.
  @Test(arguments: InlineModel.Fault.allCases)
  func mistakesAreSeen(_ fault: InlineModel.Fault) throws {
    let bed = try Differential(
      url: InlineServers.database(InlineServers.installed.get()), rows: 60, seed: 1)
    let expression =
      switch fault {
      case .sumsWrapAround: "int4_1 + int4_2"
      case .nullIsFalse: "boolean_1 AND boolean_2"
      case .conditionsEvaluateAll: "boolean_1 AND 1 / int4_1 > 0"
      case .blanksAreNothing: "char_1 || '!'"
      case .numericsAreTexts: "numeric_1 = numeric_2"
      }
    #expect(try bed.differences([expression]).isEmpty)
    let differences = try bed.differences([expression], fault: fault)
    let first = try #require(differences.first)
    #expect("\(first)".hasPrefix("\(expression)\n  of the row id = '"))
    #expect("\(first)".contains("\n  gives \(first.swift) in Swift\n  and \(first.server) at"))
    #expect(first.swift != first.server)
  }
}
