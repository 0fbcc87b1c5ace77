import Testing

@testable import RejotEphemeral

@Suite struct StatementSplitterTests {
  private func texts(_ sql: String) -> [String] {
    StatementSplitter.statements(of: sql).map(\.text)
  }

  @Test func cutsAtSemicolonsOnly() {
    #expect(
      texts("SELECT 1; SELECT ';' ;; -- ; no\n/* ; /* ; */ ; */ SELECT \"a;b\"")
        == ["SELECT 1", "SELECT ';' ", "SELECT \"a;b\""])
  }

  @Test func stepsOverAByteOrderMark() {
    let found = StatementSplitter.statements(of: "\u{FEFF}SELECT 1; SELECT 2")
    #expect(found.map(\.text) == ["SELECT 1", "SELECT 2"])
    #expect(found.map(\.offset) == [3, 13])
  }

  @Test func leavesQuotedTextAlone() {
    #expect(
      texts("SELECT E'it\\'s; fine'; SELECT 'a\\'; SELECT 'it''s;'")
        == ["SELECT E'it\\'s; fine'", "SELECT 'a\\'", "SELECT 'it''s;'"])
    #expect(
      texts("DO $$ BEGIN; END $$; DO $x$ $$ ; $y$ ; $x$; SELECT 1")
        == ["DO $$ BEGIN; END $$", "DO $x$ $$ ; $y$ ; $x$", "SELECT 1"])
    #expect(texts("SELECT $1; SELECT a$b$; SELECT 1") == ["SELECT $1", "SELECT a$b$", "SELECT 1"])
  }

  @Test func keepsRoutineBodiesTogether() {
    let body =
      "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; "
      + "SELECT CASE WHEN true THEN 1 END; END"
    #expect(texts("\(body); SELECT 2") == [body, "SELECT 2"])
    #expect(texts("BEGIN; SELECT 1; END; SELECT 2") == ["BEGIN", "SELECT 1", "END", "SELECT 2"])
  }

  @Test func keepsParenthesesTogether() {
    let rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)"
    #expect(texts("\(rule); SELECT 3") == [rule, "SELECT 3"])
  }

  @Test func knowsPsqlCommandsAndInlineData() {
    let found = StatementSplitter.statements(of: "\\connect x\nCOPY t FROM stdin;\n1\n\\.\n")
    #expect(found.map(\.isMetaCommand).prefix(2) == [true, false])
    #expect(found[1].readsInput)
  }

  @Test func leavesOutInlineData() {
    #expect(
      texts("COPY t FROM stdin;\n1;it's\nSELECT 1;\n\\.\n; SELECT 2")
        == ["COPY t FROM stdin", "SELECT 2"])
    #expect(
      texts("COPY t FROM stdin;\r\n1\r\n\\.\r\nSELECT 2") == ["COPY t FROM stdin", "SELECT 2"])
    #expect(texts("COPY t FROM stdin;\n1; SELECT 2") == ["COPY t FROM stdin"])
  }

  @Test func psqlCommandsEndStatements() {
    #expect(texts("SELECT 1 \\gset\nSELECT 2") == ["SELECT 1 ", "\\gset", "SELECT 2"])
    #expect(texts("SELECT 1 \\; SELECT 2") == ["SELECT 1 ", "SELECT 2"])
  }

  @Test func openParenthesesSwallowNothing() {
    #expect(texts("SELECT (1; SELECT 2") == ["SELECT (1", "SELECT 2"])
  }

  @Test func countsBytes() {
    let found = StatementSplitter.statements(of: "SELECT 'é';\n  SELECT 2;")
    #expect(found.map(\.offset) == [0, 15])
  }

  @Test(arguments: ["'", "E'\\", "$$", "$x$ ", "/* ", "\"", "$", "SELECT 1 -- x", "\\", "-", "/"])
  func endsOnUnfinishedText(_ sql: String) {
    #expect(texts(sql).count <= 1)
  }
}
