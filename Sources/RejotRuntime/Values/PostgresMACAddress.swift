/// A `macaddr`: six bytes.
public struct PostgresMACAddress: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "macaddr" }

  public let bytes: [UInt8]

  /// Reads `08:00:2b:01:02:03`.
  public init?(postgresText: String) {
    guard let bytes = MACText.read(postgresText, count: 6) else { return nil }
    self.bytes = bytes
  }

  public var postgresText: String { MACText.write(bytes) }

  public var description: String { postgresText }
}

/// A `macaddr8`: eight bytes.
public struct PostgresMACAddress8: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "macaddr8" }

  public let bytes: [UInt8]

  /// Reads `08:00:2b:01:02:03:04:05`.
  public init?(postgresText: String) {
    guard let bytes = MACText.read(postgresText, count: 8) else { return nil }
    self.bytes = bytes
  }

  public var postgresText: String { MACText.write(bytes) }

  public var description: String { postgresText }
}

/// Bytes as two hexadecimal digits each, with colons between them.
private enum MACText {
  static func read(_ text: String, count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
      let digits = part.compactMap(HexDigits.value)
      guard part.count == 2, digits.count == 2 else { return nil }
      bytes.append(digits[0] << 4 | digits[1])
    }
    return bytes.count == count ? bytes : nil
  }

  static func write(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ":")) }
      HexDigits.append(byte, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
