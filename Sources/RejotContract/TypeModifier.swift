extension SQLType {
  /// The modifiers in the type's spelling: `[12, 2]` of `numeric(12,2)`, none of `text`.
  package var modifiers: [Int] {
    guard let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") else {
      return []
    }
    let inside = name[name.index(after: open)..<close]
    let parts = inside.split(separator: ",").map { part in
      Int(String(part.drop { $0 == " " }))
    }
    return parts.compactMap { $0 }
  }

  /// Whether every value of this type is a value of the other one with the same text form.
  ///
  /// What is published may be wider than what is there, never narrower, and never spelt otherwise:
  /// a numeric keeps its scale, for `1.5` and `1.50` are different texts.
  package func fits(into wider: SQLType) -> Bool {
    if self == wider { return true }
    switch (value, wider.value) {
    case (.scalar(.interval), .scalar(.interval)):
      return fits(intoInterval: wider)
    case (.scalar(let from), .scalar(let to)):
      return Self.fits(from, modifiers, to, wider.modifiers)
    case (.domain(_, let base), _):
      guard case .domain = wider.value else {
        return base == wider.value && wider.modifiers.isEmpty
      }
      return value == wider.value
    case (.array(.scalar(let from)), .array(.scalar(let to))):
      return Self.fits(from, modifiers, to, wider.modifiers)
    case (.range(_, .scalar(.int4)), .range(_, .scalar(.int8))),
      (.multirange(_, .scalar(.int4)), .multirange(_, .scalar(.int8))):
      return true
    case (.other(let name, let form), .other(let otherName, let otherForm)):
      // What an extension's modifiers mean is its own business; without one all is let through.
      return (name, form) == (otherName, otherForm)
        && (self.name == wider.name || !wider.name.contains("("))
    case (.enumeration, _), (.array, _), (.scalar, _), (.composite, _), (.range, _),
      (.multirange, _), (.other, _):
      return value == wider.value && wider.modifiers.isEmpty
    }
  }

  /// An interval's modifier is words, such as `day to second`, and a number of digits.
  private func fits(intoInterval wider: SQLType) -> Bool {
    func words(_ type: SQLType) -> String {
      String(type.name.prefix { $0 != "(" }.drop { $0 != " " }.filter { $0 != " " })
    }
    guard let limit = wider.modifiers.first else {
      return words(wider).isEmpty || words(wider) == words(self)
    }
    return words(wider) == words(self) && (modifiers.first ?? Int.max) <= limit
  }

  private static func fits(
    _ from: ScalarType, _ fromModifiers: [Int], _ to: ScalarType, _ toModifiers: [Int]
  ) -> Bool {
    switch (from, to) {
    case (.int2, .int4), (.int2, .int8), (.int4, .int8):
      return true
    case (.varchar, .text), (.name, .text), (.refcursor, .text):
      return true
    case (.int2, .numeric), (.int4, .numeric), (.int8, .numeric):
      return toModifiers.isEmpty
    case (.numeric, .numeric):
      guard !toModifiers.isEmpty else { return true }
      guard fromModifiers.count == toModifiers.count, fromModifiers.count == 2 else {
        return fromModifiers == toModifiers
      }
      return fromModifiers[1] == toModifiers[1] && fromModifiers[0] <= toModifiers[0]
    case (.bit, .varbit):
      // The bare word is one bit long.
      return toModifiers.first.map { (fromModifiers.first ?? 1) <= $0 } ?? true
    case (.varchar, .varchar), (.varbit, .varbit), (.time, .time), (.timetz, .timetz),
      (.timestamp, .timestamp),
      (.timestamptz, .timestamptz):
      guard let limit = toModifiers.first else { return true }
      return (fromModifiers.first ?? Int.max) <= limit
    case (.bpchar, .bpchar):
      // Padding is part of the text.
      return fromModifiers == toModifiers
    default:
      return from == to && fromModifiers == toModifiers
    }
  }
}
