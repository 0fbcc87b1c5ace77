import RejotAnalysis
import RejotSource

/// Proofs as the member `why` adds to the JSON document.
enum WhyJSON {
  static func members(_ proofs: [FieldProof]) -> [JSONValue.Member] {
    [JSONValue.Member("proof", .array(proofs.map(value)))]
  }

  private static func value(_ proof: FieldProof) -> JSONValue {
    .object([
      JSONValue.Member("contract", .string(proof.contract)),
      JSONValue.Member("field", .string(proof.field)),
      JSONValue.Member("type", .string(proof.type)),
      JSONValue.Member("nullable", .boolean(proof.nullable)),
      JSONValue.Member("because", .string(proof.because)),
      JSONValue.Member("lineage", .strings(proof.lineage)),
      JSONValue.Member("typeProof", tree(proof.typeProof)),
      JSONValue.Member("nullProof", tree(proof.nullProof)),
      JSONValue.Member("remedies", .strings(proof.remedies)),
    ])
  }

  private static func tree(_ proof: Proof) -> JSONValue {
    .object([
      JSONValue.Member("claim", .string(proof.claim)),
      JSONValue.Member("reasons", .array(proof.reasons.map(tree))),
    ])
  }
}
