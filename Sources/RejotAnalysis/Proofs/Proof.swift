/// A claim with the facts and claims it rests on: what `rejotc why` prints.
package struct Proof: Sendable, Equatable {
  package let claim: String
  /// Why the claim holds, each a claim of its own; none for a fact of the catalog or of the SQL.
  package let reasons: [Proof]
  /// How many claims the tree holds, up to ``most``: it may hold the same part in many places.
  private let size: Int

  package init(_ claim: String, _ reasons: [Proof] = []) {
    self.claim = claim
    self.reasons = reasons
    size = min(reasons.reduce(1) { $0 + $1.size }, Proof.most)
  }

  private static let most = 300

  /// The tree as people can read it: where it is large, a part that it holds again is said once.
  var condensed: Proof {
    guard size >= Proof.most else { return self }
    var told = Set<Part>()
    return condensed(&told)
  }

  private func condensed(_ told: inout Set<Part>) -> Proof {
    guard !reasons.isEmpty else { return self }
    guard told.insert(Part(proof: self)).inserted else {
      return Proof(claim, ["as it is said above"])
    }
    return Proof(claim, reasons.map { $0.condensed(&told) })
  }

  /// A part of a tree. Its hash looks at the claim alone: to walk into the reasons of each would
  /// take as long as to print them.
  private struct Part: Hashable {
    let proof: Proof

    func hash(into hasher: inout Hasher) { hasher.combine(proof.claim) }
  }

  /// The same tree with every claim rewritten.
  func mapClaims(_ rewrite: (String) -> String) -> Proof {
    Proof(rewrite(claim), reasons.map { $0.mapClaims(rewrite) })
  }
}

extension Proof: ExpressibleByStringInterpolation {
  package init(stringLiteral claim: String) { self.init(claim) }
}
