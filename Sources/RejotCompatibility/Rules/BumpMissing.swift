import RejotContract
package import RejotSource

/// Another contract under the number of the one before.
///
/// It looks at what the other rules found. Where one of them refuses the change, that says more,
/// and no number helps.
package struct BumpMissing: RuleDescription {
  package let id = DiagnosticID.bumpMissing
  package let purpose = "Two contracts that differ have two numbers."
  package let byDefault = Verdict.breaking

  package init() {}

  func changes(in comparison: Comparison, after found: [Change]) -> [Change] {
    comparison.publicPairs.compactMap { pair in
      let own = found.filter { $0.subject == .publicSchema(pair.reference) }
      guard pair.isEdited, pair.old.version == pair.new.version,
        !own.contains(where: { $0.verdict >= .unknown && $0.waiver == nil }),
        let first = own.first(where: { $0.bumps.version > .none })
      else { return nil }
      let (old, new) = (
        pair.old.version, Version(major: pair.old.version.major, minor: pair.old.version.minor + 1)
      )
      var change = Change(
        id, .publicSchema(pair.reference), verdict: .breaking, bumps: .minor,
        message: "\(pair.reference) is another contract and still says \(old.major).\(old.minor)",
        notes: [first.message], help: ["write version \(new.major).\(new.minor)"])
      change.waiver = comparison.waiver(of: change)
      return change
    }
  }
}
