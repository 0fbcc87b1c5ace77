import RejotAnalysis
import RejotCatalog
import RejotOracle
import Testing

/// The oracle has teeth: with any one rule of proof broken, a row of its default run refutes the
/// prover.
@Suite struct TeethTests {
  /// Rules that only statements of newer servers need.
  static let newer: Set<ProofRules.Rule> = [.merge]

  @Test func noticesEveryBrokenRule() throws {
    try notices(
      ProofRules.Rule.allCases.filter { !Self.newer.contains($0) }, Oracle.installed.get())
  }

  @Test(.enabled(if: Oracle.newer != nil || Oracle.isOnCI))
  func noticesEveryBrokenRuleOnNewerServers() throws {
    try notices(
      ProofRules.Rule.allCases, #require(Oracle.newer, "CI needs REJOT_POSTGRES_BIN_18").get())
  }

  private func notices(_ rules: [ProofRules.Rule], _ oracle: Oracle) throws {
    let analyst = RememberingAnalyst(try oracle.analyst())
    for rule in rules {
      let claims = try Claims(oracle.queries, analyst: analyst, rules: .without(rule))
      let verdict = Verdict(claims, oracle.sightings)
      #expect(!verdict.refuted.isEmpty, "no row tells that \(rule) is broken")
      for finding in verdict.refuted {
        // What a person needs to see what went wrong.
        for word in ["seed", "claimed never NULL", finding.column, finding.query.sql] {
          #expect(finding.description.replacing("\n  ", with: "\n").contains(word))
        }
      }
    }
  }
}
