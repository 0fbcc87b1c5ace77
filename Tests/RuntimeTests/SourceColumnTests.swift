@_spi(Generated) import RejotRuntime
import Testing

@Suite struct SourceColumnTests {
  @Test(arguments: [
    ("id pg_catalog.int8", ["id|pg_catalog|int8"]),
    ("id pg_catalog.int8\ntags s._t", ["id|pg_catalog|int8", "tags|s|_t"]),
    ("\"a b.c\nd\" \"S.1\".\"T 2\"\nx y.z", ["a b.c\nd|S.1|T 2", "x|y|z"]),
    // Of four quotes the outer two enclose.
    (#""""" "".""""""#, ["\"||\"\""]),
    (#""a""b" "s"""."""t""#, ["a\"b|s\"|\"t"]),
    // Swift sees one character in a quote and its combining mark.
    ("\"a\"\"\u{301}\" \"\u{301}\".t", ["a\"\u{301}|\u{301}|t"]),
  ])
  func namesAreWhatStandsInQuotesOrIsPlain(text: String, expected: [String]) {
    let columns = SourceColumnDescriptor.list(text)
    let found = columns.map { "\($0.name)|\($0.typeSchema)|\($0.typeName)" }
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }
}
