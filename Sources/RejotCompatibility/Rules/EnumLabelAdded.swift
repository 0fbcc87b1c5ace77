import RejotContract
package import RejotSource

/// An enum with labels that it had not before.
package struct EnumLabelAdded: CompatibilityRule {
  package let id = DiagnosticID.enumLabelAdded
  package let purpose = "A consumer knows every label it gets."
  package let byDefault = Verdict.dangerous
  package let withUsage = "breaking when a target lacks the label, else safe"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.compactMap { old, new in
        let labels = EnumLabels.added(old.type.value, new.type.value)
        return labels.isEmpty ? nil : change(labels, new, pair, comparison.usage)
      }
    }
  }

  private func change(
    _ labels: [String], _ field: Field, _ pair: PublicPair, _ usage: Usage
  ) -> Change {
    let hit = usage.readers(of: field.name, pair.reference).compactMap { consumer in
      consumer.lack(of: labels, in: field.name).map { (consumer, $0) }
    }
    let list = labels.map { "'\($0)'" }.joined(separator: ", ")
    return Change(
      id, .publicSchema(pair.reference), field: field.name,
      verdict: hit.isEmpty ? usage.verdict([], harm: .dangerous) : .breaking,
      consumers: hit.map(\.0.reference), bumps: .code,
      message: "field \"\(field.name)\" of \(pair.reference) may be \(list) now",
      notes: hit.map { "\($0.reference): \($1)" },
      help: ["add the label to the enums of consumers first"])
  }
}

/// Labels of enums, wherever in a value they stand.
enum EnumLabels {
  /// Labels that enums of the new type have and those at the same places of the old one have not.
  static func added(_ old: ValueType, _ new: ValueType) -> [String] {
    let (before, now) = (old.enumerations, new.enumerations)
    guard before.count == now.count else { return [] }
    var found: [String] = []
    for (old, new) in zip(before, now) {
      found += new.labels.filter { !old.labels.contains($0) && !found.contains($0) }
    }
    return found
  }
}
