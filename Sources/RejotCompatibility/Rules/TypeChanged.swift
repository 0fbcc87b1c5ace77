import RejotContract
package import RejotSource

/// A field of a type that is neither wider nor narrower than the one before.
package struct TypeChanged: CompatibilityRule {
  package let id = DiagnosticID.typeChanged
  package let purpose = "A consumer can read and store the values it gets."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when unread"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.filter { TypeStep($0.old.type, $0.new.type) == .changed }.map { old, new in
        let hit = comparison.usage.readers(of: new.name, pair.reference)
        return Change(
          id, .publicSchema(pair.reference), field: new.name,
          verdict: comparison.usage.verdict(hit), consumers: hit.map(\.reference), bumps: .code,
          message: "field \"\(new.name)\" of \(pair.reference) is of another type: "
            + new.type.name,
          notes: ["it was \(old.type.name)"],
          help: [
            "cast it to \(old.type.name)", "or publish a new major beside this one",
          ])
      }
    }
  }
}
