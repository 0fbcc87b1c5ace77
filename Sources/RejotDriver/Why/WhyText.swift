import RejotAnalysis

/// Proofs as people read them: each claim rests on the deeper ones below it.
enum WhyText {
  static func text(_ proofs: [FieldProof]) -> String {
    proofs.map(text).joined(separator: "\n")
  }

  private static func text(_ proof: FieldProof) -> String {
    var text = "\(proof.contract).\(proof.field)\n"
    var facts = [("type", proof.type), ("null", proof.nullable ? "nullable" : "never")]
    if !proof.lineage.isEmpty { facts.append(("from", proof.lineage.joined(separator: ", "))) }
    text += TextTable.list(facts)
    text += "  why \(proof.type)\n" + tree(proof.typeProof, depth: 2)
    text +=
      "  why \(proof.nullable ? "nullable" : "never NULL")\n" + tree(proof.nullProof, depth: 2)
    if !proof.remedies.isEmpty {
      text += "  what would make it never NULL\n"
      text += proof.remedies.map { "    - \($0)\n" }.joined()
    }
    return text
  }

  private static func tree(_ proof: Proof, depth: Int) -> String {
    let indentation = String(repeating: "  ", count: depth)
    return "\(indentation)- \(proof.claim)\n"
      + proof.reasons.map { tree($0, depth: depth + 1) }.joined()
  }
}
