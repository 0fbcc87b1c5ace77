import Glibc

/// The text form of `real` and `double precision`: the shortest digits that read back as the same
/// value, laid out as the server does under `extra_float_digits = 1`.
///
/// Two differences from Swift's own `description` are made up for here. The server writes a
/// fraction only for exponents from -4 to 5 (`real`) or 14 (`double precision`). And it never takes
/// a decimal that lies exactly half-way to a neighbour: Swift writes the double below 10²³ as
/// `1e+23`, the server as `9.999999999999999e+22` (src/common/d2s.c, `STRICTLY_SHORTEST`).
enum FloatText {
  /// Reads what the server writes; nil for every other spelling Swift would take, such as `0x1p3`.
  static func read<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ text: String
  ) -> Value? {
    switch text {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: break
    }
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default:
        false
      }
    }
    guard isPlain, let value = Value(text), value.isFinite else { return nil }
    return value
  }

  /// Writes a value. `maximumExponent` is the largest decimal exponent written as plain digits.
  static func write<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: Value, maximumExponent: Int
  ) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let sign = value.sign == .minus ? "-" : ""
    if value.isZero { return sign + "0" }
    var decimal = Decimal(description: value.magnitude.description)
    if decimal.isHalfway(significand: value.wholeSignificand, exponent: value.wholeExponent) {
      decimal = withoutHalfway(value.magnitude, startingAt: decimal.digits.count + 1) ?? decimal
    }
    return sign + decimal.layout(maximumExponent: maximumExponent)
  }

  /// The shortest correctly rounded decimal of at least `count` digits that reads back.
  private static func withoutHalfway<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: Value, startingAt count: Int
  ) -> Decimal? {
    guard count <= 17 else { return nil }
    for count in count...17 {
      var buffer = [CChar](repeating: 0, count: 32)
      var point: Int32 = 0
      var sign: Int32 = 0
      guard ecvt_r(Double(value), Int32(count), &point, &sign, &buffer, buffer.count) == 0 else {
        return nil
      }
      var digits = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) - UInt8(ascii: "0") }
      while digits.count > 1, digits.last == 0 { digits.removeLast() }
      let decimal = Decimal(digits: digits, exponent: Int(point) - 1)
      if Value(decimal.layout(maximumExponent: -5)) == value { return decimal }
    }
    return nil
  }
}

/// Significant decimal digits and the exponent of the first one.
private struct Decimal {
  var digits: [UInt8]
  var exponent: Int

  init(digits: [UInt8], exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// Reads a positive finite number as Swift describes it: `1.5`, `1e+23`, `5e-324`.
  init(description: String) {
    var digits: [UInt8] = []
    var exponent = 0
    var pointAt: Int?
    let parts = description.split(separator: "e")
    for byte in parts[0].utf8 {
      if byte == UInt8(ascii: ".") {
        pointAt = digits.count
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
    }
    exponent = (pointAt ?? digits.count) - 1
    if parts.count > 1 { exponent += Int(parts[1]) ?? 0 }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    self.init(digits: digits, exponent: exponent)
  }

  /// Whether the number is (2·`significand` ± 1) · 2^(`exponent` - 1): the middle between a binary
  /// number and one of its neighbours.
  func isHalfway(significand: UInt64, exponent binary: Int) -> Bool {
    guard digits.count <= 18 else { return false }
    var number: UInt64 = digits.reduce(0) { $0 * 10 + UInt64($1) }
    let power = exponent - (digits.count - 1)
    var twos = number.trailingZeroBitCount
    number >>= UInt64(twos)
    twos += power
    guard twos == binary - 1 else { return false }
    return [2 * significand - 1, 2 * significand + 1].contains { middle in
      var (small, large) = power >= 0 ? (number, middle) : (middle, number)
      for _ in 0..<power.magnitude {
        let (product, overflow) = small.multipliedReportingOverflow(by: 5)
        if overflow { return false }
        small = product
      }
      if power < 0 { swap(&small, &large) }
      return small == large
    }
  }

  func layout(maximumExponent: Int) -> String {
    let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if exponent < -4 || exponent > maximumExponent {
      let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
      let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return "\(text.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(power)"
    }
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + text
    }
    if digits.count <= exponent + 1 {
      return text + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return "\(text.prefix(exponent + 1)).\(text.dropFirst(exponent + 1))"
  }
}

extension BinaryFloatingPoint {
  /// The value is `wholeSignificand` · 2^`wholeExponent`, with all bits of the significand.
  fileprivate var wholeSignificand: UInt64 {
    let explicit = UInt64(significandBitPattern)
    return exponentBitPattern == 0 ? explicit : explicit | (1 << UInt64(Self.significandBitCount))
  }

  fileprivate var wholeExponent: Int {
    let bias = (1 << (Self.exponentBitCount - 1)) - 1
    let raw = exponentBitPattern == 0 ? 1 : Int(exponentBitPattern)
    return raw - bias - Self.significandBitCount
  }
}
