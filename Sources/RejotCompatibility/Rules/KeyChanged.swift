import RejotContract
package import RejotSource

/// Events are told apart by other fields.
package struct KeyChanged: CompatibilityRule {
  package let id = DiagnosticID.keyChanged
  package let purpose = "A consumer finds the row that an event is about."
  package let byDefault = Verdict.breaking

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.compactMap { pair in
      let renamed = pair.old.key.map { name in
        pair.statement.renamed.first { $0.from == name }?.to ?? name
      }
      guard Set(renamed) != Set(pair.new.key) else { return nil }
      return Change(
        id, .publicSchema(pair.reference), verdict: .breaking,
        consumers: comparison.usage.consumers(of: pair.reference).map(\.reference), bumps: .code,
        message: "the key of \(pair.reference) is \(pair.new.key.joined(separator: ", ")) now",
        notes: ["it was \(pair.old.key.joined(separator: ", "))"],
        help: ["publish a new major with the new key beside this one"])
    }
  }
}
