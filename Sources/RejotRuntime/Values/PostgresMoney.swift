/// A `money`: a number of the smallest units of a currency.
///
/// Which currency, and how many of its digits are a fraction, is a setting of each database
/// (`lc_monetary`) and no part of the value. Sessions of ours pin it to `C`, which writes two
/// digits behind the point: `$1,234.56` is 123,456 units, be they cents or yen.
public struct PostgresMoney: PostgresValue, Comparable, CustomStringConvertible {
  public static var postgresTypeName: String { "money" }

  /// The integer that the server stores.
  public let units: Int64

  public init(units: Int64) {
    self.units = units
  }

  /// Reads `-$1,234.56`.
  public init?(postgresText: String) {
    var rest = postgresText.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    guard rest.popFirst() == UInt8(ascii: "$"), rest.dropLast(2).last == UInt8(ascii: "."),
      rest.first != UInt8(ascii: ".")
    else { return nil }
    // Negative from the start: the most negative number has no positive twin.
    var units: Int64 = 0
    for byte in rest where byte != UInt8(ascii: ",") && byte != UInt8(ascii: ".") {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      let (tens, tooLarge) = units.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tens.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !tooLarge, !overflow else { return nil }
      units = sum
    }
    guard isNegative || units != .min else { return nil }
    self.units = isNegative ? units : -units
  }

  public var postgresText: String {
    let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = ""
    for (place, digit) in String(whole).reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return "\(units < 0 ? "-" : "")$\(String(text.reversed())).\(padded(Int(fraction), 2))"
  }

  public var description: String { postgresText }

  public static func < (left: PostgresMoney, right: PostgresMoney) -> Bool {
    left.units < right.units
  }
}
