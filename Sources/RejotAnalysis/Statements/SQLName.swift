import RejotPostgres
import RejotSQL

/// Spelling of names in SQL.
enum SQLName {
  /// The name as a user would write it: quoted only where it must be.
  static func spelled(_ name: String) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { offset, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): offset > 0
      default: false
      }
    }
    return isPlain && !name.isEmpty && !isKeyword(name) ? name : SQLQuoting.identifier(name)
  }

  /// Whether the bare word cannot name a column everywhere.
  private static func isKeyword(_ word: String) -> Bool {
    guard case .success(let tokens) = SQLLexer.tokens(in: word), let token = tokens.first else {
      return true
    }
    return token.kind != .identifier && token.kind != .keyword(.unreserved)
  }
}
