/// The tokens of a `pg_query.ScanResult`, read from its protobuf wire form: field 2 is a repeated
/// message of start (1), end (2), token number (4) and keyword class (5), all varints; absent
/// fields are zero. (pg_query.proto of libpg_query 15; wire format: protobuf.dev, "Encoding".)
struct ScanMessage {
  struct Token {
    var start = 0
    var end = 0
    var number = 0
    var keyword = 0
  }

  /// Nil when the bytes are no such message, which a library of another version could cause.
  static func tokens(in bytes: [UInt8]) -> [Token]? {
    var reader = ScanMessage(bytes: bytes, at: 0, end: bytes.count)
    var tokens: [Token] = []
    while reader.at < reader.end {
      guard let tag = reader.varint() else { return nil }
      switch tag & 7 {
      case 0:
        guard reader.varint() != nil else { return nil }
      case 2:
        guard let length = reader.varint(), length <= reader.end - reader.at else { return nil }
        if tag >> 3 == 2 {
          var inner = ScanMessage(bytes: bytes, at: reader.at, end: reader.at + length)
          guard let token = inner.token() else { return nil }
          tokens.append(token)
        }
        reader.at += length
      default: return nil
      }
    }
    return tokens
  }

  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  private mutating func token() -> Token? {
    var token = Token()
    while at < end {
      guard let tag = varint(), tag & 7 == 0, let value = varint() else { return nil }
      switch tag >> 3 {
      case 1: token.start = value
      case 2: token.end = value
      case 4: token.number = value
      case 5: token.keyword = value
      default: break
      }
    }
    return token
  }

  /// Seven bits a byte, least significant first; negative numbers do not occur.
  private mutating func varint() -> Int? {
    var value = 0
    var shift = 0
    while at < end, shift < 63 {
      let byte = bytes[at]
      at += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
