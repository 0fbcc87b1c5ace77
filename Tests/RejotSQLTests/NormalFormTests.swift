import RejotSQL
import RejotSource
import Testing

/// One spelling for whatever PostgreSQL reads as the same.
@Suite struct NormalFormTests {
  private func normal(_ sql: String) throws -> String {
    var diagnostics: [Diagnostic] = []
    let map = SpanMap(copying: 0..<sql.utf8.count, of: "a.sql")
    let statement = StatementReader.statement(sql, map: map, diagnostics: &diagnostics)
    return NormalForm(try #require(statement, "\(sql)")).text
  }

  @Test(arguments: [
    (
      "SELECT  Id ,Name\n FROM  Users -- who\n WHERE id= :ID /* key */ ;",
      "select id, name from users where id = :id"
    ),
    ("select count( * ),u.* from s . users u", "select count(*), u.* from s.users u"),
    ("SELECT a::TEXT, b :: int [ ]", "select a::text, b::int[]"),
    ("SELECT x[ 1 ], ARRAY [1,2] [1]", "select x[1], array[1, 2][1]"),
    (
      "INSERT INTO t(a) VALUES(:\"Odd Name\")ON CONFLICT(a)DO NOTHING",
      "insert into t(a) values(:\"Odd Name\") on conflict (a) do nothing"
    ),
    ("SELECT 'A  B', E'\\n', $$ x $$, \"Ä B\"", "select 'A  B', E'\\n', $$ x $$, \"Ä B\""),
    ("SELECT -1 - -2", "select - 1 - - 2"),
    ("SELECT 1 . 5", "select 1 . 5"),
    ("SELECT 0x1F, 1_000", "select 0x1F, 1_000"),
    ("SELECT 0 x1F", "select 0 x1f"),
    ("SELECT ÄÖ", "select ÄÖ"),
  ])
  func isOneSpelling(_ sql: String, _ expected: String) throws {
    let normal = try normal(sql)
    #expect(normal == expected)
    // The normal form is its own.
    #expect(try self.normal(expected) == expected)
  }

  /// What PostgreSQL tells apart stays apart.
  @Test(arguments: [
    ("SELECT 'a'", "SELECT 'A'"), ("SELECT \"A\"", "SELECT a"), ("SELECT 'a b'", "SELECT 'a  b'"),
    ("SELECT a - 1", "SELECT a, - 1"), ("SELECT 1.5", "SELECT 1 .5"),
    ("SELECT 0x1F", "SELECT 0 x1F"), ("SELECT a < b", "SELECT a <- b"),
    ("SELECT :a, :b", "SELECT :b, :a"), ("SELECT x[1:n]", "SELECT x[1 + n]"),
    ("SELECT '\u{E9}'", "SELECT 'e\u{301}'"),
  ])
  func keepsApart(_ left: String, _ right: String) throws {
    let (left, right) = (try normal(left), try normal(right))
    #expect(!left.utf8.elementsEqual(right.utf8), "\(left)")
  }

  @Test(arguments: [
    ("SELECT a, b", "select a, c", "b"), ("SELECT a, b FROM t", "select a from t", ","),
    ("SELECT a FROM t", "select a, b from t", "FROM"), ("SELECT ab", "select ac", "ab"),
    ("SELECT a WHERE true", "select a", "WHERE"),
  ])
  func findsTheFirstDifference(_ sql: String, _ other: String, _ word: String) throws {
    let form = try #require(NormalForm(sql))
    let place = try #require(form.firstDifference(from: other))
    guard case .success(let tokens) = SQLLexer.tokens(in: sql) else { return }
    #expect(String(decoding: Array(sql.utf8)[tokens[place].range], as: UTF8.self) == word)
    #expect(form.firstDifference(from: form.text) == nil)
    #expect(form.firstDifference(from: form.text + " more") == nil)
  }
}
