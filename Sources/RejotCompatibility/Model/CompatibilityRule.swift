package import RejotSource

/// What is told of a rule in documents.
package protocol RuleDescription: Sendable {
  var id: DiagnosticID { get }
  /// What the rule keeps from happening, in one sentence.
  var purpose: String { get }
  /// What a change is for whoever is hit by it.
  var byDefault: Verdict { get }
  /// What knowing the consumers makes of it, in a few words.
  var withUsage: String { get }
}

/// One way in which a contract can change, and what that means.
///
/// A rule is a pure function: the same two locks and consumers give the same changes.
package protocol CompatibilityRule: RuleDescription {
  func changes(in comparison: Comparison) -> [Change]
}

extension RuleDescription {
  package var withUsage: String { "\(byDefault.rawValue)" }
}

/// Every rule there is, in the order of docs/compatibility.md.
package enum RuleRegistry {
  package static let all: [any CompatibilityRule] = [
    FieldRemoved(),
    FieldRenamed(),
    FieldAdded(),
    FieldReordered(),
    FieldBecameNullable(),
    FieldBecameNonNull(),
    TypeWidened(),
    TypeNarrowed(),
    TypeChanged(),
    EnumLabelAdded(),
    EnumLabelRemoved(),
    JSONShapeChanged(),
    KeyChanged(),
    GrainChanged(),
    RowsNarrowed(),
    RowsWidened(),
    ExpressionChanged(),
    VersionRemoved(),
    VersionReused(),
    RemovedBeforeSunset(),
    SunsetReached(),
    ReservedNameReused(),
    DeletesDropped(),
  ]

  /// The rule that judges what the others found.
  package static let bump = BumpMissing()

  /// All of them, as documents and waivers name them.
  package static let descriptions: [any RuleDescription] = all + [bump]
}
