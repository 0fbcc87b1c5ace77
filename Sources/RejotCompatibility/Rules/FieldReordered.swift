import RejotContract
package import RejotSource

/// The same fields in another order.
package struct FieldReordered: CompatibilityRule {
  package let id = DiagnosticID.fieldReordered
  package let purpose = "The order of fields means nothing: they are told apart by name."
  package let byDefault = Verdict.safe
  package let withUsage = "safe"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.compactMap { pair in
      let now = pair.fields.map(\.new.name)
      let kept = Set(now)
      let before = pair.old.fields.map(\.name).filter(kept.contains)
      guard before != now else { return nil }
      return Change(
        id, .publicSchema(pair.reference), verdict: .safe,
        message: "the fields of \(pair.reference) stand in another order",
        notes: ["before: \(before.joined(separator: ", "))", "now: \(now.joined(separator: ", "))"])
    }
  }
}
