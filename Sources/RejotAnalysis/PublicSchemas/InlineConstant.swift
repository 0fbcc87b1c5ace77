import RejotCatalog
import RejotContract

/// Constants of an analysed tree, read from PostgreSQL's forms in memory: little-endian numbers,
/// and texts behind four bytes with their length (`varatt.h`).
enum InlineConstant {
  /// Nil for types whose form is not read here.
  static func expression(_ node: Node) -> InlineExpression? {
    if node["constisnull"].isTrue { return .null }
    guard case .datum(let bytes) = node["constvalue"], let type = node["consttype"].oid else {
      return nil
    }
    // pg_type.dat
    switch type {
    case 16: return bytes.first.map { .boolean($0 != 0) }
    case 20: return word(bytes).map { .integer($0) }
    case 21: return word(bytes).flatMap { Int16(exactly: $0) }.map { .integer(Int64($0)) }
    case 23: return word(bytes).flatMap { Int32(exactly: $0) }.map { .integer(Int64($0)) }
    case 25, 1042, 1043:
      return content(bytes).flatMap { String(validating: $0, as: UTF8.self) }.map { .text($0) }
    case 705:
      // A literal that nothing gave a type: a C string.
      return bytes.last == 0
        ? String(validating: bytes.dropLast(), as: UTF8.self).map { .text($0) } : nil
    case 17: return content(bytes).map { .text("\\x" + hex($0)) }
    case 1082:
      return word(bytes).flatMap { Int32(exactly: $0) }.map { .text(CalendarText.date($0)) }
    case 1114: return word(bytes).map { .text(CalendarText.timestamp($0, zone: "")) }
    case 1184: return word(bytes).map { .text(CalendarText.timestamp($0, zone: "+00")) }
    case 1700: return content(bytes).flatMap { NumericDatum.text(Array($0)) }.map { .text($0) }
    case 2950: return bytes.count == 16 ? .text(uuid(bytes)) : nil
    default: return nil
    }
  }

  /// What is passed by value takes eight bytes, whatever its type.
  private static func word(_ bytes: [UInt8]) -> Int64? {
    guard bytes.count == 8 else { return nil }
    return Int64(bitPattern: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// What stands behind the length of a value that is not compressed.
  private static func content(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard bytes.count >= 4, bytes[0] & 3 == 0 else { return nil }
    let length = bytes[0..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) } >> 2
    return Int(length) == bytes.count ? bytes[4...] : nil
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  private static func uuid(_ bytes: [UInt8]) -> String {
    [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10..<16]].map(hex)
      .joined(separator: "-")
  }
}
