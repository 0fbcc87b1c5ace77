import RejotContract
package import RejotSource

/// A field of a type that has more values than the one before.
package struct TypeWidened: CompatibilityRule {
  package let id = DiagnosticID.typeWidened
  package let purpose = "A consumer can store every value it gets."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when every target holds the wider type"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.filter { TypeStep($0.old.type, $0.new.type) == .widened }.map { old, new in
        change(old, new, pair, comparison.usage)
      }
    }
  }

  private func change(
    _ old: Field, _ new: Field, _ pair: PublicPair, _ usage: Usage
  ) -> Change {
    var hit: [KnownConsumer] = []
    var computing: [KnownConsumer] = []
    var notes = ["it was \(old.type.name) and is \(new.type.name)"]
    for consumer in usage.readers(of: new.name, pair.reference) {
      switch consumer.fit(new.type, of: new.name) {
      case .holds:
        continue
      case .computes:
        computing.append(consumer)
        notes.append("\(consumer.reference) computes with it: look whether that holds every value")
      case .refuses(let words):
        hit.append(consumer)
        notes.append("\(consumer.reference): \(words)")
      }
    }
    let verdict = usage.verdict(hit)
    return Change(
      id, .publicSchema(pair.reference), field: new.name,
      verdict: verdict == .safe && !computing.isEmpty ? .dangerous : verdict,
      consumers: (hit + computing).map(\.reference).sorted(),
      bumps: old.type.value == new.type.value ? .none : .code,
      message: "field \"\(new.name)\" of \(pair.reference) has more values: \(new.type.name)",
      notes: notes,
      help: [
        "widen the consumers' columns first", "or cast it to \(old.type.name)",
        "or publish a new major beside this one",
      ])
  }
}
