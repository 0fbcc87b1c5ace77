import RejotContract
import RejotSource
import RejotYAML

/// The keys that say what may change of a contract, and when.
enum ChangeKeys {
  /// `deprecated:` and `sunset:`, of a contract or of one of its fields.
  static func lifetime(
    _ reader: inout MappingReader, _ diagnostics: inout [Diagnostic]
  ) -> Lifetime? {
    let written = reader.optionalString("sunset")
    let deprecated = reader.optionalString("deprecated").flatMap { date($0, &diagnostics) }
    let sunset = written.flatMap { date($0, &diagnostics) }
    if let written, let deprecated, let sunset, sunset < deprecated {
      diagnostics.append(
        Diagnostic(
          .invalidValue, "the sunset \(sunset) comes before the deprecation \(deprecated)",
          at: written.span, help: [Diagnostic.Help("write a day that comes after it")]))
    }
    return Lifetime(deprecated: deprecated, sunset: sunset)
  }

  /// `allow:`, with the places of the rules' ids.
  static func waivers(
    _ reader: inout MappingReader, _ diagnostics: inout [Diagnostic]
  ) -> [Located<Waiver>] {
    guard let node = reader.node("allow") else { return [] }
    guard case .sequence(let sequence) = node else {
      diagnostics.append(
        Diagnostic(
          .yamlShape, "\"allow\" must be a list of waivers, but is \(node.shape)", at: node.span,
          help: [Diagnostic.Help("write [{rule: ID, reason: \"…\", until: YYYY-MM-DD}]")]))
      return []
    }
    return sequence.elements.compactMap { waiver($0, &diagnostics) }
  }

  private static func waiver(
    _ node: YAMLNode, _ diagnostics: inout [Diagnostic]
  ) -> Located<Waiver>? {
    guard var reader = MappingReader(node, of: "a waiver", diagnostics: &diagnostics) else {
      return nil
    }
    let rule = reader.string("rule", help: "name the rule that may find something")
    let reason = reader.string("reason", help: "say why the change is meant")
    let field = reader.optionalString("field")?.text
    let written = reader.optionalString("until")
    let until = written.flatMap { date($0, &diagnostics) }
    reader.finish(into: &diagnostics)
    guard let rule, let reason, (written == nil) == (until == nil) else { return nil }
    return Located(
      Waiver(rule: rule.text, field: field, reason: reason.text, until: until), rule.span)
  }

  private static func date(
    _ scalar: YAMLScalar, _ diagnostics: inout [Diagnostic]
  ) -> CalendarDate? {
    if let date = CalendarDate(scalar.text) { return date }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(scalar.text)\" is no day", at: scalar.span,
        help: [Diagnostic.Help("write it as 2027-01-31")]))
    return nil
  }
}
