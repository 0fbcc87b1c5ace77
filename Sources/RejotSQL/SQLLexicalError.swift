/// A text that cannot be cut into tokens: a quote or comment without end, a malformed number.
package struct SQLLexicalError: Error, Sendable, Hashable {
  package let message: String
  /// What opens the construct without end, or the malformed token, in UTF-8 bytes of the text.
  package let range: Range<Int>

  init(message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }

  /// - Parameters:
  ///   - message: the lexer's own, which may quote the text: that part is dropped.
  ///   - offset: the byte it points at.
  init(_ message: String, at offset: Int, in bytes: [UInt8]) {
    if let quoted = message.firstRange(of: " at or near \"") {
      self.message = String(message[..<quoted.lowerBound])
    } else {
      self.message = message
    }
    range = Self.opening(at: min(offset, bytes.count), in: bytes)
  }

  /// What opens a construct (`'`, `E'`, `$tag$`, `/*`, `""`), or a malformed word.
  private static func opening(at start: Int, in bytes: [UInt8]) -> Range<Int> {
    let rest = bytes[start...]
    if rest.starts(with: "/*".utf8) || rest.starts(with: "\"\"".utf8) { return start..<(start + 2) }
    var end = start
    if rest.first == UInt8(ascii: "$") { end += 1 }
    while end < bytes.count, SQLLexer.isWordByte(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "&") { end += 1 }
    if end < bytes.count, "'\"$".utf8.contains(bytes[end]) { end += 1 }
    return start..<min(max(end, start + 1), bytes.count)
  }

  /// What to do about it.
  package var help: String {
    if message.contains("quoted identifier") { return "add the closing \"" }
    if message.contains("zero-length") { return "put a name between the quotes" }
    if message.contains("quoted string") {
      return message.contains("dollar")
        ? "repeat the dollar quote at the text's end" : "add the closing '"
    }
    if message.contains("comment") { return "close the comment with */" }
    return "see the lexical rules of PostgreSQL"
  }
}
