package import RejotCompatibility

/// A change, and against which baselines it was found.
package struct FoundChange: Sendable {
  package let change: Change
  /// As they were typed, in that order; empty for the default one.
  package var against: [String]

  package init(_ change: Change, against: [String] = []) {
    self.change = change
    self.against = against
  }
}
