import RejotContract
package import RejotSource

/// A field that events no longer have.
package struct FieldRemoved: CompatibilityRule {
  package let id = DiagnosticID.fieldRemoved
  package let purpose = "A consumer that uses a field keeps getting it."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when unread"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.removed.filter { !comparison.isBeforeSunset($0.lifetime) }.map { field in
        let hit = comparison.usage.readers(of: field.name, pair.reference)
        return Change(
          id, .publicSchema(pair.reference), field: field.name,
          verdict: comparison.usage.verdict(hit), consumers: hit.map(\.reference), bumps: .code,
          message: "field \"\(field.name)\" of \(pair.reference) is gone",
          notes: ["it was \(field.type.name), \(field.nullable ? "nullable" : "never NULL")"],
          help: ["keep it, or publish a new major beside this one until nobody names this one"])
      }
    }
  }
}
