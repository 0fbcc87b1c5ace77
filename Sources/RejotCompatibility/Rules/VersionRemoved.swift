import RejotContract
package import RejotSource

/// A major that is not published any more.
package struct VersionRemoved: CompatibilityRule {
  package let id = DiagnosticID.versionRemoved
  package let purpose = "A major stays as long as a consumer names it."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when no consumer names it"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.removed.filter { !comparison.isBeforeSunset($0.lifetime) }.map { schema in
      let reference = schema.reference(in: comparison.old.name)
      let hit = comparison.usage.consumers(of: reference)
      let others = comparison.new.publicSchemas.filter { $0.name == schema.name }.map(\.label)
      return Change(
        id, .publicSchema(reference), verdict: comparison.usage.verdict(hit),
        consumers: hit.map(\.reference), bumps: .code,
        message: "\(reference) is not published any more",
        notes: others.isEmpty ? [] : ["there still is \(others.joined(separator: ", "))"],
        help: ["keep it until no consumer names it"])
    }
  }
}
