import RejotSQL
import RejotSource
import Testing

@Suite struct StatementReaderTests {
  private func read(_ text: String) -> (PreparedText?, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let map = SpanMap(copying: 0..<text.utf8.count, of: "a.sql")
    let statement = StatementReader.statement(text, map: map, diagnostics: &diagnostics)
    return (statement, diagnostics)
  }

  private func slice(_ text: String, _ span: Span?) -> String? {
    span.map { String(decoding: Array(text.utf8)[$0.start..<$0.end], as: UTF8.self) }
  }

  @Test(arguments: [
    ("SELECT 1", "SELECT 1"), ("SELECT 1;", "SELECT 1"), ("SELECT 1 ; \n", "SELECT 1"),
    ("SELECT 1;;;", "SELECT 1"), (";SELECT 1", "SELECT 1"),
    ("-- é; x\nSELECT 1 -- ; y\n", "SELECT 1"), ("/* ; */ SELECT 1; -- done", "SELECT 1"),
    ("SELECT ';' || $$;$$ || $a$;$$;$a$", "SELECT ';' || $$;$$ || $a$;$$;$a$"),
    ("SELECT 'a'';' ;", "SELECT 'a'';'"), ("SELECT E'\\';'", "SELECT E'\\';'"),
    ("SELECT \"a;b\" /* in; */ FROM t", "SELECT \"a;b\" /* in; */ FROM t"),
    ("SELECT U&'a;b'", "SELECT U&'a;b'"), ("\u{FEFF}SELECT 'é'", "SELECT 'é'"),
  ])
  func oneStatement(text: String, statement: String) {
    let (prepared, diagnostics) = read(text)
    #expect(diagnostics.isEmpty)
    #expect(prepared?.text == statement)
    #expect(slice(text, prepared?.span) == statement)
  }

  @Test(arguments: ["", "  \n", ";", "-- SELECT 1", "/* SELECT 1; */ ; -- x"])
  func noStatement(text: String) {
    let (prepared, diagnostics) = read(text)
    #expect(prepared == nil)
    #expect(diagnostics.map(\.message) == ["there is no statement here"])
    #expect(diagnostics.map(\.id) == [.statementCount])
  }

  @Test(arguments: [
    ("SELECT 1; DROP TABLE t", "DROP TABLE t"),
    ("SELECT 1; END; SELECT 2", "END"),
    ("SELECT 1;\n-- é\nSELECT 2;", "SELECT 2"),
    ("SELECT '\\'; DROP TABLE t; --'", "DROP TABLE t"),
    ("SELECT $$a$$; $$b$$", "$$b$$"),
    ("SELECT (1;2)", "2)"),
    ("SELECT 1_000; SELECT 0x1F", "SELECT 0x1F"),
    ("SELECT U&'\\'; DROP TABLE t", "DROP TABLE t"),
    ("SELECT /* /* */ ; */ 1; x", "x"),
  ])
  func aSecondStatementIsFound(text: String, second: String) {
    let (prepared, diagnostics) = read(text)
    #expect(prepared == nil)
    #expect(diagnostics.map(\.id) == [.statementCount])
    #expect(slice(text, diagnostics.first?.span) == second)
  }

  @Test func whatHasNoEndPointsAtItsBeginning() {
    let text = "SELECT 'é' || 'abc"
    let (prepared, diagnostics) = read(text)
    #expect(prepared == nil)
    #expect(diagnostics.map(\.id) == [.sqlSyntax])
    #expect(diagnostics.first?.span?.start == 15)
    #expect(diagnostics.first?.help.map(\.text) == ["add the closing '"])
  }

  @Test func severalStatementsOfAFile() {
    let text = "SELECT :a;\n-- x\nSELECT $1, :b;\n;SELECT $2"
    let found = StatementReader.statements(
      text, map: SpanMap(copying: 0..<text.utf8.count, of: "a"))
    #expect(found.map(\.prepared?.text) == ["SELECT $1", nil, "SELECT $2"])
    #expect(found.map { $0.diagnostics.map(\.id) } == [[], [.placeholderMixed], []])
    #expect(found.map(\.span.start) == [0, 16, 32])
  }

  /// The map of a block that was indented by four and began at byte 100.
  private func indented(_ text: String) -> SpanMap {
    var map = SpanMap(file: "f", origin: 100)
    var at = 100
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      at += 4
      map.append(copying: at..<(at + line.utf8.count + 1))
      at += line.utf8.count + 1
    }
    return map
  }

  @Test func serverPositionsLeadToTheFile() throws {
    // Characters 1-based of: SELECT é, $1 AS x, nme FROM t
    let text = "SELECT é,\n:long_name AS x, nme\nFROM t;"
    var diagnostics: [Diagnostic] = []
    let prepared = try #require(
      StatementReader.statement(text, map: indented(text), diagnostics: &diagnostics))
    #expect(prepared.text == "SELECT é,\n$1 AS x, nme\nFROM t")
    func place(_ span: Span?) -> Range<Int>? { span.map { $0.start..<$0.end } }
    // "nme" is character 20; in the SQL it stands at byte 28, in the file 100 + 28 + 2 * 4.
    #expect(place(prepared.span(atCursor: 20)) == 136..<139)
    #expect(place(prepared.span(atCursor: 21)) == 136..<139)
    #expect(place(prepared.span(atCursor: 35, after: 15)) == 136..<139)
    // The placeholder as a whole, wherever in "$1" the server points.
    #expect(place(prepared.span(atCursor: 11)) == 119..<129)
    #expect(place(prepared.span(atCursor: 12)) == 119..<129)
    // White space leads to what follows; the end to the place behind the last token.
    #expect(place(prepared.span(atCursor: 10)) == 119..<129)
    #expect(place(prepared.span(atCursor: 30)) == 150..<150)
    #expect(place(prepared.span(atCursor: 999)) == 150..<150)
    #expect(prepared.span(atCursor: 0) == nil)
    #expect(prepared.span(atCursor: 5, after: 15) == nil)
  }

  @Test func namesAreFoundAsTokens() {
    let text = "SELECT u.Name, 'name', \"NAME\", x.name /* name */, :name FROM t u -- name"
    let (prepared, _) = read(text)
    func found(_ name: String, _ qualifier: String? = nil) -> [Int]? {
      prepared?.spans(ofName: name, qualifiedBy: qualifier).map(\.start)
    }
    #expect(found("name") == [9, 33])
    #expect(found("NAME") == [23])
    #expect(found("name", "x") == [33])
    #expect(found("gone") == [])
  }

  @Test func tokensOfTheRewrittenTextAreWhereTheySay() throws {
    for text in [
      "SELECT:a,:b||:a::text FROM t WHERE x = (:\"C d\") AND y=:e5", "/* x */ SELECT $2, $1;",
      "SELECT 1",
    ] {
      let prepared = try #require(read(text).0)
      let again = try SQLLexer.tokens(in: prepared.text).get()
      #expect(again == prepared.tokens)
      #expect(prepared.map.derivedLength == prepared.text.utf8.count)
    }
  }
}
