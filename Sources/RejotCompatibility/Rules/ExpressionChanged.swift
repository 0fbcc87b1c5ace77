import RejotContract
package import RejotSource

/// A field of the same name and type that is computed otherwise.
package struct ExpressionChanged: CompatibilityRule {
  package let id = DiagnosticID.expressionChanged
  package let purpose = "A field goes on meaning the same thing."
  package let byDefault = Verdict.dangerous
  package let withUsage = "safe when unread"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      whole(pair, comparison.usage)
        + pair.fields.compactMap { old, new in
          guard let expressions = pair.statement.expressions[new.name],
            pair.statement.shapes[new.name] == nil, TypeStep(old.type, new.type) == .same,
            !(pair.new.key.contains(new.name)
              && GrainChanged.tables(old) != GrainChanged.tables(new))
          else { return nil }
          let hit = comparison.usage.readers(of: new.name, pair.reference)
          return Change(
            id, .publicSchema(pair.reference), field: new.name,
            verdict: comparison.usage.verdict(hit, harm: .dangerous),
            consumers: hit.map(\.reference),
            message: "field \"\(new.name)\" of \(pair.reference) is computed otherwise",
            notes: [
              "before: \(NormalText.shown(expressions.old))",
              "now: \(NormalText.shown(expressions.new))",
            ], help: Self.help)
        }
    }
  }

  /// What is about no single field.
  private func whole(_ pair: PublicPair, _ usage: Usage) -> [Change] {
    let message: String
    if pair.old.source != pair.new.source {
      message = "\(pair.reference) reads \(pair.new.source), and read \(pair.old.source) before"
    } else if pair.statement.isUnclear {
      message =
        "the SELECT of \(pair.reference) is another one; fields or rows may differ, "
        + "cannot tell which"
    } else {
      return []
    }
    let hit = usage.consumers(of: pair.reference)
    return [
      Change(
        id, .publicSchema(pair.reference), verdict: usage.verdict(hit, harm: .dangerous),
        consumers: hit.map(\.reference), message: message, help: Self.help)
    ]
  }

  private static let help = [
    "if it means the same, say so with allow: [{rule: expression-changed, reason: …}]",
    "or publish the new meaning under a new name",
  ]
}
