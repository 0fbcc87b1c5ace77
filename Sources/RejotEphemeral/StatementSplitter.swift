/// Cuts a file of SQL into statements where psql would, so that each is sent on its own: several
/// in one message would share a transaction, which `CREATE INDEX CONCURRENTLY` refuses.
package struct StatementSplitter {
  /// A stretch of the file.
  package struct Statement: Equatable {
    /// UTF-8 byte offset from 0 of the first token.
    package let offset: Int
    package let text: String
    /// A psql command (`\connect …`) rather than SQL.
    package let isMetaCommand: Bool
    /// `COPY … FROM stdin`: lines of data follow it, which are no part of any statement.
    package let readsInput: Bool
    /// `CREATE ROLE` and its like, or a block of code that may hold one.
    var mayMakeRoles = false
  }

  private let bytes: [UInt8]
  private var place = 0
  /// First byte of the statement being read; nil between statements.
  private var start: Int?
  private var parentheses = 0
  /// How deep in `BEGIN ATOMIC … END` of a routine's body.
  private var blocks = 0
  private var words: [String] = []
  private var found: [Statement] = []

  /// The statements of a text; empty ones and comments are left out.
  package static func statements(of text: String) -> [Statement] {
    var splitter = StatementSplitter(bytes: Array(text.utf8))
    return splitter.split()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func split() -> [Statement] {
    // psql steps over a byte order mark as well.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    while place < bytes.count { readToken() }
    endStatement()
    return found
  }

  private mutating func readToken() {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C:
      place += 1
    case UInt8(ascii: "-") where next(is: "-"):
      skip { $0 != UInt8(ascii: "\n") }
    case UInt8(ascii: "/") where next(is: "*"):
      skipBlockComment()
    case UInt8(ascii: ";"):
      let count = found.count
      if isEnd { endStatement() }
      place += 1
      if found.count > count, found.last?.readsInput == true { skipData() }
    case UInt8(ascii: "\\"):
      readMetaCommand()
    default:
      if start == nil { start = place }
      readPart(byte)
    }
  }

  private mutating func readPart(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "'"): skipQuoted(by: byte, escapes: false)
    case UInt8(ascii: "\""): skipQuoted(by: byte, escapes: false)
    case UInt8(ascii: "$"): skipDollarQuoted()
    case UInt8(ascii: "("):
      parentheses += 1
      place += 1
    case UInt8(ascii: ")"):
      parentheses = max(0, parentheses - 1)
      place += 1
    default:
      if Self.startsWord(byte) { readWord() } else { place += 1 }
    }
  }

  private mutating func readWord() {
    let from = place
    skip { Self.startsWord($0) || Self.isDigit($0) || $0 == UInt8(ascii: "$") }
    let word = String(decoding: bytes[from..<place], as: UTF8.self).uppercased()
    if word == "E", place < bytes.count, bytes[place] == UInt8(ascii: "'") {
      skipQuoted(by: bytes[place], escapes: true)
      return
    }
    words.append(word)
    guard isRoutine, parentheses == 0 else { return }
    if word == "ATOMIC", words.dropLast().last == "BEGIN" { blocks += 1 }
    if blocks > 0, word == "CASE" { blocks += 1 }
    if blocks > 0, word == "END" { blocks -= 1 }
  }

  private static let roleWords: Set<String> = ["ROLE", "USER", "GROUP"]

  private var isRoutine: Bool {
    guard words.first == "CREATE" else { return false }
    let rest = words.dropFirst().prefix(3)
    return rest.contains("FUNCTION") || rest.contains("PROCEDURE")
  }

  /// Only what CREATE defines (a rule, a routine's body) holds semicolons of its own: elsewhere an
  /// open parenthesis is a mistake, which must not swallow the rest of the file.
  private var isEnd: Bool {
    words.first == "CREATE" ? parentheses == 0 && blocks == 0 : true
  }

  private mutating func endStatement() {
    if let start {
      found.append(
        Statement(
          offset: start, text: String(decoding: bytes[start..<place], as: UTF8.self),
          isMetaCommand: false, readsInput: words.first == "COPY" && words.contains("STDIN"),
          mayMakeRoles: words.first == "DO"
            || (words.first == "CREATE"
              && words.dropFirst().first.map(Self.roleWords.contains) == true)
        ))
    }
    start = nil
    parentheses = 0
    blocks = 0
    words = []
  }

  /// psql takes a backslash outside quotes as a command of its own, up to the line's end. What
  /// stands before it on its own is what `\gexec` and its like run.
  private mutating func readMetaCommand() {
    endStatement()
    if next(is: ";") {
      // A semicolon that only keeps psql from sending what stands before it.
      place += 2
      return
    }
    let from = place
    skip { $0 != UInt8(ascii: "\n") }
    found.append(
      Statement(
        offset: from, text: String(decoding: bytes[from..<place], as: UTF8.self),
        isMetaCommand: true, readsInput: false))
  }

  /// Lines of data end with a line of `\.`, or with the file.
  private mutating func skipData() {
    skip { $0 != UInt8(ascii: "\n") }
    while place < bytes.count {
      place += 1
      let line = place
      skip { $0 != UInt8(ascii: "\n") }
      let words = bytes[line..<place].filter { $0 != UInt8(ascii: "\r") }
      if words == Array("\\.".utf8) { return }
    }
  }

  private mutating func skipQuoted(by quote: UInt8, escapes: Bool) {
    place += 1
    while place < bytes.count {
      if escapes, bytes[place] == UInt8(ascii: "\\") {
        place += 2
      } else if bytes[place] == quote {
        place += 1
        // A doubled quote stands for one and opens the same literal again.
        guard place < bytes.count, bytes[place] == quote else { break }
        place += 1
      } else {
        place += 1
      }
    }
    place = min(place, bytes.count)
  }

  private mutating func skipDollarQuoted() {
    var end = place + 1
    while end < bytes.count, Self.startsWord(bytes[end]) || Self.isDigit(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$"), !Self.isDigit(bytes[place + 1])
    else {
      place += 1
      return
    }
    let tag = bytes[place...end]
    place = end + 1
    while place < bytes.count, !bytes[place...].starts(with: tag) { place += 1 }
    place = min(place + tag.count, bytes.count)
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if bytes[place] == UInt8(ascii: "/"), next(is: "*") {
        depth += 1
        place += 2
      } else if bytes[place] == UInt8(ascii: "*"), next(is: "/") {
        depth -= 1
        place += 2
      } else {
        place += 1
      }
    } while depth > 0 && place < bytes.count
  }

  private mutating func skip(while holds: (UInt8) -> Bool) {
    while place < bytes.count, holds(bytes[place]) { place += 1 }
  }

  private func next(is scalar: Unicode.Scalar) -> Bool {
    place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: scalar)
  }

  private static func startsWord(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
