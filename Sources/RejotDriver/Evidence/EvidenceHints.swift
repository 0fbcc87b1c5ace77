import RejotContract
import RejotSQL

/// Constants that a statement compares columns with: rows that have them pass its conditions.
///
/// Nothing is understood for good: the database says what a row gives.
struct EvidenceHints {
  /// By a column's name, in the order in which they stand.
  private(set) var values: [String: [String?]] = [:]

  init(_ sql: String) {
    guard case .success(let tokens) = SQLLexer.tokens(in: sql) else { return }
    let bytes = Array(sql.utf8)
    for (place, token) in tokens.enumerated() {
      guard let name = token.name(in: bytes) else { continue }
      let next = tokens[(place + 1)...].prefix(Self.reach)
      guard let value = Self.value(next, bytes) else { continue }
      values[name, default: []].append(value)
    }
  }

  /// How far behind a column its constant stands: casts and parentheses lie between.
  private static let reach = 12

  /// What a column should be for the comparison behind it to hold; nil where there is none.
  private static func value(_ tokens: ArraySlice<SQLToken>, _ bytes: [UInt8]) -> String?? {
    var operation: String?
    for (place, token) in zip(tokens.indices, tokens) {
      let text = String(decoding: bytes[token.range], as: UTF8.self)
      switch token.kind {
      case .string, .integer, .decimal:
        guard let operation else { return nil }
        return fitting(operation, unquoted(text))
      case .symbol(UInt8(ascii: "=")), .symbol(UInt8(ascii: "<")), .symbol(UInt8(ascii: ">")),
        .operation:
        operation = text
      case .symbol(UInt8(ascii: ")")), .symbol(UInt8(ascii: "(")), .symbol(UInt8(ascii: "[")),
        .typeCast, .identifier:
        continue
      case .keyword:
        let word = token.name(in: bytes)
        if word == "is", tokens.indices.contains(place + 1) {
          return tokens[place + 1].name(in: bytes) == "null" ? .some(nil) : nil
        }
        if word == "and" || word == "or" || word == "from" || word == "where" { return nil }
      case .symbol, .unicodeIdentifier, .bits, .parameter, .colonEquals, .comment:
        return nil
      }
    }
    return nil
  }

  private static func unquoted(_ text: String) -> String {
    guard text.hasPrefix("'"), text.count > 1 else { return text }
    return String(text.dropFirst().dropLast()).replacing("''", with: "'")
  }

  private static func fitting(_ operation: String, _ text: String) -> String {
    let number = Int(text)
    switch operation {
    case ">", "<>", "!=": return number.map { String($0 + 1) } ?? text + "z"
    case "<": return number.map { String($0 - 1) } ?? ""
    case "~~", "~~*": return text.replacing("%", with: "")
    case _: return text
    }
  }
}
