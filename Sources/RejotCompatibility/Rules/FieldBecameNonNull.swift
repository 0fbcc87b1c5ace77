import RejotContract
package import RejotSource

/// A field that could be NULL and never is now.
package struct FieldBecameNonNull: CompatibilityRule {
  package let id = DiagnosticID.fieldBecameNonNull
  package let purpose = "Code that uses the generated types is told of an optional that went away."
  package let byDefault = Verdict.safe
  package let withUsage = "safe"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.filter { $0.old.nullable && !$0.new.nullable }.map { old, new in
        Change(
          id, .publicSchema(pair.reference), field: new.name, verdict: .safe, bumps: .code,
          message: "field \"\(new.name)\" of \(pair.reference) is never NULL now",
          notes: [
            "before: \(old.because)", "now: \(new.because)",
            "its Swift type is no optional any more",
          ])
      }
    }
  }
}
