import Testing

@testable import RejotEmit

@Suite struct SwiftCodeTests {
  @Test func nestedCodeTakesTheIndentationOfItsLine() {
    let inner: SwiftCode = "if a {\n  b()\n\n}"
    let middle: SwiftCode = "do {\n  \(inner)\n}"
    let outer: SwiftCode = "func f() {\n  \(middle)\n}"
    #expect(
      outer.text == "func f() {\n  do {\n    if a {\n      b()\n\n    }\n  }\n}")
  }

  @Test func identifiersAreSpeltForTheirPlace() {
    let keyword = SwiftIdentifier("default")
    let code: SwiftCode = "\(label: keyword): \(keyword)"
    #expect(code.text == "default: `default`")
    #expect(SwiftIdentifier("inout").labelSpelling == "`inout`")
    #expect(SwiftIdentifier("1st place").labelSpelling == "`1st place`")
  }

  @Test func literalsCannotBeLeft() {
    let code: SwiftCode = "\(SwiftLiteral(#""\(x)" \ "# + "\n\t"))"
    #expect(code.text == #""\"\\(x)\" \\ \u{A}\t""#)
    #expect(SwiftLiteral.multiline("a\"\"\"b").text == "#\"\"\"\na\"\"\"b\n\"\"\"#")
    #expect(SwiftLiteral.multiline(##"\#(x)"##).text == "##\"\"\"\n\\#(x)\n\"\"\"##")
    // A combining mark makes one character of quote and mark for Swift, not for its lexer.
    #expect(SwiftLiteral.multiline("\"\"\"\u{301}").text.hasPrefix("#\"\"\""))
  }

  @Test func namesOfSQLCannotBeLeft() {
    #expect(SQLText.identifier("a\"b") == "\"a\"\"b\"")
    #expect(SQLText.identifier("a\"\u{301}") == "\"a\"\"\u{301}\"")
    #expect(SQLText.literal("it's") == "'it''s'")
    #expect(SQLText.literal(#"\'"#) == #"E'\\'''"#)
    #expect(SQLText.tag(for: "x $rejot$ $rejot1$") == "$rejot2$")
  }
}
