/// Text inside an XML 1.0 document.
enum XMLText {
  /// Between tags.
  static func content(_ text: String) -> String { escaped(text, isAttribute: false) }

  /// Between the double quotes of an attribute, where a reader would make a blank of a line break.
  static func attribute(_ text: String) -> String { escaped(text, isAttribute: true) }

  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Only `]]>` would need it; readers expect it everywhere.
      case ">": result += "&gt;"
      case "\"" where isAttribute: result += "&quot;"
      case "\t" where isAttribute: result += "&#9;"
      case "\n" where isAttribute: result += "&#10;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default: result += isVisible(scalar) ? String(scalar) : replacement(for: scalar)
      }
    }
    return result
  }

  /// XML 1.0 knows no escape for most controls (production 2, `Char`), and none of them, nor a mark
  /// that turns the direction of a line, is anything a reader should get.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return false
    default: return scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
  }

  private static func replacement(for scalar: Unicode.Scalar) -> String {
    // The "control pictures" block stands in the order of the controls.
    guard scalar.value < 0x20 else { return "\u{FFFD}" }
    return Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? "\u{FFFD}"
  }
}
