/// Spelling of names in SQL.
enum SQLName {
  /// The name as a user would write it: quoted only where it must be.
  static func spelled(_ name: String) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { offset, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): offset > 0
      default: false
      }
    }
    return isPlain && !name.isEmpty ? name : quoted(name)
  }

  /// The name in quotes, which is right whatever it is.
  static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
