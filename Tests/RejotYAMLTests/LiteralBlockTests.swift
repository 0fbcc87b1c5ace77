import RejotSource
import RejotYAML
import Testing

/// The content of a literal block is the file's bytes without the indentation: each byte of it must
/// map to itself in the file.
@Suite struct LiteralBlockTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let content: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "plain", file: "sql: |\n  SELECT a\n  FROM t\n", content: "SELECT a\nFROM t\n"),
    Case(name: "inner indentation", file: "s: |\n  a\n    b\n   c\n", content: "a\n  b\n c\n"),
    Case(name: "blank lines", file: "s: |\n  a\n\n  \n     \n  b\n", content: "a\n\n\n   \nb\n"),
    Case(name: "leading blank lines", file: "s: |\n\n \n  a\n", content: "\n\na\n"),
    Case(name: "trailing spaces", file: "s: |\n  a  \n  b \t\n", content: "a  \nb \t\n"),
    Case(name: "no newline at the end", file: "s: |\n  a\n  b", content: "a\nb"),
    Case(name: "clip", file: "s: |\n  a\n\n\nt: x\n", content: "a\n"),
    Case(name: "strip", file: "s: |-\n  a\n\n\nt: x\n", content: "a"),
    Case(name: "keep", file: "s: |+\n  a\n\n  \nt: x\n", content: "a\n\n\n"),
    Case(name: "indicator", file: "s: |2\n     a\n  b\n", content: "   a\nb\n"),
    Case(name: "indicator and strip", file: "s: |1-\n  a\n b\n", content: " a\nb"),
    Case(name: "strip and indicator", file: "s: |-1 # why\n  a\n b\n", content: " a\nb"),
    Case(name: "comment in the header", file: "s: | # |\n  a # b\n", content: "a # b\n"),
    Case(name: "CRLF", file: "s: |\r\n  a\r\n\r\n    b\r\n", content: "a\n\n  b\n"),
    Case(name: "CR", file: "s: |\r  a\r  b\r", content: "a\nb\n"),
    Case(name: "non-ASCII", file: "é: |\n  'ñ😀'\n  é = :é\n", content: "'ñ😀'\né = :é\n"),
    Case(name: "next line", file: "s: |\n  a\u{85}  é\n", content: "a\né\n"),
    Case(
      name: "line separator", file: "s: |\n  a\u{2028}  b\u{2029}  c\n",
      content: "a\u{2028}b\u{2029}c\n"),
    Case(name: "tab inside", file: "s: |\n  a\tb\n  \tc\n", content: "a\tb\n\tc\n"),
    Case(name: "nested", file: "x:\n  - s: |\n      a\n       b\n    t: y\n", content: "a\n b\n"),
    Case(name: "in a list", file: "- |\n a\n b\n- c\n", content: "a\nb\n"),
    Case(name: "same lines", file: "s: |\n  a\n  a\n  a\n", content: "a\na\na\n"),
    Case(
      name: "looks like YAML", file: "s: |\n  a: b\n  - c\n  --- x\n", content: "a: b\n- c\n--- x\n"
    ),
    Case(name: "empty", file: "s: |\nt: x\n", content: ""),
    Case(name: "only blanks", file: "s: |\n  \n\nt: x\n", content: ""),
    Case(name: "only blanks, kept", file: "s: |+\n  \n\nt: x\n", content: "\n\n"),
    Case(name: "byte order mark", file: "\u{FEFF}s: |\n  é\n", content: "é\n"),
    Case(name: "document end", file: "s: |\n  a\n...\n", content: "a\n"),
    Case(name: "comment behind", file: "s: |\n  a\n# b\n", content: "a\n"),
  ]

  @Test(arguments: cases) func everyByteMapsToItself(test: Case) throws {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a.yaml", text: test.file)
    let documents = YAMLParser.parse(file, diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)
    let scalar = try #require(documents.lazy.compactMap(Self.literal).first)
    #expect(scalar.text.unicodeScalars.elementsEqual(test.content.unicodeScalars))
    let value = Array(scalar.text.utf8)
    #expect(scalar.map.derivedLength == value.count)
    var last = scalar.span.start
    for offset in value.indices {
      let source = scalar.map.source(of: offset..<(offset + 1))
      #expect(source.lowerBound >= last)
      last = source.upperBound
      let written = Array(file.bytes[source])
      if value[offset] == 0x0A {
        #expect([[0x0A], [0x0D, 0x0A], [0x0D], [0xC2, 0x85]].contains(written))
      } else {
        #expect(written == [value[offset]])
      }
    }
    #expect(file.bytes[scalar.span.start] == UInt8(ascii: "|"))
  }

  private static func literal(in node: YAMLNode) -> YAMLScalar? {
    switch node {
    case .scalar(let scalar): scalar.style == .literal ? scalar : nil
    case .sequence(let sequence): sequence.elements.lazy.compactMap(literal).first
    case .mapping(let mapping): mapping.entries.lazy.map(\.value).compactMap(literal).first
    }
  }

  @Test func theSpanEndsWithTheLastLine() throws {
    var diagnostics: [Diagnostic] = []
    let text = "s: |\n  a\n  b  \n\n\nt: x\n"
    let documents = YAMLParser.parse(
      SourceFile(path: "a", text: text), diagnostics: &diagnostics)
    let scalar = try #require(documents.lazy.compactMap(Self.literal).first)
    #expect(scalar.span == Span(file: "a", start: 3, end: 12))
  }
}
