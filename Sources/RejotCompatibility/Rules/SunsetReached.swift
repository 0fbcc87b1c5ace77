import RejotContract
package import RejotSource

/// The announced end of what is still in use.
package struct SunsetReached: CompatibilityRule {
  package let id = DiagnosticID.sunsetReached
  package let purpose = "The end of a version or field does not come as a surprise."
  package let byDefault = Verdict.dangerous
  package let withUsage = "safe when unread"

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.new.publicSchemas.flatMap { schema in
      let reference = schema.reference(in: comparison.new.name)
      let whole = change(
        reference, nil, schema.lifetime, comparison.usage.consumers(of: reference), comparison)
      let parts = schema.fields.compactMap { field in
        change(
          reference, field.name, field.lifetime,
          comparison.usage.readers(of: field.name, reference), comparison)
      }
      return (whole.map { [$0] } ?? []) + parts
    }
  }

  private func change(
    _ reference: PublicSchemaReference, _ field: String?, _ lifetime: Lifetime?,
    _ hit: [KnownConsumer], _ comparison: Comparison
  ) -> Change? {
    guard let sunset = lifetime?.sunset, let today = comparison.today, sunset <= today,
      !hit.isEmpty
    else { return nil }
    let what = field.map { "field \"\($0)\" of \(reference)" } ?? "\(reference)"
    return Change(
      id, .publicSchema(reference), field: field, verdict: .dangerous,
      consumers: hit.map(\.reference), message: "\(what) is used after its sunset, \(sunset)",
      help: ["move the consumers, or name a later day"])
  }
}
