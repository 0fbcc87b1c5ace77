import RejotContract

extension SQLType {
  /// The modifiers in the type's spelling: `[12, 2]` of `numeric(12,2)`, none of `text`.
  var modifiers: [Int] {
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
  func fits(into wider: SQLType) -> Bool {
    if self == wider { return true }
    switch (value, wider.value) {
    case (.scalar(let from), .scalar(let to)):
      return Self.fits(from, modifiers, to, wider.modifiers)
    case (.domain(_, let base), _):
      guard case .domain = wider.value else {
        return base == wider.value && wider.modifiers.isEmpty
      }
      return value == wider.value
    case (.array(.scalar(let from)), .array(.scalar(let to))):
      return Self.fits(from, modifiers, to, wider.modifiers)
    case (.enumeration, _), (.array, _), (.scalar, _):
      return value == wider.value && wider.modifiers.isEmpty
    }
  }

  private static func fits(
    _ from: ScalarType, _ fromModifiers: [Int], _ to: ScalarType, _ toModifiers: [Int]
  ) -> Bool {
    switch (from, to) {
    case (.int2, .int4), (.int2, .int8), (.int4, .int8):
      return true
    case (.varchar, .text), (.name, .text):
      return true
    case (.int2, .numeric), (.int4, .numeric), (.int8, .numeric):
      return toModifiers.isEmpty
    case (.numeric, .numeric):
      guard !toModifiers.isEmpty else { return true }
      guard fromModifiers.count == toModifiers.count, fromModifiers.count == 2 else {
        return fromModifiers == toModifiers
      }
      return fromModifiers[1] == toModifiers[1] && fromModifiers[0] <= toModifiers[0]
    case (.varchar, .varchar), (.time, .time), (.timetz, .timetz), (.timestamp, .timestamp),
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
