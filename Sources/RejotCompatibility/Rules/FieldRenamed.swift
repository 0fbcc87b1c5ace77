import RejotContract
package import RejotSource

/// A field whose value has another name now.
package struct FieldRenamed: CompatibilityRule {
  package let id = DiagnosticID.fieldRenamed
  package let purpose = "A consumer that uses a field finds it under its name."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when unread"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.statement.renamed.map { from, to in
        let hit = comparison.usage.readers(of: from, pair.reference)
        return Change(
          id, .publicSchema(pair.reference), field: from,
          verdict: comparison.usage.verdict(hit), consumers: hit.map(\.reference), bumps: .code,
          message: "field \"\(from)\" of \(pair.reference) is called \"\(to)\" now",
          notes: ["both stand for the same expression"],
          help: [
            "publish both names, move consumers over, then take the old one away",
            "or publish a new major beside this one",
          ])
      }
    }
  }
}
