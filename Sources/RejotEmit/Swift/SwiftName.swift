/// How names of SQL and of contracts become Swift names.
///
/// snake_case becomes camelCase. What is no identifier in that form keeps its exact spelling as a
/// raw identifier, `` `1st place` ``; what cannot even be one has its odd characters spelt as their
/// code points. Different names may end up the same: whoever names a scope looks for that.
enum SwiftName {
  /// A property or enum case. A name in `reserved` gets `suffix` behind it.
  static func member(
    _ name: String, reserved: Set<String> = [], suffix: String
  ) -> SwiftIdentifier {
    let result = camelCase(name) ?? rawIdentifier(name) ?? spelledOut(name)
    return SwiftIdentifier(reserved.contains(result) ? result + suffix : result)
  }

  /// A type, from one or several names: `order_status` to `OrderStatus`.
  static func type(_ names: String...) -> String { type(names) }

  static func type(_ names: [String]) -> String {
    let words = names.flatMap { name in
      name.unicodeScalars
        .split { !$0.properties.isXIDContinue || $0 == "_" }
        .map { capitalized(String($0)) }
    }
    let joined = words.joined()
    if joined.isEmpty { return capitalized(spelledOut(names.joined())) }
    return SwiftIdentifier.isPlain(joined) ? joined : "Type" + joined
  }

  /// A member named after a type: `CustomerV1` to `customerV1`.
  static func member(ofType name: String) -> SwiftIdentifier {
    SwiftIdentifier(loweredStart(name))
  }

  private static func camelCase(_ name: String) -> String? {
    let underscores = String(name.prefix { $0 == "_" })
    let words = name.dropFirst(underscores.count).split(separator: "_")
    guard SwiftIdentifier.isPlain(name), let first = words.first else { return nil }
    let result =
      underscores + loweredStart(String(first))
      + words.dropFirst().map { capitalized(String($0)) }.joined()
    return SwiftIdentifier.isPlain(result) ? result : nil
  }

  /// The name as it is, where it may stand between backticks.
  private static func rawIdentifier(_ name: String) -> String? {
    let scalars = name.unicodeScalars
    let isPrintable = scalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        scalar == "\u{200D}"
      case .spaceSeparator:
        scalar == " "
      default:
        scalar != "`" && scalar != "\\"
      }
    }
    // Operators and blanks alone are no name; `_` alone and `$` in front are Swift's own.
    let hasLetter = scalars.contains { scalar in
      scalar != "_" && (scalar.properties.isXIDContinue || scalar.value >= 0x1F000)
    }
    return isPrintable && hasLetter && scalars.first != "$" ? name : nil
  }

  private static func spelledOut(_ name: String) -> String {
    let text = name.unicodeScalars.map { scalar in
      scalar != "_" && scalar.properties.isXIDContinue
        ? String(scalar) : "U" + String(scalar.value, radix: 16, uppercase: true)
    }.joined()
    return text.isEmpty ? "empty" : loweredStart(SwiftIdentifier.isPlain(text) ? text : "u" + text)
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `URLPath` to `urlPath`, `ID` to `id`.
  private static func loweredStart(_ word: String) -> String {
    let upper = word.prefix { $0.isUppercase }.count
    let next = word.dropFirst(upper).first
    let count = upper > 1 && next?.isLetter == true ? upper - 1 : upper
    return word.prefix(count).lowercased() + word.dropFirst(count)
  }
}
