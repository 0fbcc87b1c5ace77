/// A `bit` or `bit varying`: a row of bits, the leftmost first.
public struct PostgresBits: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "bit varying" }

  public let bits: [Bool]

  public init(_ bits: some Sequence<Bool>) {
    self.bits = Array(bits)
  }

  /// Reads ones and zeros.
  public init?(postgresText: String) {
    var bits: [Bool] = []
    bits.reserveCapacity(postgresText.utf8.count)
    for byte in postgresText.utf8 {
      guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
      bits.append(byte == UInt8(ascii: "1"))
    }
    self.bits = bits
  }

  public var postgresText: String {
    String(decoding: bits.map { UInt8(ascii: $0 ? "1" : "0") }, as: UTF8.self)
  }

  public var description: String { postgresText }
}
