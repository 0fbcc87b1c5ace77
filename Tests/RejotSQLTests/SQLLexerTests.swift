import RejotSQL
import Testing

@Suite struct SQLLexerTests {
  private func tokens(_ text: String) throws -> [(String, SQLToken.Kind)] {
    let bytes = Array(text.utf8)
    return try SQLLexer.tokens(in: text).get().map {
      (String(decoding: bytes[$0.range], as: UTF8.self), $0.kind)
    }
  }

  @Test func tokensCoverExactlyWhatWasWritten() throws {
    let written = [
      "SELECT", "é", ".", "\"A \"\"b\"", "::", "int", ",", "'it''s'", "E'\\''", "$$ ; $$",
      "$t$ $$ :x $t$", "U&'d\\0061'", "UESCAPE", "'!'", "U&\"d\\0061\"", "B'01'", "X'1F'", "1",
      "1.5e-3",
      "99999999999", "$12", ":=", "=>", "<>", "#>>", "||", "[", "]", ":", "name",
      "/* a /* ; */ é */",
      "-- ; 😀",
    ]
    let found = try tokens(written.joined(separator: " "))
    #expect(found.map(\.0) == written)
    #expect(
      found.map(\.1) == [
        .keyword(.reserved), .identifier, .symbol(46), .identifier, .typeCast,
        .keyword(.columnName),
        .symbol(44), .string, .string, .string, .string, .string, .keyword(.unreserved), .string,
        .unicodeIdentifier, .bits, .bits, .integer, .decimal, .decimal, .parameter, .colonEquals,
        .operation, .operation, .operation, .operation, .symbol(91), .symbol(93), .symbol(58),
        .keyword(.unreserved), .comment, .comment,
      ])
  }

  @Test func unicodeTokensEndWhereTheyDo() throws {
    #expect(try tokens("U&'a;b'").map(\.0) == ["U&'a;b'"])
    #expect(try tokens("U&\"a;b\";x").map(\.0) == ["U&\"a;b\"", ";", "x"])
    #expect(try tokens("u&'a' -- c").map(\.0) == ["u&'a'", "-- c"])
  }

  @Test func emptyTexts() throws {
    #expect(try tokens("").isEmpty)
    #expect(try tokens(" \n\t ").isEmpty)
    #expect(try tokens("-- x").map(\.1) == [.comment])
  }

  /// Numbers of version 16 and later.
  @Test(arguments: [
    "1_000", "0x1F", "0b11", "0o17", "1_000.5_0", "1.5e1_0", "1_0e+1_0", "é + 0xdead_beef",
    "12abc",
  ])
  func laterNumbersAreRead(number: String) throws {
    let found = try tokens("a \(number) ; b")
    #expect(found.first?.0 == "a")
    #expect(found.suffix(2).map(\.0) == [";", "b"])
  }

  @Test func laterNumbersHaveALimit() {
    let many = Array(repeating: "1_0", count: 300).joined(separator: ",")
    #expect(throws: SQLLexicalError.self) { try SQLLexer.tokens(in: many).get() }
    let few = Array(repeating: "1_0", count: 256).joined(separator: ",")
    #expect(throws: Never.self) { try SQLLexer.tokens(in: few).get() }
  }

  @Test(arguments: [
    ("é 'abc", "unterminated quoted string", 3..<4),
    ("é E'abc\\'", "unterminated quoted string", 3..<5),
    ("é U&'abc", "unterminated quoted string", 3..<6),
    ("é /* /* */", "unterminated /* comment", 3..<5),
    ("é $$ x", "unterminated dollar-quoted string", 3..<5),
    ("é $a_1$ x $a_1", "unterminated dollar-quoted string", 3..<8),
    ("é \"a", "unterminated quoted identifier", 3..<4),
    ("é \"\" x", "zero-length delimited identifier", 3..<5),
    ("é $1a", "trailing junk after parameter", 3..<6),
    ("é\u{0}x", "a NUL byte cannot stand in SQL", 2..<3),
  ])
  func whatHasNoEndIsAnError(text: String, message: String, range: Range<Int>) {
    guard case .failure(let error) = SQLLexer.tokens(in: text) else {
      Issue.record("read \(text)")
      return
    }
    #expect(error.message == message)
    #expect(error.range == range)
  }

  @Test func namesAreFoldedAsPostgreSQLDoes() throws {
    let text = "FooÄ \"Foo\"\"Ä\" Select 'x' U&\"x\""
    let bytes = Array(text.utf8)
    let names = try SQLLexer.tokens(in: text).get().map { $0.name(in: bytes) }
    #expect(names == ["fooÄ", "Foo\"Ä", "select", nil, nil])
  }

  @Test func everyPrefixIsSurvived() {
    let text =
      "SELECT :\"é\"\"x\", E'\\u00e9', $é$ x $é$, U&\"d!0061\" UESCAPE '!'"
      + " /* /* */ */ -- é\n;1_0"
    let scalars = Array(text.unicodeScalars)
    for end in 0...scalars.count {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: scalars[..<end])
      switch SQLLexer.tokens(in: String(prefix)) {
      case .success(let tokens):
        for (left, right) in zip(tokens, tokens.dropFirst()) {
          #expect(left.range.upperBound <= right.range.lowerBound)
        }
      case .failure(let error):
        #expect(error.range.upperBound <= String(prefix).utf8.count)
      }
    }
  }
}
