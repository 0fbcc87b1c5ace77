internal import RejotContract

/// Names and strings as PostgreSQL reads them, whatever the session's settings.
enum SQLText {
  /// A quoted identifier.
  static func identifier(_ name: String) -> String {
    "\"\(doubling("\"", in: name))\""
  }

  static func table(_ name: QualifiedName) -> String {
    "\(identifier(name.schema)).\(identifier(name.name))"
  }

  /// A string constant; with a backslash in it, one whose meaning no setting changes.
  static func literal(_ value: String) -> String {
    let quoted = doubling("'", in: value)
    return quoted.unicodeScalars.contains("\\")
      ? "E'\(doubling("\\", in: quoted))'" : "'\(quoted)'"
  }

  /// By scalar: a combining mark behind a quote makes another character of it for Swift, not for
  /// SQL.
  private static func doubling(_ scalar: Unicode.Scalar, in text: String) -> String {
    var result = String.UnicodeScalarView()
    for each in text.unicodeScalars {
      if each == scalar { result.append(scalar) }
      result.append(each)
    }
    return String(result)
  }

  /// One line of a comment, without what would act on a terminal or turn the line around.
  static func comment(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          if scalar.properties.isWhitespace { return " " }
          switch scalar.properties.generalCategory {
          case .control, .format: return "\u{FFFD}"
          default: return scalar
          }
        }))
  }

  /// A dollar-quote tag that does not occur in `body`.
  static func tag(for body: String) -> String {
    var tag = "$rejot$"
    var count = 0
    while body.utf8.contains(tag.utf8) {
      count += 1
      tag = "$rejot\(count)$"
    }
    return tag
  }
}
