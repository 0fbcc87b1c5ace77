/// What laying out code asks of a text. It looks at bytes: finding characters takes many times as
/// long, and every line of the output passes through here several times.
extension String {
  private static let lineBreak = UInt8(ascii: "\n")
  private static let blank = UInt8(ascii: " ")

  var hasSeveralLines: Bool { utf8.contains(Self.lineBreak) }

  /// Columns that the text takes, a character each.
  var width: Int { utf8.allSatisfy { $0 < 0x80 } ? utf8.count : count }

  /// Blanks at the start of the last line.
  var indentationOfLastLine: Int {
    let start = utf8.lastIndex(of: Self.lineBreak).map(utf8.index(after:)) ?? startIndex
    return utf8[start...].prefix { $0 == Self.blank }.count
  }

  /// Appends a text whose lines, but for the first and empty ones, move to the right.
  mutating func append(indented other: String, by indentation: Int) {
    guard indentation > 0, other.hasSeveralLines else {
      self += other
      return
    }
    let blanks = String(repeating: " ", count: indentation)
    var isFirst = true
    for line in other.utf8.split(separator: Self.lineBreak, omittingEmptySubsequences: false) {
      if !isFirst {
        self += "\n"
        if !line.isEmpty { self += blanks }
      }
      self += Substring(line)
      isFirst = false
    }
  }
}
