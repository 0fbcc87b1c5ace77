import RejotContract
package import RejotSource

/// The key has its name and stands for something else.
package struct GrainChanged: CompatibilityRule {
  package let id = DiagnosticID.grainChanged
  package let purpose = "A key goes on meaning the same thing."
  package let byDefault = Verdict.breaking

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.compactMap { pair in
      guard Set(pair.old.key) == Set(pair.new.key) else { return nil }
      let moved = pair.fields.first { old, new in
        pair.new.key.contains(new.name) && Self.tables(old) != Self.tables(new)
          && pair.statement.expressions[new.name] != nil
      }
      guard let moved else { return nil }
      return Change(
        id, .publicSchema(pair.reference), field: moved.new.name, verdict: .breaking,
        consumers: comparison.usage.consumers(of: pair.reference).map(\.reference),
        message: "the key \"\(moved.new.name)\" of \(pair.reference) tells other things apart",
        notes: [
          "it was made of \(moved.old.lineage.joined(separator: ", "))",
          "and is made of \(moved.new.lineage.joined(separator: ", "))",
        ], help: ["publish a new major beside this one"])
    }
  }

  /// `store.schema.table` of what a field is made of.
  static func tables(_ field: Field) -> Set<String> {
    Set(field.lineage.map { $0.split(separator: ".").dropLast().joined(separator: ".") })
  }
}
