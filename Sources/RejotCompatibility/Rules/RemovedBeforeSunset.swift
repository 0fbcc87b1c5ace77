import RejotContract
package import RejotSource

/// What was promised until a day, and is gone before it.
package struct RemovedBeforeSunset: CompatibilityRule {
  package let id = DiagnosticID.removedBeforeSunset
  package let purpose = "What is announced until a day stays until that day."
  package let byDefault = Verdict.breaking

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    let majors = comparison.removed.compactMap { schema -> Change? in
      let reference = schema.reference(in: comparison.old.name)
      return change(
        reference, nil, schema.lifetime, comparison.usage.consumers(of: reference), comparison)
    }
    let fields = comparison.publicPairs.flatMap { pair in
      pair.removed.compactMap { field in
        change(
          pair.reference, field.name, field.lifetime,
          comparison.usage.readers(of: field.name, pair.reference), comparison)
      }
    }
    return majors + fields
  }

  private func change(
    _ reference: PublicSchemaReference, _ field: String?, _ lifetime: Lifetime?,
    _ hit: [KnownConsumer], _ comparison: Comparison
  ) -> Change? {
    guard comparison.isBeforeSunset(lifetime), let sunset = lifetime?.sunset else { return nil }
    let what = field.map { "field \"\($0)\" of \(reference)" } ?? "\(reference)"
    return Change(
      id, .publicSchema(reference), field: field, verdict: .breaking,
      consumers: hit.map(\.reference), bumps: .code,
      message: "\(what) is gone before its sunset, \(sunset)",
      help: ["keep it until then"])
  }
}

extension Comparison {
  /// Whether what has this lifetime was promised for a day that is still to come.
  func isBeforeSunset(_ lifetime: Lifetime?) -> Bool {
    guard let sunset = lifetime?.sunset, let today else { return false }
    return today < sunset
  }
}
