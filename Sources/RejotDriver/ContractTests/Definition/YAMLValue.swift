import RejotYAML

/// Values of rows as YAML shows them: the text, or `null`.
enum YAMLValue {
  /// Plain words that YAML 1.2 reads as null.
  private static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]

  /// The text that a scalar stands for; nil is NULL.
  static func text(of scalar: YAMLScalar) -> String? {
    scalar.style == .plain && nulls.contains(scalar.text) ? nil : scalar.text
  }

  /// A value on one line, in quotes where it would otherwise be read as something else, also by
  /// tools that take plain words for numbers and dates only where they look like ones.
  static func written(_ value: String?) -> String {
    guard let value else { return "null" }
    return isPlain(value) ? value : quoted(value)
  }

  private static func isPlain(_ text: String) -> Bool {
    guard !nulls.contains(text), let first = text.unicodeScalars.first,
      let last = text.unicodeScalars.last, last != " ", first != " ", last != ":"
    else { return false }
    let isOrdinary = text.unicodeScalars.allSatisfy { scalar in
      !",[]{}".unicodeScalars.contains(scalar) && isVisible(scalar)
    }
    guard isOrdinary, !text.contains(": "), !text.contains(" #") else { return false }
    // A negative number is a plain word.
    if first == "-", let second = text.unicodeScalars.dropFirst().first {
      return ("0"..."9").contains(second)
    }
    return !"-?:#&*!|>'\"%@`=<\\".unicodeScalars.contains(first)
  }

  /// In double quotes, where any text can stand on one line.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where isVisible(scalar): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (mark, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
        result += "\\\(mark)" + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return result + "\""
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      false
    default: true
    }
  }
}
