/// Takes an array's text apart: `[2:3]={a,"b c",NULL}` into elements and dimensions. Every element
/// type the runtime carries is delimited by commas.
struct ArrayTextParser {
  struct Parsed: Equatable {
    var elements: [String?] = []
    var dimensions: [(lowerBound: Int32, count: Int)] = []

    static func == (left: Parsed, right: Parsed) -> Bool {
      left.elements == right.elements
        && left.dimensions.elementsEqual(right.dimensions) { $0 == $1 }
    }
  }

  private let text: [UInt8]
  private var place = 0
  private var elements: [String?] = []
  /// How many members a brace at each depth holds, once one has been closed there.
  private var counts: [Int?] = []
  /// At which depth the elements stand, once one has been seen.
  private var leafDepth: Int?

  init(_ text: String) {
    self.text = Array(text.utf8)
  }

  mutating func parse() -> Parsed? {
    var bounds: [(Int32, Int)] = []
    while skip("[") {
      guard let lower = integer(), skip(":"), let upper = integer(), upper >= lower else {
        return nil
      }
      bounds.append((lower, Int(upper) - Int(lower) + 1))
    }
    if !bounds.isEmpty, !skip("=") { return nil }
    if bounds.isEmpty, text == Array("{}".utf8) { return Parsed() }
    guard braces(depth: 0), place == text.count else { return nil }
    let found = counts.compactMap { $0 }
    guard found.count == counts.count, counts.count == leafDepth else { return nil }
    if bounds.isEmpty { bounds = found.map { (1, $0) } }
    guard bounds.map(\.1) == found else { return nil }
    return Parsed(elements: elements, dimensions: bounds)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func integer() -> Int32? {
    let start = place
    while place < text.count, text[place] != UInt8(ascii: ":"), text[place] != UInt8(ascii: "]") {
      place += 1
    }
    let number = Int32(String(decoding: text[start..<place], as: UTF8.self))
    _ = skip("]")
    return number
  }

  /// `{…}`: members that are all braces or all elements, as many as in the brace beside it.
  private mutating func braces(depth: Int) -> Bool {
    guard depth < 6, skip("{") else { return false }
    if depth == counts.count { counts.append(nil) }
    var members = 0
    repeat {
      if place < text.count, text[place] == UInt8(ascii: "{") {
        guard leafDepth != depth + 1, braces(depth: depth + 1) else { return false }
      } else {
        guard leafDepth == nil || leafDepth == depth + 1, element() else { return false }
        leafDepth = depth + 1
      }
      members += 1
    } while skip(",")
    guard skip("}"), counts[depth] == nil || counts[depth] == members else { return false }
    counts[depth] = members
    return true
  }

  private mutating func element() -> Bool {
    if skip("\"") {
      var value: [UInt8] = []
      while place < text.count, text[place] != UInt8(ascii: "\"") {
        if text[place] == UInt8(ascii: "\\") { place += 1 }
        guard place < text.count else { return false }
        value.append(text[place])
        place += 1
      }
      elements.append(String(decoding: value, as: UTF8.self))
      return skip("\"")
    }
    let start = place
    while place < text.count, !Self.endsElement(text[place]) { place += 1 }
    guard place > start else { return false }
    let value = String(decoding: text[start..<place], as: UTF8.self)
    elements.append(value == "NULL" ? nil : value)
    return true
  }

  private static func endsElement(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// An element as `array_out` writes it: in quotes when it is empty, reads like NULL, or holds a
  /// quote, a backslash, a brace, a comma or white space.
  static func quoted(_ element: String) -> String {
    let needsQuotes =
      element.isEmpty || element.lowercased() == "null"
      || element.utf8.contains { byte in
        endsElement(byte) || byte == 0x20 || (0x09...0x0D).contains(byte)
      }
    guard needsQuotes else { return element }
    var text = "\""
    for scalar in element.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
