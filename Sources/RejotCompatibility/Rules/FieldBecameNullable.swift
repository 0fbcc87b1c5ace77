import RejotContract
package import RejotSource

/// A field that was never NULL and may be now.
package struct FieldBecameNullable: CompatibilityRule {
  package let id = DiagnosticID.fieldBecameNullable
  package let purpose = "Whoever relies on a value gets one."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when unread or the target takes NULL"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.flatMap { pair in
      pair.fields.filter { !$0.old.nullable && $0.new.nullable }.map { old, new in
        let hit = comparison.usage.readers(of: new.name, pair.reference).filter {
          !$0.takesNull(in: new.name)
        }
        return Change(
          id, .publicSchema(pair.reference), field: new.name,
          verdict: comparison.usage.verdict(hit), consumers: hit.map(\.reference), bumps: .code,
          message: "field \"\(new.name)\" of \(pair.reference) may be NULL now",
          notes: ["before: \(old.because)", "now: \(new.because)"]
            + hit.compactMap { $0.refusal(ofNullIn: new.name) },
          help: ["keep NULL out of it with coalesce, or publish a new major beside this one"])
      }
    }
  }
}

extension KnownConsumer {
  /// Whether NULL may be bound wherever its upsert uses a field.
  func takesNull(in field: String) -> Bool { parameters(of: field).allSatisfy(\.nullable) }

  /// The column that refuses NULL, in words; nil where it is no column that does.
  func refusal(ofNullIn field: String) -> String? {
    let targets = parameters(of: field).flatMap { $0.targets ?? [] }
    return targets.first(where: \.notNull).map {
      "\(reference): \(schema.into).\($0.column) is NOT NULL"
    }
  }
}
