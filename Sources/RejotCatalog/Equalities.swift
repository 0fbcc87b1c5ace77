/// Which operators compare as indexes do.
///
/// An operator's name says nothing: `=` of a type may be anything, and the functions of `~` and
/// `*=` end in `eq` too. What a B-tree takes for equal is a matter of its operator families, where
/// equality is strategy 3 (`BTEqualStrategyNumber` in PostgreSQL's `stratnum.h`).
package struct Equalities: Sendable, Equatable, Codable {
  /// B-tree operator families by the operators that are equality in them.
  package var families: [UInt32: Set<UInt32>]
  /// The family of each type's default operator class. Types that are compared as another one
  /// (`varchar` as `text`, an enum as `anyenum`) have none.
  package var defaults: [UInt32: UInt32]
  /// The equality that an operator says to be the opposite of: `=` for `<>`.
  package var opposites: [UInt32: UInt32]

  package init(
    families: [UInt32: Set<UInt32>] = [:], defaults: [UInt32: UInt32] = [:],
    opposites: [UInt32: UInt32] = [:]
  ) {
    self.families = families
    self.defaults = defaults
    self.opposites = opposites
  }

  package func holds(_ operator: UInt32, in family: UInt32) -> Bool {
    families[`operator`]?.contains(family) == true
  }
}

extension Catalog {
  /// Whether an operator is what `<>` of a type is.
  package func isInequality(_ operator: UInt32, of type: UInt32) -> Bool {
    equalities.opposites[`operator`].map { isEquality($0, of: type) } ?? false
  }

  /// Whether an operator is what `=` of a type is, domains as what they are made of.
  package func isEquality(_ operator: UInt32, of type: UInt32) -> Bool {
    var type = type
    for _ in 0..<16 {
      guard let base = types[type]?.base else { break }
      type = base
    }
    if let family = equalities.defaults[type] {
      return equalities.holds(`operator`, in: family)
    }
    return equalities.families[`operator`]?.isDisjoint(with: equalities.defaults.values) == false
  }
}
