import RejotSource
import RejotYAML
import Testing

@Suite struct MappingReaderTests {
  private enum Policy: String, CaseIterable {
    case stop
    case park
  }

  /// What reading gives: each finding as text, in the order of the file.
  private func findings(_ text: String, _ read: (inout MappingReader) -> Void) -> String {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a", text: text)
    for document in YAMLParser.parse(file, diagnostics: &diagnostics) {
      guard
        var reader = MappingReader(document, of: "a consumer schema", diagnostics: &diagnostics)
      else { continue }
      read(&reader)
      reader.finish(into: &diagnostics)
    }
    return TextRenderer(files: ["a": file]).render(diagnostics)
  }

  @Test func readsWhatIsThere() {
    let text = """
      name: a
      live: true
      onError: park
      key: [a, b]
      one: x
      postgres: 17
      stores: {a: 1}
      sql: |
        SELECT 1

      """
    let output = findings(text) { reader in
      #expect(reader.string("name")?.text == "a")
      #expect(reader.optionalString("no") == nil)
      #expect(reader.boolean("live")?.value == true)
      #expect(reader.enumeration("onError", as: Policy.self)?.value == .park)
      #expect(reader.stringList("key")?.map(\.text) == ["a", "b"])
      #expect(reader.stringList("one")?.map(\.text) == ["x"])
      #expect(reader.stringList("none") == nil)
      #expect(reader.integer("postgres")?.value == 17)
      #expect(reader.mapping("stores")?.entries.count == 1)
      #expect(reader.sql("sql")?.text == "SELECT 1\n")
      #expect(reader.has("name") && !reader.has("gone"))
    }
    #expect(output == "")
  }

  @Test func unknownAndMissingKeys() {
    let output = findings("frm: x\nzebra: 1\n") { reader in
      #expect(reader.string("from") == nil)
      #expect(reader.string("into", help: "name a data store") == nil)
      _ = reader.optionalString("group")
    }
    #expect(
      output == """
        a:1:1: error: a consumer schema needs the key "into" [missing-key]
          1 | frm: x
            | ^~~
        help: name a data store

        a:1:1: error: a consumer schema has no key "frm" [unknown-key]
          1 | frm: x
            | ^~~
        help: did you mean "from"?
          1 - frm: x
          1 + from: x

        a:2:1: error: a consumer schema has no key "zebra" [unknown-key]
          2 | zebra: 1
            | ^~~~~
        help: the keys are from, group, into

        """)
  }

  @Test func aKeyThatIsThereIsNotSuggested() {
    let output = findings("from: x\nfrm: y\n") { reader in
      _ = reader.string("from")
    }
    #expect(output.contains("help: the keys are from\n"))
  }

  @Test func wrongShapes() {
    let output = findings("a: [x]\nb:\nc: {d: e}\ne: [f, [g]]\n") { reader in
      #expect(reader.string("a") == nil)
      #expect(reader.optionalString("b") == nil)
      #expect(reader.stringList("c") == nil)
      #expect(reader.stringList("e")?.map(\.text) == ["f"])
    }
    #expect(output.contains("a:1:4: error: \"a\" must be a text, but is a list [yaml-shape]"))
    #expect(output.contains("a:2:1: error: \"b\" must be a text, but is empty [yaml-shape]"))
    #expect(
      output.contains("a:3:4: error: \"c\" must be a text or a list of texts, but is a mapping"))
    #expect(output.contains("a:4:8: error: \"e\" must be a list of texts, but is a list"))
    let noMapping = findings("- a\n") { _ in Issue.record("read a list") }
    #expect(noMapping.contains("error: a consumer schema must be a mapping, not a list"))
  }

  @Test func wrongValues() {
    let output = findings("a: yes\nb: maybe\nc: prak\nd: 1.5\ne: 007\n") { reader in
      #expect(reader.boolean("a") == nil)
      #expect(reader.boolean("b") == nil)
      #expect(reader.enumeration("c", as: Policy.self) == nil)
      #expect(reader.integer("d") == nil)
      #expect(reader.integer("e") == nil)
    }
    #expect(
      output.contains(
        "a:1:4: error: \"a\" must be true or false [invalid-value]\n  1 | a: yes\n    |    ^~~\n"
          + "help: write true\n  1 - a: yes\n  1 + a: true\n"))
    #expect(output.contains("a:2:4: error: \"b\" must be true or false [invalid-value]"))
    #expect(output.contains("\"c\" must be stop or park, not \"prak\" [invalid-value]"))
    #expect(output.contains("help: did you mean park?\n  3 - c: prak\n  3 + c: park\n"))
    #expect(output.contains("a:4:4: error: \"d\" must be a whole number"))
    #expect(output.contains("a:5:4: error: \"e\" must be a whole number"))
  }

  @Test(arguments: [
    "sql: SELECT 1\n", "sql: \"SELECT 1\"\n", "sql: >\n  SELECT\n  1\n", "sql:\n  SELECT\n  1\n",
    "sql: 'SELECT ''#'''\n", "sql: \"SELECT\\n  1\"\n",
  ])
  func sqlMustBeALiteralBlock(text: String) throws {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a", text: text)
    let node = try #require(YAMLParser.parse(file, diagnostics: &diagnostics).first)
    var reader = try #require(MappingReader(node, of: "it", diagnostics: &diagnostics))
    #expect(reader.sql("sql") == nil)
    reader.finish(into: &diagnostics)
    #expect(diagnostics.map(\.id) == [.sqlNotLiteral])
    // The edit gives the same text, as it must be written.
    let edit = try #require(diagnostics.first?.help.first?.edits.first)
    var bytes = file.bytes
    bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    let repaired = SourceFile(path: "a", text: String(decoding: bytes, as: UTF8.self))
    diagnostics = []
    let second = try #require(YAMLParser.parse(repaired, diagnostics: &diagnostics).first)
    guard case .mapping(let before) = node, case .mapping(let after) = second,
      case .scalar(let old)? = before["sql"], case .scalar(let new)? = after["sql"]
    else {
      Issue.record("no mapping: \(repaired.text)")
      return
    }
    #expect(new.style == .literal)
    #expect(new.text.drop { $0 == "\n" } == (old.text.hasSuffix("\n") ? old.text : old.text + "\n"))
  }
}
