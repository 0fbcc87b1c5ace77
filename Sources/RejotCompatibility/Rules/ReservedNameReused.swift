import RejotContract
package import RejotSource

/// A name that was reserved is a field again.
package struct ReservedNameReused: CompatibilityRule {
  package let id = DiagnosticID.reservedNameReused
  package let purpose = "A name never means something else than it once did."
  package let byDefault = Verdict.breaking

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      // What is reserved still is told where the contract is read.
      let names = (pair.old.reserved ?? []).filter { pair.new.reserved?.contains($0) != true }
      return pair.new.fields.filter { names.contains($0.name) }.map { field in
        let hit = comparison.usage.readers(of: field.name, pair.reference)
        return Change(
          id, .publicSchema(pair.reference), field: field.name, verdict: .breaking,
          consumers: hit.map(\.reference),
          message: "field \"\(field.name)\" of \(pair.reference) has a name that was reserved",
          notes: ["a field of this name was there once, and meant something else"],
          help: ["give it another name"])
      }
    }
  }
}
