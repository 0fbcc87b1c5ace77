import RejotSource
import RejotYAML
import Testing

@Suite struct YAMLParserTests {
  private func parse(_ text: String) -> (documents: [YAMLNode], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let documents = YAMLParser.parse(
      SourceFile(path: "a.yaml", text: text), diagnostics: &diagnostics)
    return (documents, diagnostics)
  }

  /// The bytes a span covers.
  private func slice(_ text: String, _ span: Span) -> String {
    String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
  }

  @Test func scalarsAreTextsWithTheirPlace() throws {
    let text = """
      # é
      version: 1.10
      ñame: 'it''s' # comment
      b: "a\\tb"
      none:
      nil: ~
      flow: {a: [x, "y z"], b: no}
      list:
        - 2024-01-01
        - true

      """
    let (documents, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    guard case .mapping(let mapping) = try #require(documents.first) else {
      Issue.record("no mapping")
      return
    }
    func scalar(_ key: String) -> YAMLScalar? {
      guard case .scalar(let scalar)? = mapping[key] else { return nil }
      return scalar
    }
    #expect(scalar("version")?.text == "1.10")
    #expect(scalar("version").map { slice(text, $0.span) } == "1.10")
    #expect(scalar("ñame")?.text == "it's")
    #expect(scalar("ñame").map { slice(text, $0.span) } == "'it''s'")
    #expect(scalar("ñame")?.style == .singleQuoted)
    #expect(scalar("b")?.text == "a\tb")
    #expect(scalar("b").map { slice(text, $0.span) } == "\"a\\tb\"")
    #expect(scalar("none")?.isEmpty == true)
    #expect(scalar("nil")?.text == "~")
    #expect(mapping["flow"].map { slice(text, $0.span) } == "{a: [x, \"y z\"], b: no}")
    #expect(mapping["list"].map { slice(text, $0.span) } == "- 2024-01-01\n  - true")
    #expect(mapping.entries.map { slice(text, $0.key.span) } == mapping.entries.map(\.key.text))
    #expect(mapping.indentation == 0)
    #expect(slice(text, mapping.span).hasPrefix("version"))
    #expect(slice(text, mapping.span).hasSuffix("- true"))
  }

  @Test func partsOfASimpleScalarHaveTheirOwnPlace() throws {
    let text = "from: shop/customer@1\nq: \"a b\"\ne: \"a\\tb\"\n"
    guard case .mapping(let mapping) = try #require(parse(text).documents.first),
      case .scalar(let from)? = mapping["from"], case .scalar(let quoted)? = mapping["q"],
      case .scalar(let escaped)? = mapping["e"]
    else {
      Issue.record("no mapping")
      return
    }
    #expect(slice(text, from.map.span(14..<15)) == "1")
    #expect(slice(text, quoted.map.span(2..<3)) == "b")
    #expect(slice(text, escaped.map.span(2..<3)) == "\"a\\tb\"")
  }

  @Test func severalDocuments() {
    let (documents, diagnostics) = parse("---\n# nothing\n---\na: 1\n---\nb: 2\n...\n")
    #expect(diagnostics.isEmpty)
    #expect(documents.count == 2)
    #expect(parse("").documents.isEmpty && parse("# x\n").diagnostics.isEmpty)
  }

  @Test func aByteOrderMarkIsSteppedOver() {
    let text = "\u{FEFF}é: x\n"
    let (documents, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    #expect(documents.first.map { slice(text, $0.span) } == "é: x")
  }

  @Test func anErrorLeavesTheOtherDocuments() {
    let text = "é: 1\n---\nb: [1\nc: 2\n---\nd: é\n---\ne: @x\n"
    let (documents, diagnostics) = parse(text)
    #expect(documents.map { slice(text, $0.span) } == ["é: 1", "d: é"])
    #expect(diagnostics.map(\.id) == [.yamlSyntax, .yamlSyntax])
    #expect(diagnostics.last?.span.map { slice(text, $0) } == "@")
  }

  /// `«` and `»` mark where the finding must point.
  @Test(arguments: [
    ("a: b«:» c\n", "a \":\" cannot stand here"),
    ("a: 1\n b«:» 2\n", "a \":\" cannot stand here"),
    ("a: 1\nfoo\n«b»: 2\n", "a key without \":\""),
    ("a:\n  b: 1\n «c»: 2\n", "this line does not fit the keys above it"),
    ("a:\n  - b\n  «c»: 2\n", "this line does not fit the list above it"),
    ("a: [1, 2\nb«:» 3\n", "the list in [ ] is not closed"),
    ("a: {b: 1\n«»", "the braces { } are not closed"),
    ("a: «@»x\n", "a value cannot begin with \"@\""),
    ("a: «`»x\n", "a value cannot begin with \"`\""),
    ("a:\n«\t»b: 1\n", "a tab cannot stand here"),
    ("é: \"a«\\»qb\"\n", "an unknown escape in double quotes"),
    ("é: \"abc\n«»", "the quote is not closed"),
    ("a: |«x»\n b\n", "only a comment may follow the \"|\" or \">\""),
    ("a: «- » b\n", "a \"- \" cannot stand here"),
    ("é: «\u{1}»\n", "a control character cannot stand in YAML"),
    ("a: 1\n... «x»\n", "text after the end of a document"),
  ])
  func syntaxErrorsNameTheirPlace(marked: String, message: String) {
    let text = marked.filter { $0 != "«" && $0 != "»" }
    let (_, diagnostics) = parse(text)
    #expect(diagnostics.first?.message == message)
    #expect(diagnostics.first?.id == .yamlSyntax)
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.help.isEmpty == false)
    let start = marked.firstIndex(of: "«").map { marked[..<$0].utf8.count }
    #expect(diagnostics.first?.span?.start == start)
  }

