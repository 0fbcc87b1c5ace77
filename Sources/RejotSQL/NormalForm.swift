/// A text's tokens written in one way: no comments, one blank where one belongs, keywords and bare
/// names in lower case. Two texts have the same normal form exactly when PostgreSQL cannot tell
/// them apart, but for the quotes around a name that needs none.
///
/// Blanks are left out only beside characters that no token can grow over: commas, parentheses,
/// brackets, casts, and dots between names. So different tokens never give the same text.
package struct NormalForm: Sendable, Hashable {
  package private(set) var text = ""
  /// Where each token of the text begins and which one it is.
  private var starts: [(offset: Int, token: Int)] = []

  /// A statement with its placeholders as the user named them.
  package init(_ statement: PreparedText) {
    let bytes = Array(statement.text.utf8)
    var names: [Int: String] = [:]
    for placeholder in statement.placeholders { names[placeholder.number] = placeholder.name }
    self.init(statement.tokens, bytes) { token in
      guard token.kind == .parameter,
        let number = Int(String(decoding: bytes[token.range].dropFirst(), as: UTF8.self)),
        let name = names[number]
      else { return nil }
      return ":" + Self.quoted(name)
    }
  }

  /// Any text that the lexer takes, such as a type's name; nil for others.
  package init?(_ text: String) {
    guard case .success(let tokens) = SQLLexer.tokens(in: text) else { return nil }
    self.init(tokens, Array(text.utf8)) { _ in nil }
  }

  private init(
    _ tokens: [SQLToken], _ bytes: [UInt8], replacement: (SQLToken) -> String?
  ) {
    var before: [SQLToken] = []
    for (index, token) in tokens.enumerated() where !token.isComment {
      let after = tokens[(index + 1)...].first { !$0.isComment }
      if !text.isEmpty, needsBlank(between: before, token, and: after) { text += " " }
      starts.append((text.utf8.count, index))
      text += replacement(token) ?? Self.spelling(token, bytes)
      before = [token] + before.prefix(1)
    }
  }

  package static func == (left: NormalForm, right: NormalForm) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The first token whose text differs from another normal form, by its place among the tokens
  /// the form was made from; nil when nothing differs, or only the other one goes on.
  package func firstDifference(from other: String) -> Int? {
    let own = Array(text.utf8)
    let common = zip(own, other.utf8).prefix { $0 == $1 }.count
    guard common < own.count else { return nil }
    // A blank belongs to the token behind it.
    let place = own[common] == 0x20 ? common + 1 : common
    return starts.last { $0.offset <= place }?.token
  }

  private static func spelling(_ token: SQLToken, _ bytes: [UInt8]) -> String {
    guard bytes[token.range.lowerBound] != UInt8(ascii: "\""), let name = token.name(in: bytes)
    else { return String(decoding: bytes[token.range], as: UTF8.self) }
    return name
  }

  private static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { offset, byte in
      (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
        || (offset > 0 && (0x30...0x39).contains(byte))
    }
    if isPlain, !name.isEmpty { return name }
    // By scalar: a quote with a combining mark behind it is a quote.
    let inner = name.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(inner.map { String($0) }.joined(separator: "\"\""))\""
  }

  /// - Parameter before: the tokens before this one, last first; two at most.
  private func needsBlank(
    between before: [SQLToken], _ token: SQLToken, and after: SQLToken?
  ) -> Bool {
    guard let last = before.first else { return false }
    // `0x1F` and `1_000` are one number to newer servers, two words to this lexer.
    if last.isNumber, last.range.upperBound == token.range.lowerBound, token.isWord {
      return false
    }
    if last.isOne(of: "([") || token.isOne(of: ",;)]") { return false }
    if last.kind == .typeCast || token.kind == .typeCast { return false }
    if token.isOne(of: "[") { return !last.isWord && !last.isOne(of: ")]") }
    if token.isOne(of: "(") { return !last.isFunctionName }
    if token.isOne(of: ".") { return !(last.isWord && after.map(Self.continuesName) == true) }
    if last.isOne(of: ".") {
      return !(before.dropFirst().first?.isWord == true && Self.continuesName(token))
    }
    return true
  }

  private static func continuesName(_ token: SQLToken) -> Bool {
    token.isWord || token.isOne(of: "*")
  }
}

extension SQLToken {
  fileprivate func isOne(of characters: String) -> Bool {
    guard case .symbol(let character) = kind else { return false }
    return characters.utf8.contains(character)
  }

  fileprivate var isNumber: Bool { kind == .integer || kind == .decimal }

  /// A name or keyword.
  fileprivate var isWord: Bool {
    switch kind {
    case .identifier, .keyword: true
    case .unicodeIdentifier, .string, .bits, .integer, .decimal, .parameter, .typeCast,
      .colonEquals, .operation, .symbol, .comment:
      false
    }
  }

  /// What usually stands before the parenthesis of a call or of a type's modifier.
  fileprivate var isFunctionName: Bool {
    switch kind {
    case .identifier: true
    case .keyword(let keyword): keyword == .columnName
    case .unicodeIdentifier, .string, .bits, .integer, .decimal, .parameter, .typeCast,
      .colonEquals, .operation, .symbol, .comment:
      false
    }
  }
}
