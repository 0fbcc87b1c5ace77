import RejotCatalog
import RejotOracle
import Testing

/// What the prover claims of every query of `Tests/Nullability`, held against random databases on a
/// real server: no row may hold a NULL where it says never.
@Suite(.serialized) struct OracleTests {
  @Test func noRowRefutesAClaim() throws { try noRowRefutesAClaim(Oracle.installed.get()) }

  @Test(.enabled(if: Oracle.newer != nil || Oracle.isOnCI))
  func noRowRefutesAClaimOnNewerServers() throws {
    try noRowRefutesAClaim(
      #require(Oracle.newer, "CI needs REJOT_POSTGRES_BIN_18").get())
  }

  private func noRowRefutesAClaim(_ oracle: Oracle) throws {
    for mistake in Verdict.mistakes(in: oracle.sightings) {
      Issue.record("the corpus is wrong: \(mistake)")
    }
    let verdict = Verdict(try Claims(oracle.queries, analyst: oracle.analyst()), oracle.sightings)
    for finding in verdict.refuted { Issue.record("refuted: \(finding)") }
    for finding in verdict.lazy { Issue.record("lazy: \(finding)") }
    for finding in verdict.rejected { Issue.record("rejected: \(finding)") }
  }
}
