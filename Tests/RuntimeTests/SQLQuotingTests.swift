import RejotPostgres
import Testing

@Suite struct SQLQuotingTests {
  @Test(arguments: [
    ("plain", "\"plain\""), ("Two Words", "\"Two Words\""), ("a\"b", "\"a\"\"b\""), ("", "\"\""),
    // Swift sees one character in a quote and its combining mark, PostgreSQL two.
    ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
  ])
  func identifiersAreQuoted(name: String, expected: String) {
    #expect(Array(SQLQuoting.identifier(name).utf8) == Array(expected.utf8))
  }

  @Test func quotesInsideLiteralsAreDoubled() {
    let text = SQLQuoting.insideLiteral("it's '\u{301}")
    #expect(Array(text.utf8) == Array("it''s ''\u{301}".utf8))
  }
}
