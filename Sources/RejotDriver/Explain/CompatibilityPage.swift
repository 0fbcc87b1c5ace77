import RejotCompatibility
import RejotSource

/// The table of docs/compatibility.md, which a test holds against the page.
package enum CompatibilityPage {
  package static var table: String {
    let rows = RuleRegistry.descriptions.map { rule in
      "| [`\(rule.id.rawValue)`](diagnostics.md#\(rule.id.rawValue)) | \(rule.purpose) "
        + "| \(rule.byDefault.rawValue) | \(rule.withUsage) |"
    }
    return
      (["| rule | what it keeps | by default | when consumers are known |", "|---|---|---|---|"]
      + rows).joined(separator: "\n") + "\n"
  }
}
