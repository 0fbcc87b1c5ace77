import RejotContract
package import RejotSource

/// A JSON value with other keys inside.
package struct JSONShapeChanged: CompatibilityRule {
  package let id = DiagnosticID.jsonShapeChanged
  package let purpose = "A consumer that looks into a JSON value finds the keys it looks for."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when unread"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.statement.shapes.sorted { $0.key < $1.key }.map { name, shape in
        let hit = comparison.usage.readers(of: name, pair.reference)
        let lost = shape.lost.map { "\"\($0)\"" }.joined(separator: ", ")
        let added = shape.added.map { "\"\($0)\"" }.joined(separator: ", ")
        return Change(
          id, .publicSchema(pair.reference), field: name,
          verdict: shape.lost.isEmpty ? .safe : comparison.usage.verdict(hit),
          consumers: shape.lost.isEmpty ? [] : hit.map(\.reference), bumps: .minor,
          message: shape.lost.isEmpty
            ? "the JSON in field \"\(name)\" of \(pair.reference) has a key more: \(added)"
            : "the JSON in field \"\(name)\" of \(pair.reference) has no key \(lost) any more",
          notes: shape.lost.isEmpty || added.isEmpty ? [] : ["new are \(added)"],
          help: shape.lost.isEmpty
            ? [] : ["keep the key, or publish a new major beside this one"])
      }
    }
  }
}
