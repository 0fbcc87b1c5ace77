/// One entry of `allow:`: a change that is meant, whatever a rule says of it.
package struct Waiver: Sendable, Hashable, Codable {
  /// The rule's id.
  package var rule: String
  /// The only field it is about; nil: whatever the rule finds in the contract.
  package var field: String?
  package var reason: String
  /// The last day it holds; nil: it has no end.
  package var until: CalendarDate?

  package init(rule: String, field: String? = nil, reason: String, until: CalendarDate? = nil) {
    self.rule = rule
    self.field = field
    self.reason = reason
    self.until = until
  }
}

/// When a version or a field goes away.
package struct Lifetime: Sendable, Hashable, Codable {
  /// From when on nobody should begin to use it.
  package var deprecated: CalendarDate?
  /// Until when it stays.
  package var sunset: CalendarDate?

  /// Nil when neither is known.
  package init?(deprecated: CalendarDate?, sunset: CalendarDate?) {
    guard deprecated != nil || sunset != nil else { return nil }
    self.deprecated = deprecated
    self.sunset = sunset
  }
}
