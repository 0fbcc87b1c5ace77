/// A token of PostgreSQL's lexer.
package struct SQLToken: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A name that is no keyword, bare or in double quotes.
    case identifier
    /// `U&"…"`, a name whose escapes are not resolved here.
    case unicodeIdentifier
    case keyword(Keyword)
    /// A text constant of any form: `'…'`, `E'…'`, `$tag$…$tag$`, `U&'…'`.
    case string
    /// `B'…'` or `X'…'`.
    case bits
    case integer
    /// A number with a fraction or an exponent, or an integer beyond 32 bits.
    case decimal
    /// `$n`.
    case parameter
    /// `::`
    case typeCast
    /// `:=`
    case colonEquals
    /// An operator of one or more characters that is no single symbol, `=>` and `..` among them.
    case operation
    /// A character that stands for itself: `( ) [ ] , ; : . + - * / % ^ < > =` and whatever the
    /// grammar has no use for.
    case symbol(UInt8)
    /// `-- …` to the end of the line, or `/* … */`.
    case comment
  }

  /// How freely a keyword may be used as a name; PostgreSQL's own four classes.
  package enum Keyword: Sendable, Hashable {
    case unreserved
    case columnName
    case typeOrFunctionName
    case reserved
  }

  package let kind: Kind
  /// UTF-8 byte offsets in the text.
  package let range: Range<Int>

  package init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  package var isComment: Bool { kind == .comment }

  /// The same token in a text that begins so many bytes earlier.
  func moved(by bytes: Int) -> SQLToken {
    SQLToken(
      kind: kind, range: (range.lowerBound + bytes)..<(range.upperBound + bytes))
  }

  /// The name an identifier or keyword stands for: bare ones in lower case, quoted ones exact. Nil
  /// for other tokens. Only A to Z are folded, as PostgreSQL does in UTF-8 databases.
  package func name(in bytes: [UInt8]) -> String? {
    switch kind {
    case .identifier, .keyword:
      let written = bytes[range]
      if written.first == UInt8(ascii: "\"") {
        let inner = String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
        return inner.replacing("\"\"", with: "\"")
      }
      let folded = written.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
      return String(decoding: folded, as: UTF8.self)
    case .unicodeIdentifier, .string, .bits, .integer, .decimal, .parameter, .typeCast,
      .colonEquals, .operation, .symbol, .comment:
      return nil
    }
  }
}