  @Test func keysStandOnce() {
    let text = "a: 1\nb: 2\na: 3\n"
    let (documents, diagnostics) = parse(text)
    #expect(diagnostics.map(\.id) == [.duplicateKey])
    #expect(diagnostics.first?.span?.start == 10)
    #expect(diagnostics.first?.labels.first?.span.start == 0)
    guard case .mapping(let mapping)? = documents.first else { return }
    #expect(mapping.entries.map(\.key.text) == ["a", "b"])
  }

  @Test(arguments: [
    ("a: &x 1\n", "an anchor (&name) is not used in contracts"),
    ("a: *x\n", "an alias (*name) is not used in contracts"),
    ("a: !!int 1\n", "a tag (!name) is not used in contracts"),
    ("a: !x [1]\n", "a tag (!name) is not used in contracts"),
    ("[a]: 1\n", "a key must be a text, not a list"),
    ("a: &x {b: 1}\n", "an anchor (&name) is not used in contracts"),
  ])
  func whatContractsDoNotUseIsRefused(text: String, message: String) {
    let (_, diagnostics) = parse(text)
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.id) == [.yamlShape])
  }

  @Test func nestingHasALimit() {
    let shallow = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(parse(shallow).diagnostics.isEmpty)
    for text in [
      String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 20_000),
      String(repeating: "- ", count: 20_000) + "x", String(repeating: "? ", count: 20_000) + "x",
    ] {
      let diagnostics = parse(text).diagnostics
      #expect(diagnostics.map(\.message) == ["more than 64 values stand within each other"])
    }
  }

  @Test func scalarsHaveALimit() {
    let limit = YAMLParser.scalarLimit
    #expect(parse("a: " + String(repeating: "x", count: limit)).diagnostics.isEmpty)
    let (_, diagnostics) = parse("a: " + String(repeating: "x", count: limit + 1) + "\n---\nb: @\n")
    #expect(
      diagnostics.map(\.message) == [
        "the value has 65537 bytes; at most 65536 are read", "a value cannot begin with \"@\"",
      ])
  }

  @Test func everyPrefixAndEveryBrokenByteIsSurvived() {
    let text = """
      \u{FEFF}a: |2-
          x é
         y
      b: {c: [1, 'é', "\\u00e9"], d: >+
       }
      ---
      - ? k
        : v
      - !t &a *b
      """
    let bytes = Array(text.utf8)
    for end in 0...bytes.count {
      _ = parse(String(decoding: bytes[..<end], as: UTF8.self))
    }
    for index in bytes.indices {
      for byte in [0, 9, 10, 13, 0x20, 0x22, 0x7C, 0x85, 0xE2, 0xFF] as [UInt8] {
        var broken = bytes
        broken[index] = byte
        for finding in parse(String(decoding: broken, as: UTF8.self)).diagnostics {
          #expect(finding.span != nil)
        }
      }
    }
  }

  @Test func textLiftedOutOfAFileHasItsPlacesThere() throws {
    let file = SourceFile(
      path: "a.sql",
      text: "-- rejot:public é@1.0\n-- source: accounts\n-- fields:\n--   é: @\nSELECT 1")
    var map = SpanMap(file: "a.sql")
    var text = ""
    for line in 2...4 {
      let start = file.offset(line: line, column: 4)
      let end = file.offset(line: line + 1, column: 1)
      map.append(copying: start..<end)
      text += String(decoding: file.bytes[start..<end], as: UTF8.self)
    }
    var diagnostics: [Diagnostic] = []
    _ = YAMLParser.parse(text: text, map: map, diagnostics: &diagnostics)
    let span = try #require(diagnostics.first?.span)
    #expect(file.position(of: span.start) == Position(line: 4, column: 9))
    #expect(diagnostics.count == 1)

    diagnostics = []
    let documents = YAMLParser.parse(
      text: text.replacing("@", with: "x"), map: map, diagnostics: &diagnostics)
    guard case .mapping(let mapping)? = documents.first else {
      Issue.record("no mapping")
      return
    }
    #expect(slice(file.text, mapping.entries[0].value.span) == "accounts")
    #expect(slice(file.text, mapping.entries[1].value.span) == "é: @")
  }
}
