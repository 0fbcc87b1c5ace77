/// A `bytea`; its text form is `\x` and two hexadecimal digits a byte.
public struct PostgresBytes: PostgresValue {
  public static var postgresTypeName: String { "bytea" }

  public var bytes: [UInt8]

  public init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  public init?(postgresText: String) {
    let text = postgresText.utf8
    guard text.starts(with: #"\x"#.utf8), text.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2 - 1)
    var first: UInt8?
    for byte in text.dropFirst(2) {
      guard let digit = HexDigits.value(of: byte) else { return nil }
      if let high = first {
        bytes.append(high << 4 | digit)
        first = nil
      } else {
        first = digit
      }
    }
    self.bytes = bytes
  }

  public var postgresText: String {
    var text = Array(#"\x"#.utf8)
    text.reserveCapacity(2 + 2 * bytes.count)
    for byte in bytes { HexDigits.append(byte, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }
}
