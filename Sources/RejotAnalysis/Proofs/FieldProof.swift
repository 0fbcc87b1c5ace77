/// Why something that a contract names has its type, and why it may or may not be NULL.
package struct FieldProof: Sendable, Equatable {
  /// `project/contract@1` or `project/consumer`.
  package let contract: String
  package let field: String
  package let type: String
  package let nullable: Bool
  package let because: String
  package let lineage: [String]
  package let typeProof: Proof
  package let nullProof: Proof
  /// Of something nullable: what would prove it otherwise, the first way first.
  package let remedies: [String]
}
