/// What gets lost between two types.
package enum Narrowing {
  /// In a few words, or nil when every value arrives whole.
  package static func loss(from: SQLType, to: SQLType) -> String? {
    switch (from.value.base, to.value.base) {
    case (.scalar(let source), .scalar(let target)):
      return loss(source, from.modifiers, target, to.modifiers)
    case (.array(.scalar(let source)), .array(.scalar(let target))):
      return loss(source, from.modifiers, target, to.modifiers)
    case (.scalar, _), (.enumeration, _), (.array, _), (.domain, _), (.composite, _), (.range, _),
      (.multirange, _), (.other, _):
      return nil
    }
  }

  private static func loss(
    _ from: ScalarType, _ fromModifiers: [Int], _ to: ScalarType, _ toModifiers: [Int]
  ) -> String? {
    if let digits = integerDigits(from) {
      if let space = integerDigits(to) {
        return space < digits ? "larger numbers are refused" : nil
      }
      // A double holds 15 digits of any number, a real 6.
      if (to == .float8 && digits > 15) || (to == .float4 && digits > 6) {
        return "digits of large numbers are lost"
      }
      guard to == .numeric, let precision = toModifiers.first else { return nil }
      let space = precision - (toModifiers.dropFirst().first ?? 0)
      return space < digits ? "larger numbers are refused" : nil
    }
    switch (from, to) {
    case (.numeric, .int2), (.numeric, .int4), (.numeric, .int8), (.float4, .int2),
      (.float4, .int4), (.float4, .int8), (.float8, .int2), (.float8, .int4), (.float8, .int8):
      return "fractions are rounded, larger numbers refused"
    case (.numeric, .float4), (.numeric, .float8), (.float8, .float4), (.float8, .numeric),
      (.float4, .numeric):
      return "digits are lost"
    case (.numeric, .numeric):
      return numericLoss(fromModifiers, toModifiers)
    case (.text, .varchar), (.varchar, .varchar), (.name, .varchar), (.bpchar, .varchar),
      (.text, .bpchar), (.varchar, .bpchar), (.bpchar, .bpchar):
      guard let limit = toModifiers.first else { return nil }
      let length = from == .name ? 63 : fromModifiers.first ?? Int.max
      return length > limit ? "longer values are refused" : nil
    case (.text, .name), (.varchar, .name): return "longer values are cut"
    case (.timestamptz, .timestamp), (.timestamptz, .time), (.timestamptz, .date),
      (.timestamp, .date), (.timestamp, .time), (.timetz, .time):
      return "a part of the value is dropped"
    case (.timestamp, .timestamp), (.timestamptz, .timestamptz), (.time, .time),
      (.timetz, .timetz), (.interval, .interval):
      guard let limit = toModifiers.first else { return nil }
      return (fromModifiers.first ?? 6) > limit ? "fractions of a second are rounded" : nil
    case (.bit, .bit), (.varbit, .bit):
      let length = from == .bit ? fromModifiers.first : nil
      return length == toModifiers.first && length != nil ? nil : "other lengths are refused"
    case (.bit, .varbit), (.varbit, .varbit):
      guard let limit = toModifiers.first else { return nil }
      return (fromModifiers.first ?? Int.max) > limit ? "longer values are refused" : nil
    case (.inet, .cidr): return "bits right of the netmask are dropped"
    case (.macaddr8, .macaddr): return "most addresses of eight bytes are refused"
    case (.numeric, .money): return "fractions are rounded, larger numbers refused"
    default:
      return nil
    }
  }

  private static func integerDigits(_ type: ScalarType) -> Int? {
    [.int2: 5, .int4: 10, .int8: 19][type]
  }

  private static func numericLoss(_ from: [Int], _ to: [Int]) -> String? {
    guard let toPrecision = to.first else { return nil }
    let toScale = to.dropFirst().first ?? 0
    guard let fromPrecision = from.first else { return "fractions are rounded, larger refused" }
    let fromScale = from.dropFirst().first ?? 0
    if fromScale > toScale { return "fractions are rounded" }
    return fromPrecision - fromScale > toPrecision - toScale ? "larger numbers are refused" : nil
  }
}
