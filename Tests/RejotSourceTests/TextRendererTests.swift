import RejotSource
import Testing

@Suite struct TextRendererTests {
  private func render(
    _ text: String, _ range: Range<Int>, help: [Diagnostic.Help] = [], notes: [String] = []
  ) -> String {
    let file = SourceFile(path: "a.sql", text: text)
    return TextRenderer(files: ["a.sql": file]).render(
      Diagnostic(.sqlSyntax, "wrong", at: file.span(range), notes: notes, help: help))
  }

  @Test func caretStandsUnderTheSpan() {
    #expect(
      render("SELECT x\nFROM tab;\n", 14..<17, notes: ["one\ntwo"]) == """
        a.sql:2:6: error: wrong [sql-syntax]
          2 | FROM tab;
            |      ^~~
        note: one
              two

        """)
  }

  @Test func tabsAndWideCharacters() {
    #expect(
      render("\tx\t中文 e\u{301} y", 14..<15) == """
        a.sql:1:10: error: wrong [sql-syntax]
          1 |     x   中文 e\u{301} y
            |                ^

        """)
    #expect(render("中文", 0..<3).hasSuffix("1 | 中文\n    | ^~\n"))
  }

  @Test func aSpanOverSeveralLinesIsMarkedToTheEndOfItsFirst() {
    #expect(render("ab cd\nef", 3..<8).hasSuffix("1 | ab cd\n    |    ^~\n"))
  }

  @Test func placesWithoutWidth() {
    #expect(render("ab\n", 2..<2).hasSuffix("1 | ab\n    |   ^\n"))
    #expect(render("ab\n", 2..<3).hasSuffix("1 | ab\n    |   ^\n"))
    #expect(render("ab\n", 3..<3).hasSuffix(":2:1: error: wrong [sql-syntax]\n  2 |\n    | ^\n"))
    #expect(render("", 0..<0) == "a.sql:1:1: error: wrong [sql-syntax]\n")
  }

  @Test func controlsAndDirectionMarksAreMadeVisible() {
    let output = render("a\u{1B}[31m\u{202E}b", 0..<1)
    #expect(output.contains("1 | a␛[31m\u{FFFD}b\n"))
    let message = Diagnostic(.sqlSyntax, "x\u{1B}]0;", at: nil)
    #expect(TextRenderer(files: [:]).render(message) == "error: x␛]0; [sql-syntax]\n")
  }

  @Test func thePreviewOfAVeryLongLineShowsWhatChanges() {
    let text = String(repeating: "a", count: 500) + "XYZ" + String(repeating: "b", count: 500)
    let file = SourceFile(path: "a.sql", text: text)
    let edit = Diagnostic.Edit(file.span(500..<503), replacement: "new")
    let output = render(text, 500..<503, help: [Diagnostic.Help("try", edits: [edit])])
    #expect(output.contains("  1 - …aaaa") && output.contains("aXYZb"))
    #expect(output.contains("  1 + …aaaa") && output.contains("anewb"))
  }

  @Test func aVeryLongLineIsCutAroundTheMark() {
    let text = String(repeating: "a", count: 5000) + "XYZ" + String(repeating: "b", count: 5000)
    let lines = render(text, 5000..<5003).split(separator: "\n")
    #expect(lines[1].hasPrefix("  1 | …aaaa") && lines[1].hasSuffix("bbb…"))
    #expect(lines[1].count < 180)
    let mark = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let place = lines[1].firstIndex(of: "X").map {
      lines[1].distance(from: lines[1].startIndex, to: $0)
    }
    #expect(mark != nil && mark == place)
    #expect(lines[2].hasSuffix("^~~"))
  }

  @Test func withoutAPlace() {
    let finding = Diagnostic(.urlUnset, "X is not set", at: nil, help: [.init("set X")])
    #expect(
      TextRenderer(files: [:]).render(finding)
        == "error: X is not set [url-unset]\nhelp: set X\n")
    let elsewhere = Diagnostic(.outputStale, "old", at: Span(file: "gone", start: 3, end: 4))
    #expect(TextRenderer(files: [:]).render(elsewhere) == "gone: error: old [output-stale]\n")
  }

  @Test func labelsShowTheirOwnPlace() {
    let file = SourceFile(path: "a.yaml", text: "a: 1\nb: 2\na: 3\n")
    let finding = Diagnostic(
      .duplicateKey, "a stands twice", at: file.span(10..<11),
      labels: [.init(file.span(0..<1), "first here")])
    #expect(
      TextRenderer(files: ["a.yaml": file]).render(finding) == """
        a.yaml:3:1: error: a stands twice [duplicate-key]
          3 | a: 3
            | ^
        a.yaml:1:1: first here
          1 | a: 1
            | ^

        """)
  }

  @Test func editsShowTheLinesBeforeAndAfter() {
    let file = SourceFile(path: "a.sql", text: "SELECT a,\n  b, b\nFROM t\n")
    let edits: [Diagnostic.Edit] = [
      .init(file.span(15..<16), replacement: "c"), .init(file.span(12..<13), replacement: "x"),
      .init(file.span(23..<23), replacement: "\nWHERE true"),
    ]
    #expect(
      render(file.text, 12..<13, help: [.init("so", edits: edits)]).hasSuffix(
        """
        help: so
          2 -   b, b
          2 +   x, c
          4 + WHERE true

        """))
  }

  @Test func anInsertedLineTakesNothingAway() {
    let file = SourceFile(path: "a.yaml", text: "a: 1\nb: 2\n")
    let edit = Diagnostic.Edit(file.span(5..<5), replacement: "deletes: ignore\n")
    #expect(
      TextRenderer(files: ["a.yaml": file]).render(
        Diagnostic(
          .deleteMissing, "no delete", at: file.span(0..<1),
          help: [.init("add it", edits: [edit])])
      ).hasSuffix("help: add it\n  2 + deletes: ignore\n"))
  }

  @Test func anEditThatOverlapsAnotherIsLeftOut() {
    let file = SourceFile(path: "a.sql", text: "abcdef")
    let edits: [Diagnostic.Edit] = [
      .init(file.span(0..<3), replacement: "X"), .init(file.span(2..<4), replacement: "Y"),
    ]
    #expect(
      render("abcdef", 0..<1, help: [.init("so", edits: edits)]).hasSuffix(
        "help: so\n  1 - abcdef\n  1 + Xdef\n"))
  }

  @Test func colourIsOffUnlessAskedFor() {
    let finding = Diagnostic(.urlUnset, "X", at: nil)
    #expect(!TextRenderer(files: [:]).render(finding).contains("\u{1B}"))
    #expect(TextRenderer(files: [:], colour: true).render(finding).contains("\u{1B}[1;31merror"))
  }

  @Test func findingsAreSortedAndEachStandsOnce() {
    let file = SourceFile(path: "a.sql", text: "x\ny\n")
    let first = Diagnostic(.sqlSyntax, "one", at: file.span(0..<1))
    let second = Diagnostic(.sqlSyntax, "two", at: file.span(2..<3))
    let output = TextRenderer(files: ["a.sql": file]).render([second, first, second])
    #expect(
      output == """
        a.sql:1:1: error: one [sql-syntax]
          1 | x
            | ^

        a.sql:2:1: error: two [sql-syntax]
          2 | y
            | ^

        """)
  }
}
