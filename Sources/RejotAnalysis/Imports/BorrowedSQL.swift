import RejotSQL

/// SQL in a lock that somebody else wrote. It reaches servers and generated files, so it must have
/// the form that `rejotc build` gives it: nothing in it may end the statement it becomes part of.
enum BorrowedSQL {
  /// Whether it is one SELECT that stays within parentheses put around it.
  static func isQuery(_ text: String) -> Bool {
    guard let tokens = tokens(text), StatementSplitter.statements(tokens) == [tokens.indices],
      let first = tokens.first?.name(in: Array(text.utf8)), ["select", "with"].contains(first)
    else { return false }
    return isBalanced(tokens)
  }

  /// Whether it names a function with the types of its arguments, as GRANT does:
  /// `app.label(text, "Mood"[])`.
  static func isFunction(_ text: String) -> Bool {
    guard let tokens = tokens(text), tokens.last?.kind == .symbol(UInt8(ascii: ")")) else {
      return false
    }
    let isNaming = tokens.allSatisfy { token in
      switch token.kind {
      case .identifier, .keyword: true
      case .symbol(let byte): [UInt8]("().,[]".utf8).contains(byte)
      case .unicodeIdentifier, .string, .bits, .integer, .decimal, .parameter, .typeCast,
        .colonEquals, .operation, .comment:
        false
      }
    }
    let opening = tokens.count { $0.kind == .symbol(UInt8(ascii: "(")) }
    return isNaming && opening == 1 && isBalanced(tokens)
  }

  private static func tokens(_ text: String) -> [SQLToken]? {
    guard case .success(let tokens) = SQLLexer.tokens(in: text), !tokens.contains(where: \.isComment)
    else { return nil }
    return tokens
  }

  private static func isBalanced(_ tokens: [SQLToken]) -> Bool {
    var depth = 0
    for token in tokens where depth >= 0 {
      if token.kind == .symbol(UInt8(ascii: "(")) { depth += 1 }
      if token.kind == .symbol(UInt8(ascii: ")")) { depth -= 1 }
    }
    return depth == 0
  }
}
