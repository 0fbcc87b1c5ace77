package import RejotSource

/// One way in which a contract can change, and what that means (compatibility.md has the list).
///
/// A rule is a pure function: the same two locks and consumers give the same changes.
package protocol CompatibilityRule: Sendable {
  var id: DiagnosticID { get }
  /// What the rule keeps from happening, in one sentence.
  var purpose: String { get }
  func changes(in comparison: Comparison) -> [Change]
}

/// Every rule there is.
package enum RuleRegistry {
  package static let all: [any CompatibilityRule] = [
    FieldBecameNullable(),
    FieldRemoved(),
  ]
}
