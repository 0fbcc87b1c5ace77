internal import CPgQuery
import RejotSource

/// PostgreSQL's own lexer, through libpg_query. It knows version 15; what later versions read
/// differently is allowed for here, because the server, not this library, is the judge.
///
/// Backslashes in `'…'` are ordinary characters (`standard_conforming_strings = on`): a session
/// that analyses these texts must not run with it off.
package enum SQLLexer {
  /// The tokens in the text's order, comments among them; white space lies between them.
  package static func tokens(in text: String) -> Result<[SQLToken], SQLLexicalError> {
    var bytes = Array(text.utf8)
    if let nul = bytes.firstIndex(of: 0) {
      return .failure(
        SQLLexicalError(message: "a NUL byte cannot stand in SQL", range: nul..<(nul + 1)))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      // A byte order mark would be read as part of the first word.
      bytes.replaceSubrange(0..<3, with: [0x20, 0x20, 0x20])
    }
    for _ in 0...laterNumberLimit {
      switch scan(bytes) {
      case .tokens(let message):
        guard let tokens = ScanMessage.tokens(in: message) else {
          return .failure(
            SQLLexicalError(message: "libpg_query's answer cannot be read", range: 0..<0))
        }
        return .success(converted(tokens, bytes))
      case .failure(let message, let cursor):
        let offset = ScalarOffsets(bytes).byte(ofScalar: cursor - 1)
        if message.hasPrefix(laterNumber), let number = numberBytes(at: offset, in: bytes) {
          // `1_000` and `0x1F` are numbers from version 16 on: read as if they were zeros.
          for index in number { bytes[index] = UInt8(ascii: "0") }
          continue
        }
        return .failure(SQLLexicalError(message, at: offset, in: bytes))
      }
    }
    return .failure(
      SQLLexicalError(
        message: "more than \(laterNumberLimit) numbers with letters or underscores", range: 0..<0))
  }

  /// Numbers of later versions read in one text; each costs one more scan.
  static let laterNumberLimit = 256
  private static let laterNumber = "trailing junk after numeric literal"

  private enum Answer {
    case tokens([UInt8])
    /// The message and the error's place in characters from 1.
    case failure(String, Int)
  }

  private static func scan(_ bytes: [UInt8]) -> Answer {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    let result = unsafe terminated.withUnsafeBufferPointer { unsafe pg_query_scan($0.baseAddress) }
    defer { unsafe pg_query_free_scan_result(result) }
    if let error = unsafe result.error {
      let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "unreadable"
      return unsafe .failure(message, Int(error.pointee.cursorpos))
    }
    guard let data = unsafe result.pbuf.data else { return .tokens([]) }
    let buffer = unsafe UnsafeRawBufferPointer(start: data, count: result.pbuf.len)
    return unsafe .tokens(Array(buffer))
  }

  /// The letters, digits and underscores of the number at an offset; nil when none of them is
  /// left to take for zero.
  private static func numberBytes(at offset: Int, in bytes: [UInt8]) -> [Int]? {
    let run = bytes[offset...].prefix { isWordByte($0) || $0 == UInt8(ascii: ".") }
    let word = run.indices.filter { isWordByte(bytes[$0]) }
    return word.allSatisfy { bytes[$0] == UInt8(ascii: "0") } ? nil : word
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...0xFF: true
    default: false
    }
  }

  private static func converted(_ tokens: [ScanMessage.Token], _ bytes: [UInt8]) -> [SQLToken] {
    var result: [SQLToken] = []
    result.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      let kind = kind(token, bytes)
      var end = token.end
      if token.number == Number.unicodeString || token.number == Number.unicodeIdentifier {
        // libpg_query ends these two after their first letter: they reach to the next token.
        end = index + 1 < tokens.count ? tokens[index + 1].start : bytes.count
        while end > token.start + 1, bytes[end - 1] <= 0x20 { end -= 1 }
      }
      let start = min(token.start, bytes.count)
      result.append(SQLToken(kind: kind, range: start..<min(max(start, end), bytes.count)))
    }
    return result
  }

  /// The numbers of pg_query.proto's `enum Token`; single characters are their ASCII code.
  private enum Number {
    static let identifier = 258
    static let unicodeIdentifier = 259
    static let decimal = 260
    static let string = 261
    static let unicodeString = 262
    static let bits = 263
    static let hexadecimalBits = 264
    static let integer = 266
    static let parameter = 267
    static let typeCast = 268
    static let colonEquals = 270
    static let lineComment = 275
    static let blockComment = 276
  }

  private static func kind(_ token: ScanMessage.Token, _ bytes: [UInt8]) -> SQLToken.Kind {
    switch token.keyword {
    case 1: return .keyword(.unreserved)
    case 2: return .keyword(.columnName)
    case 3: return .keyword(.typeOrFunctionName)
    case 4: return .keyword(.reserved)
    default: break
    }
    switch token.number {
    case Number.identifier: return .identifier
    case Number.unicodeIdentifier: return .unicodeIdentifier
    case Number.decimal: return .decimal
    case Number.string, Number.unicodeString: return .string
    case Number.bits, Number.hexadecimalBits: return .bits
    case Number.integer: return .integer
    case Number.parameter: return .parameter
    case Number.typeCast: return .typeCast
    case Number.colonEquals: return .colonEquals
    case Number.lineComment, Number.blockComment: return .comment
    case 1..<256: return .symbol(UInt8(token.number))
    default: return .operation
    }
  }
}
