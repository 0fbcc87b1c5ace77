/// A piece of Swift source. Its interpolation takes identifiers, literals, numbers and other code,
/// and nothing else: a plain `String` in a template does not compile, so no name or text from a
/// contract gets into the output without having been made safe.
///
/// Code in an interpolation takes on the indentation of the line it stands in.
struct SwiftCode: Equatable, ExpressibleByStringInterpolation {
  private(set) var text: String

  init(stringLiteral value: String) {
    text = value
  }

  init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
  }

  private init(text: String) {
    self.text = text
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(2 * literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Spelt as a declaration or an expression needs it, in backticks where necessary.
    mutating func appendInterpolation(_ identifier: SwiftIdentifier) {
      text += identifier.spelling
    }

    /// Spelt as an argument label, where backticks around a keyword would be a warning.
    mutating func appendInterpolation(label identifier: SwiftIdentifier) {
      text += identifier.labelSpelling
    }

    mutating func appendInterpolation(_ literal: SwiftLiteral) {
      appendNested(literal.text)
    }

    mutating func appendInterpolation(_ number: Int) {
      text += String(number)
    }

    mutating func appendInterpolation(_ truth: Bool) {
      text += truth ? "true" : "false"
    }

    mutating func appendInterpolation(_ code: SwiftCode) {
      appendNested(code.text)
    }

    private mutating func appendNested(_ nested: String) {
      let isNested = nested.hasSeveralLines
      text.append(indented: nested, by: isNested ? text.indentationOfLastLine : 0)
    }
  }

  static func joined(_ parts: some Sequence<SwiftCode>, separator: String) -> SwiftCode {
    SwiftCode(text: parts.map(\.text).joined(separator: separator))
  }

  static func lines(_ parts: some Sequence<SwiftCode>) -> SwiftCode {
    joined(parts, separator: "\n")
  }

  /// An array literal: on one line where it fits behind `column` others, else an element a line.
  static func array(_ elements: [SwiftCode], column: Int) -> SwiftCode {
    let inline = joined(elements, separator: ", ").text
    if !inline.hasSeveralLines, column + inline.width + 3 <= 100 {
      return SwiftCode(text: "[\(inline)]")
    }
    let body = joined(elements, separator: ",\n")
    let comma: SwiftCode = elements.count > 1 ? "," : ""
    return "[\n  \(body)\(comma)\n]"
  }

  /// `head` and `tail` on one line where they fit behind `column` others, else the tail indented
  /// on the next.
  static func broken(_ head: SwiftCode, _ tail: SwiftCode, column: Int) -> SwiftCode {
    column + head.text.width + 1 + tail.text.width <= 100 ? "\(head) \(tail)" : "\(head)\n  \(tail)"
  }

  /// A call's `head`, which ends in `(`, and its arguments on the same line where they fit.
  static func wrapped(_ head: SwiftCode, _ tail: SwiftCode, column: Int) -> SwiftCode {
    column + head.text.width + tail.text.width <= 100 ? "\(head)\(tail)" : "\(head)\n  \(tail)"
  }

  /// A property that is computed, on one line where it fits behind `column` others.
  ///
  /// Constants are not stored where there are many: the Swift compiler passes over the body of a
  /// getter where it makes the module, and a stored value it would check there once more.
  static func getter(_ head: SwiftCode, _ value: SwiftCode, column: Int) -> SwiftCode {
    let isShort =
      !value.text.hasSeveralLines && column + head.text.width + value.text.width + 5 <= 100
    return isShort ? "\(head) { \(value) }" : "\(head) {\n  \(value)\n}"
  }

  /// A static property `all` that holds these members of its type, one a line. It is stored: in a
  /// getter a member named `self` would be the type.
  static func all(_ type: SwiftCode, _ members: [SwiftIdentifier]) -> SwiftCode {
    let value = members.isEmpty ? "[]" : array(members.map { "\($0)" }, column: 100)
    return "static let all: [\(type)] = \(value)"
  }
}
