import RejotContract
package import RejotSource

/// A consumer that deleted rows and keeps them now.
package struct DeletesDropped: CompatibilityRule {
  package let id = DiagnosticID.deletesDropped
  package let purpose = "What is deleted at the publisher does not stay at consumers for ever."
  package let byDefault = Verdict.breaking

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.consumerPairs.filter { $0.old.delete != nil && $0.new.delete == nil }.map { pair in
      Change(
        id, .consumer(pair.reference), verdict: .breaking, consumers: [pair.reference],
        message: "\(pair.reference) keeps rows whose keys are deleted",
        notes: ["it deleted them before: \(pair.old.inputs.delete?.text ?? "")"],
        help: [
          "keep the delete statement",
          "if it is meant, say so with allow: [{rule: \(id.rawValue), reason: …}]",
        ])
    }
  }
}
