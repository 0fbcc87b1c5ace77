import RejotContract
package import RejotSource

/// An enum without labels that it had before.
package struct EnumLabelRemoved: CompatibilityRule {
  package let id = DiagnosticID.enumLabelRemoved
  package let purpose = "Whoever waits for a label hears that it never comes again."
  package let byDefault = Verdict.dangerous
  package let withUsage = "safe"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.compactMap { old, new in
        let labels = EnumLabels.added(new.type.value, old.type.value)
        guard !labels.isEmpty else { return nil }
        let list = labels.map { "'\($0)'" }.joined(separator: ", ")
        return Change(
          id, .publicSchema(pair.reference), field: new.name,
          verdict: comparison.usage.verdict([], harm: .dangerous), bumps: .code,
          message: "field \"\(new.name)\" of \(pair.reference) is never \(list) any more")
      }
    }
  }
}
