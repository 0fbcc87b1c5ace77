/// Takes texts apart whose parts are quoted as `record_out` and `range_out` do: `(1,"a ""b""",)`.
struct QuotedParts {
  private let text: [UInt8]
  private var place = 0

  /// A part of a text: nothing at all between two commas is no value.
  struct Part {
    let value: String?
  }

  init(_ text: String) {
    self.text = Array(text.utf8)
  }

  var isAtEnd: Bool { place == text.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  mutating func skip(word: StaticString) -> Bool {
    let word = word.description.utf8
    guard text[place...].starts(with: word) else { return false }
    place += word.count
    return true
  }

  /// What stands before the next comma or closing bracket; nil where there is none.
  ///
  /// - Parameter brackets: a square one closes as well, as in ranges.
  mutating func part(brackets: Bool) -> Part? {
    let start = place
    var value: [UInt8] = []
    var isQuoted = false
    while place < text.count {
      let byte = text[place]
      if !isQuoted, Self.endsPart(byte, brackets) {
        return Part(value: place == start ? nil : String(decoding: value, as: UTF8.self))
      }
      place += 1
      switch byte {
      case UInt8(ascii: "\\"):
        guard place < text.count else { return nil }
        value.append(text[place])
        place += 1
      case UInt8(ascii: "\"") where isQuoted && place < text.count && text[place] == byte:
        value.append(byte)
        place += 1
      case UInt8(ascii: "\""):
        isQuoted.toggle()
      default:
        value.append(byte)
      }
    }
    return nil
  }

  private static func endsPart(_ byte: UInt8, _ brackets: Bool) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")")
      || (brackets && byte == UInt8(ascii: "]"))
  }

  /// A value as the server writes it into such a text.
  ///
  /// - Parameter brackets: square ones are quoted too, as in ranges.
  static func quoted(_ value: String, brackets: Bool) -> String {
    let needsQuotes =
      value.isEmpty
      || value.utf8.contains { byte in
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"),
          UInt8(ascii: ","), 0x20, 0x09...0x0D:
          true
        case UInt8(ascii: "["), UInt8(ascii: "]"): brackets
        default: false
        }
      }
    guard needsQuotes else { return value }
    var text = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append(scalar) }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
