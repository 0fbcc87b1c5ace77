/// A `uuid`.
public struct PostgresUUID: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "uuid" }

  /// The first and the last eight bytes, most significant first.
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads `8-4-4-4-12` hexadecimal digits.
  public init?(postgresText: String) {
    let text = Array(postgresText.utf8)
    guard text.count == 36 else { return nil }
    var halves: [UInt64] = [0, 0]
    var digits = 0
    for (place, byte) in text.enumerated() {
      if place == 8 || place == 13 || place == 18 || place == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = HexDigits.value(of: byte) else { return nil }
      halves[digits / 16] = halves[digits / 16] << 4 | UInt64(digit)
      digits += 1
    }
    self.init(high: halves[0], low: halves[1])
  }

  public var postgresText: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for place in 0..<16 {
      if place == 4 || place == 6 || place == 8 || place == 10 { text.append(UInt8(ascii: "-")) }
      let half = place < 8 ? high : low
      HexDigits.append(UInt8(truncatingIfNeeded: half >> (56 - 8 * UInt64(place % 8))), to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  public var description: String { postgresText }
}
