/// A claim with the facts and claims it rests on: what `rejotc why` prints.
package struct Proof: Sendable, Equatable {
  package var claim: String
  /// Why the claim holds, each a claim of its own; none for a fact of the catalog or of the SQL.
  package var reasons: [Proof]

  package init(_ claim: String, _ reasons: [Proof] = []) {
    self.claim = claim
    self.reasons = reasons
  }

  /// The same tree with every claim rewritten.
  func mapClaims(_ rewrite: (String) -> String) -> Proof {
    Proof(rewrite(claim), reasons.map { $0.mapClaims(rewrite) })
  }
}

extension Proof: ExpressibleByStringInterpolation {
  package init(stringLiteral claim: String) { self.init(claim) }
}
