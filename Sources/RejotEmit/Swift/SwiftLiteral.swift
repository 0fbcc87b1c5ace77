/// A Swift string literal whose value is exactly the text it is made from.
package struct SwiftLiteral: Equatable {
  package let text: String

  /// `"…"` on one line.
  package init(_ value: String) {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += #"\""#
      case "\\": text += #"\\"#
      case "\t": text += #"\t"#
      default: text += Self.needsEscape(scalar) ? Self.escape(scalar, hashes: "") : String(scalar)
      }
    }
    self.text = text + "\""
  }

  private init(text: String) {
    self.text = text
  }

  /// A literal over several lines, raw where that keeps the text as people know it.
  package static func multiline(_ value: String) -> SwiftLiteral {
    var hashes = ""
    while value.utf8.contains(("\"\"\"" + hashes).utf8)
      || value.utf8.contains(("\\" + hashes).utf8)
    {
      hashes += "#"
    }
    var body = ""
    for scalar in value.unicodeScalars {
      body +=
        scalar != "\n" && needsEscape(scalar) ? escape(scalar, hashes: hashes) : String(scalar)
    }
    return SwiftLiteral(text: "\(hashes)\"\"\"\n\(body)\n\"\"\"\(hashes)")
  }

  /// SQL: over several lines, behind the label and indented below it.
  static func sql(_ value: String) -> SwiftLiteral {
    let literal = multiline(value)
    let lines = literal.text.split(separator: "\n", omittingEmptySubsequences: false)
    return SwiftLiteral(
      text: lines.enumerated().map { place, line in
        place == 0 || line.isEmpty ? String(line) : "  " + line
      }.joined(separator: "\n"))
  }

  /// Characters that would end a line, vanish or be changed when the file is read.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\t"
    case .lineSeparator, .paragraphSeparator, .format: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar, hashes: String) -> String {
    "\\\(hashes)u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
}
