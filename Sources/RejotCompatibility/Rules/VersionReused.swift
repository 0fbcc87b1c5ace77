import RejotContract
package import RejotSource

/// A number that stood for another contract.
package struct VersionReused: CompatibilityRule {
  package let id = DiagnosticID.versionReused
  package let purpose = "A version stands for one contract for ever."
  package let byDefault = Verdict.breaking
  package let withUsage = "safe when no consumer names it"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    let replaced = comparison.replacedPairs.map { pair in
      change(
        pair.reference, "\(pair.reference) is another contract: no field of it was there before",
        comparison.usage)
    }
    let stepped = comparison.publicPairs.filter { $0.new.version < $0.old.version }.map { pair in
      change(
        pair.reference,
        "\(pair.reference) goes back from \(Self.words(pair.old)) to \(Self.words(pair.new))",
        comparison.usage)
    }
    return replaced + stepped + revived(comparison)
  }

  /// A major below one that is there already was there before.
  private func revived(_ comparison: Comparison) -> [Change] {
    comparison.new.publicSchemas.compactMap { schema in
      let majors = comparison.old.publicSchemas.filter { $0.name == schema.name }
        .map(\.version.major)
      guard let highest = majors.max(), schema.version.major < highest,
        !majors.contains(schema.version.major)
      else { return nil }
      let reference = schema.reference(in: comparison.new.name)
      return change(
        reference, "\(reference) is new, but \(schema.name)@\(highest) is older", comparison.usage)
    }
  }

  private static func words(_ schema: PublicSchema) -> String {
    "\(schema.version.major).\(schema.version.minor)"
  }

  private func change(
    _ reference: PublicSchemaReference, _ message: String, _ usage: Usage
  ) -> Change {
    let hit = usage.consumers(of: reference)
    return Change(
      id, .publicSchema(reference), verdict: usage.verdict(hit), consumers: hit.map(\.reference),
      message: message, help: ["take a number that was never used"])
  }
}
