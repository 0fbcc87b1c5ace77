/// A Swift string literal whose value is exactly the text it is made from.
package struct SwiftLiteral: Equatable {
  package let text: String

  /// `"…"` on one line.
  package init(_ value: String) {
    guard !value.utf8.allSatisfy({ Self.isPlain($0) }) else {
      text = "\"\(value)\""
      return
    }
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
    while contains(value, "\"\"\"" + hashes) || contains(value, "\\" + hashes) { hashes += "#" }
    guard !value.utf8.allSatisfy({ isPlainInLines($0) }) else {
      return SwiftLiteral(text: "\(hashes)\"\"\"\n\(value)\n\"\"\"\(hashes)")
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
    var text = ""
    text.append(indented: multiline(value).text, by: 2)
    return SwiftLiteral(text: text)
  }

  /// Whether a text holds another one, looking for its first byte before anything else.
  private static func contains(_ value: String, _ part: String) -> Bool {
    guard let first = part.utf8.first, value.utf8.contains(first) else { return false }
    return value.utf8.contains(part.utf8)
  }

  /// Printable ASCII that stands for itself between quotes.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Printable ASCII and line breaks.
  private static func isPlainInLines(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == UInt8(ascii: "\n")
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
