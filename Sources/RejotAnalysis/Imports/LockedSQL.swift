import RejotSQL

/// SQL that a lock of somebody else brings, and that goes into statements of ours: nothing in it
/// may end those and begin others.
enum LockedSQL {
  /// One SELECT as it may stand in parentheses: no comment, semicolon or parenthesis too many.
  static func isSelect(_ text: String) -> Bool {
    guard case .success(let tokens) = SQLLexer.tokens(in: text), let first = tokens.first,
      first.kind == .keyword(.reserved), first.name(in: Array(text.utf8)) == "select"
    else { return false }
    var depth = 0
    for token in tokens {
      if token.isComment || token.kind == .symbol(UInt8(ascii: ";")) { return false }
      if token.kind == .symbol(UInt8(ascii: "(")) { depth += 1 }
      if token.kind == .symbol(UInt8(ascii: ")")) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// A function's name with its argument types, as GRANT takes it: `app.label(text, integer[])`.
  static func isSignature(_ text: String) -> Bool {
    guard case .success(let tokens) = SQLLexer.tokens(in: text), let first = tokens.first,
      first.name(in: Array(text.utf8)) != nil, let last = tokens.last,
      last.kind == .symbol(UInt8(ascii: ")"))
    else { return false }
    let allowed = Set(".,[]()".utf8)
    let areNames = tokens.allSatisfy { token in
      if case .symbol(let character) = token.kind { return allowed.contains(character) }
      return token.name(in: Array(text.utf8)) != nil
    }
    let opened = tokens.filter { $0.kind == .symbol(UInt8(ascii: "(")) }
    let closed = tokens.filter { $0.kind == .symbol(UInt8(ascii: ")")) }
    return areNames && opened.count == 1 && closed.count == 1
  }
}
