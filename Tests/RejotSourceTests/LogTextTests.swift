import RejotSource
import Testing

/// No line of ours is an order to a CI system.
@Suite struct LogTextTests {
  @Test(arguments: [
    ("::set-output name=a::b", "\\::set-output name=a::b"),
    ("x\n   ::error::", "x\n   \\::error::"),
    ("\u{3000}::error::", "\u{3000}\\::error::"),
    ("id::text", "id::text"),
    ("a ##[add-mask]x", "a ##\\[add-mask]x"),
    ("##vso[task.setvariable]", "##vso\\[task.setvariable]"),
    ("###[error]", "###\\[error]"),
    ("## a [b]", "## a [b]"), ("#[x]", "#[x]"), ("", ""),
  ])
  func isDisarmed(_ text: String, _ expected: String) {
    #expect(LogText.harmless(text) == expected)
  }

  @Test func documentsKeepTheirMeaning() {
    #expect(LogText.harmlessJSON("{\"a\": \"##[x]\"}") == "{\"a\": \"##\\u005bx]\"}")
    #expect(
      LogText.harmlessXML("<a>\n::b::</a><c>##vso[x]</c>")
        == "<a>\n&#58;:b::</a><c>##vso&#91;x]</c>")
  }
}
