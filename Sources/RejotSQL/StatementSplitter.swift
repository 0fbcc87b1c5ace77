/// Cuts a text's tokens into statements at its semicolons. Semicolons in strings, dollar quotes and
/// comments are no tokens and cut nothing.
package enum StatementSplitter {
  /// The statements as ranges of token indices: from a statement's first token that is no comment
  /// to its last, without the semicolon. Empty statements are left out.
  package static func statements(_ tokens: [SQLToken]) -> [Range<Int>] {
    var statements: [Range<Int>] = []
    var first: Int?
    var last = 0
    for (index, token) in tokens.enumerated() {
      if token.isComment { continue }
      if token.kind == .symbol(UInt8(ascii: ";")) {
        if let start = first { statements.append(start..<(last + 1)) }
        first = nil
      } else {
        first = first ?? index
        last = index
      }
    }
    if let start = first { statements.append(start..<(last + 1)) }
    return statements
  }
}
