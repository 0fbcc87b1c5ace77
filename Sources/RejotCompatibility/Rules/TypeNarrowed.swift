import RejotContract
package import RejotSource

/// A field of a type that has fewer values than the one before.
package struct TypeNarrowed: CompatibilityRule {
  package let id = DiagnosticID.typeNarrowed
  package let purpose = "Code that uses the generated types is told of another type."
  package let byDefault = Verdict.safe
  package let withUsage = "safe"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.filter { TypeStep($0.old.type, $0.new.type) == .narrowed }.map { old, new in
        Change(
          id, .publicSchema(pair.reference), field: new.name, verdict: .safe,
          bumps: old.type.value == new.type.value ? .none : .code,
          message: "field \"\(new.name)\" of \(pair.reference) has fewer values: \(new.type.name)",
          notes: ["it was \(old.type.name)"])
      }
    }
  }
}
