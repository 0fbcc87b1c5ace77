/// JSON's strings, byte for byte (RFC 8259, section 7).
enum JSONText {
  /// Appends a string: quotes, backslashes and control characters are escaped, and nothing else.
  static func write(_ value: UnsafeRawBufferPointer, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    var plain = 0
    for (place, byte) in value.enumerated() where needsEscape(byte) {
      json.append(contentsOf: UnsafeRawBufferPointer(rebasing: value[plain..<place]))
      plain = place + 1
      json.append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): json.append(byte)
      case 0x0A: json.append(UInt8(ascii: "n"))
      case 0x0D: json.append(UInt8(ascii: "r"))
      case 0x09: json.append(UInt8(ascii: "t"))
      default:
        json.append(contentsOf: "u00".utf8)
        HexDigits.append(byte, to: &json)
      }
    }
    json.append(contentsOf: UnsafeRawBufferPointer(rebasing: value[plain...]))
    json.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// What a string's inside stands for; it is never longer. ``JSONObjectCursor`` has seen that its
  /// escapes are whole.
  ///
  /// - Returns: how many bytes were written.
  static func unescape(
    _ value: UnsafeRawBufferPointer, to room: UnsafeMutableRawBufferPointer
  ) -> Int {
    var (place, count) = (0, 0)
    while place < value.count {
      let byte = value[place]
      place += 1
      guard byte == UInt8(ascii: "\\") else {
        room[count] = byte
        count += 1
        continue
      }
      let escape = value[place]
      place += 1
      switch escape {
      case UInt8(ascii: "u"):
        for byte in String(codePoint(value, &place)).utf8 {
          room[count] = byte
          count += 1
        }
      default:
        room[count] = controls[escape] ?? escape
        count += 1
      }
    }
    return count
  }

  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  /// Four digits, and four more of a pair's second half. Half a pair alone is no character.
  private static func codePoint(
    _ value: UnsafeRawBufferPointer, _ place: inout Int
  ) -> Character {
    let first = unit(value, place)
    place += 4
    if 0xD800..<0xDC00 ~= first, place + 6 <= value.count,
      value[place] == UInt8(ascii: "\\"), value[place + 1] == UInt8(ascii: "u")
    {
      let second = unit(value, place + 2)
      if 0xDC00..<0xE000 ~= second {
        place += 6
        let scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return Unicode.Scalar(scalar).map { Character($0) } ?? "\u{FFFD}"
      }
    }
    return Unicode.Scalar(first).map { Character($0) } ?? "\u{FFFD}"
  }

  private static func unit(_ value: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
    (place..<place + 4).reduce(0) { $0 << 4 | UInt32(HexDigits.value(of: value[$1]) ?? 0) }
  }
}

/// Reads an object of strings and nulls from left to right.
struct JSONObjectCursor {
  private let json: UnsafeRawBufferPointer
  private var place = 0

  init(_ json: UnsafeRawBufferPointer) {
    self.json = json
  }

  /// Passes over blanks and then one character, if it is there.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard place < json.count, json[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(PayloadFault) {
    if !skip(character) { throw fault("a \(character) is missing") }
  }

  mutating func expectEnd() throws(PayloadFault) {
    skipBlanks()
    if place < json.count { throw fault("something follows the object") }
  }

  /// The inside of a string, whose escapes are whole.
  mutating func text() throws(PayloadFault) -> UnsafeRawBufferPointer {
    try expect("\"")
    let start = place
    while place < json.count {
      switch json[place] {
      case UInt8(ascii: "\""):
        place += 1
        return UnsafeRawBufferPointer(rebasing: json[start..<place - 1])
      case UInt8(ascii: "\\"): try passEscape()
      case ..<0x20: throw fault("a string holds a control character")
      default: place += 1
      }
    }
    throw fault("a string does not end")
  }

  mutating func textOrNull() throws(PayloadFault) -> UnsafeRawBufferPointer? {
    skipBlanks()
    guard json.dropFirst(place).starts(with: "null".utf8) else {
      guard place < json.count, json[place] == UInt8(ascii: "\"") else {
        throw fault("a value is neither a string nor null")
      }
      return try text()
    }
    place += 4
    return nil
  }

  private mutating func passEscape() throws(PayloadFault) {
    guard place + 1 < json.count else { throw fault("an escape does not end") }
    let escape = json[place + 1]
    if escape == UInt8(ascii: "u") {
      let digits = json.dropFirst(place + 2).prefix(4)
      guard digits.count == 4, digits.allSatisfy({ HexDigits.value(of: $0) != nil }) else {
        throw fault("an escape has not four digits")
      }
      place += 6
    } else {
      guard "\"\\/bfnrt".utf8.contains(escape) else { throw fault("there is no such escape") }
      place += 2
    }
  }

  private mutating func skipBlanks() {
    while place < json.count, [0x20, 0x09, 0x0A, 0x0D].contains(json[place]) { place += 1 }
  }

  private func fault(_ reason: String) -> PayloadFault {
    PayloadFault(offset: place, reason)
  }
}
