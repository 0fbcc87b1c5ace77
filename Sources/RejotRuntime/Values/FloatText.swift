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
    let shortest = Decimal(description: value.magnitude.description)
    let decimal =
      shortest.isHalfway(to: value) ? withoutHalfway(value.magnitude, shortest) : shortest
    return sign + decimal.layout(maximumExponent: maximumExponent)
  }

  /// The shortest correctly rounded decimal with more digits than `shortest` that reads back as
  /// the value and lies nearer to it than to any neighbour.
  private static func withoutHalfway<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: Value, _ shortest: Decimal
  ) -> Decimal {
    for count in (shortest.digits.count + 1)..<18 {
      // The C library rounds exactly. Its decimal point is the locale's, so it is passed over.
      var buffer = [CChar](repeating: 0, count: 32)
      _ = withVaList([Int32(count - 1), Double(value)]) { arguments in
        vsnprintf(&buffer, buffer.count, "%.*e", arguments)
      }
      let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let parts = text.split(separator: UInt8(ascii: "e"))
      guard parts.count == 2, let exponent = Int(String(decoding: parts[1], as: UTF8.self)) else {
        continue
      }
      let digits = parts[0].filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        .map { $0 - UInt8(ascii: "0") }
      let decimal = Decimal(digits: digits, exponent: exponent)
      if Value(decimal.layout(maximumExponent: -5)) == value, !decimal.isHalfway(to: value) {
        return decimal
      }
    }
    return shortest
  }
}

/// Significant decimal digits and the exponent of the first one.
private struct Decimal {
  var digits: [UInt8]
  var exponent: Int

  /// Zeros at the end are dropped.
  init(digits: [UInt8], exponent: Int) {
    self.digits = digits
    self.exponent = exponent
    while self.digits.count > 1, self.digits.last == 0 { self.digits.removeLast() }
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
    self.init(digits: digits, exponent: exponent)
  }

  /// Whether the number lies in the middle between the value and one of its neighbours, where the
  /// value is significand · 2^binary: whether it is (2·significand ± 1) · 2^(binary - 1).
  func isHalfway<Value: BinaryFloatingPoint>(to value: Value) -> Bool {
    guard digits.count <= 18 else { return false }
    var number: UInt64 = digits.reduce(0) { $0 * 10 + UInt64($1) }
    let power = exponent - (digits.count - 1)
    let twos = number.trailingZeroBitCount
    number >>= UInt64(twos)
    guard twos + power == value.wholeExponent - 1 else { return false }
    let doubled = 2 * value.wholeSignificand
    return [doubled - 1, doubled + 1].contains { middle in
      var scaled = power >= 0 ? number : middle
      for _ in 0..<power.magnitude {
        let (product, overflow) = scaled.multipliedReportingOverflow(by: 5)
        if overflow { return false }
        scaled = product
      }
      return scaled == (power >= 0 ? middle : number)
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
