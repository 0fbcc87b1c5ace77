import RejotAnalysis
import RejotOracle
import Testing

/// The oracle has teeth: with any one rule of proof broken, a row of its default run refutes the
/// prover.
@Suite struct TeethTests {
  @Test(arguments: ProofRules.Rule.allCases)
  func noticesABrokenRule(_ rule: ProofRules.Rule) throws {
    let oracle = try Oracle.installed.get()
    let verdict = Verdict(try oracle.claims(.without(rule)), oracle.sightings)
    #expect(!verdict.refuted.isEmpty, "no row tells that \(rule) is broken")
    for finding in verdict.refuted {
      // What a person needs to see what went wrong.
      for word in ["seed", "claimed never NULL", finding.column, finding.query.sql] {
        #expect(finding.description.replacing("\n  ", with: "\n").contains(word))
      }
    }
  }
}
