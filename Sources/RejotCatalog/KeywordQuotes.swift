/// Takes the quotes off names that only newer servers quote in what they print, so that the same
/// statement has the same canonical text on every version.
enum KeywordQuotes {
  /// Words that became keywords after version 14 and are still allowed, bare, as names of columns
  /// and tables: the `COL_NAME_KEYWORD`s that PostgreSQL's `kwlist.h` gained up to version 18.
  private static let words: Set<String> = [
    "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg",
    "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "merge_action",
  ]

  /// The text without those quotes. Strings are left alone; so is a name before a parenthesis,
  /// which bare would be the keyword.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\"")) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
        output.append(byte)
        at += 1
        continue
      }
      // A doubled quote ends one stretch and begins the next: both are copied as they are. A
      // printed string holds backslashes doubled, so none hides a quote.
      let end = bytes[(at + 1)...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
      let inside = String(decoding: bytes[(at + 1)..<max(at + 1, end - 1)], as: UTF8.self)
      let next = end < bytes.count ? bytes[end] : 0
      let isBare =
        byte == UInt8(ascii: "\"") && words.contains(inside) && next != UInt8(ascii: "(")
        && next != byte && output.last != byte
      output += isBare ? bytes[(at + 1)..<(end - 1)] : bytes[at..<end]
      at = end
    }
    return String(decoding: output, as: UTF8.self)
  }
}
