import Foundation
package import RejotAnalysis
package import RejotCompatibility
package import RejotContract
package import RejotSource

/// What is wrong with `allow:`.
package enum WaiverCheck {
  /// Waivers of rules that there are not.
  package static func unknownRules(in contracts: ContractDefinitions) -> [Diagnostic] {
    let ids = RuleRegistry.descriptions.map(\.id.rawValue)
    return waivers(of: contracts).filter { !ids.contains($0.waiver.value.rule) }.map { found in
      let written = found.waiver.value.rule
      let nearest = Suggestion.nearest(to: written, among: ids)
      return Diagnostic(
        .waiverRuleUnknown, "no rule has the id \"\(written)\"", at: found.waiver.span,
        help: [
          nearest.map { nearest in
            Diagnostic.Help(
              "did you mean \(nearest.word)?",
              edits: nearest.isCertain
                ? [Diagnostic.Edit(found.waiver.span, replacement: nearest.word)] : [])
          } ?? Diagnostic.Help("docs/compatibility.md lists the rules")
        ])
    }
  }

  /// Waivers that are over, and those that cover none of the changes that were found.
  ///
  /// - Parameters:
  ///   - changes: everything that was found, waived or not.
  ///   - project: the slug of the project whose contracts these are.
  package static func findings(
    in contracts: ContractDefinitions, of project: String, after changes: [Change],
    today: CalendarDate
  ) -> [Diagnostic] {
    let ids = RuleRegistry.descriptions.map(\.id.rawValue)
    return waivers(of: contracts).compactMap { found in
      let waiver = found.waiver.value
      guard ids.contains(waiver.rule) else { return nil }
      if waiver.isOver(on: today), let until = waiver.until {
        return Diagnostic(
          .waiverExpired, "the waiver of \(waiver.rule) ended on \(until)", at: found.waiver.span,
          notes: ["its reason: \(waiver.reason)"],
          help: [Diagnostic.Help("finish what it put off and remove it, or name a later day")])
      }
      let isUsed = changes.contains { change in
        change.waiver == waiver && change.mayBeWaived(by: found.name, of: project)
      }
      guard !isUsed else { return nil }
      return Diagnostic(
        .waiverUnused, "the waiver of \(waiver.rule) covers nothing", at: found.waiver.span,
        severity: .warning, notes: ["its reason: \(waiver.reason)"],
        help: [Diagnostic.Help("remove it")])
    }
  }

  private static func waivers(
    of contracts: ContractDefinitions
  ) -> [(name: String, waiver: Located<Waiver>)] {
    contracts.publicSchemas.flatMap { schema in
      schema.waivers.map { ("\(schema.name.value)@\(schema.version.value.major)", $0) }
    }
      + contracts.consumerSchemas.flatMap { schema in
        schema.waivers.map { (schema.name.value, $0) }
      }
  }
}

extension Change {
  /// Whether a contract is the one that the change is about, or one that it hits.
  fileprivate func mayBeWaived(by contract: String, of project: String) -> Bool {
    let name = "\(project)/\(contract)"
    return subject.description == name || consumers.contains { $0.description == name }
  }
}

extension CalendarDate {
  /// The day it is, in UTC: the same for everybody at one moment.
  package static func today() -> CalendarDate? {
    CalendarDate(Date.now.formatted(.iso8601.year().month().day()))
  }
}
