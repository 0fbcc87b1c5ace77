/// Where a text stops being JSON (RFC 8259), for documents that people may have edited: decoders
/// say that something is wrong, not where.
///
/// It goes through the text once and keeps no value, so neither size nor nesting of a hostile text
/// costs more than its length.
package struct JSONSyntax {
  /// The first place that is not as JSON has it.
  package struct Problem: Sendable, Equatable {
    /// In UTF-8 bytes of the text.
    package let offset: Int
    /// What is wrong there, in a few words.
    package let message: String
  }

  /// Deepest nesting that is taken for meant.
  package static let depthLimit = 128

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil when the text is one JSON value.
  package static func problem(in bytes: [UInt8]) -> Problem? {
    var syntax = JSONSyntax(bytes)
    do throws(Problem) {
      try syntax.readDocument()
      return nil
    } catch {
      return error
    }
  }

  private func problem(_ message: String) -> Problem { Problem(offset: at, message: message) }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func readDocument() throws(Problem) {
    // What is open, outermost first: true for an object.
    var open: [Bool] = []
    repeat {
      // A value stands here; a container that is not empty only begins.
      if take("{") || take("[") {
        let isObject = bytes[at - 1] == UInt8(ascii: "{")
        guard open.count < Self.depthLimit else { throw problem("it is nested too deeply") }
        if !take(isObject ? "}" : "]") {
          open.append(isObject)
          if isObject { try readKey() }
          continue
        }
      } else {
        try readScalar()
      }
      try close(&open)
    } while !open.isEmpty
    skipBlanks()
    if next != nil { throw problem("something stands behind its end") }
  }

  /// Behind a value: closes what ends here, up to a comma.
  private mutating func close(_ open: inout [Bool]) throws(Problem) {
    while let isObject = open.last {
      if take(",") {
        if isObject { try readKey() }
        return
      }
      guard take(isObject ? "}" : "]") else {
        throw problem("a comma or \(isObject ? "}" : "]") is missing")
      }
      open.removeLast()
    }
  }

  private mutating func readKey() throws(Problem) {
    skipBlanks()
    guard next == UInt8(ascii: "\"") else { throw problem("a key in quotes is missing") }
    try readString()
    guard take(":") else { throw problem("a colon is missing") }
  }

  private mutating func readScalar() throws(Problem) {
    skipBlanks()
    guard let byte = next else { throw problem("it ends too early") }
    if byte == UInt8(ascii: "\"") { return try readString() }
    let start = at
    while let byte = next, Self.isWord(byte) { at += 1 }
    let word = bytes[start..<at]
    if Self.literals.contains(where: word.elementsEqual) || Self.isNumber(word) { return }
    at = start
    throw problem("this is no value")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  private static let literals = ["true", "false", "null"].map { Array($0.utf8) }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, without a regular expression: a lock has
  /// tens of thousands of numbers.
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func takeDigits() -> Bool {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      return !digits.isEmpty
    }
    func take(_ characters: Unicode.Scalar...) -> Bool {
      guard let first = rest.first, characters.contains(where: { UInt8(ascii: $0) == first })
      else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = take("-")
    if !take("0"), !takeDigits() { return false }
    if take("."), !takeDigits() { return false }
    if take("e", "E") {
      _ = take("+", "-")
      if !takeDigits() { return false }
    }
    return rest.isEmpty
  }

  private mutating func readString() throws(Problem) {
    let start = at
    at += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"):
        at += 2
      case 0..<0x20:
        throw problem("a line break or another control character stands in a text")
      default:
        at += 1
      }
    }
    at = start
    throw problem("a text has no closing quote")
  }
}

extension JSONSyntax.Problem: Error {}
