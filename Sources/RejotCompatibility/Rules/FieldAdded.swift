import RejotContract
package import RejotSource

/// A field that events had not before.
package struct FieldAdded: CompatibilityRule {
  package let id = DiagnosticID.fieldAdded
  package let purpose = "What is shared grows on purpose, and under a new number."
  package let byDefault = Verdict.safe
  package let withUsage = "safe"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.added.map { field in
        Change(
          id, .publicSchema(pair.reference), field: field.name, verdict: .safe, bumps: .minor,
          message: "field \"\(field.name)\" of \(pair.reference) is new",
          notes: ["it is \(field.type.name), \(field.nullable ? "nullable" : "never NULL")"])
      }
    }
  }
}
