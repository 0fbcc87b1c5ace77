import RejotSQL
import RejotSource
import Testing

@Suite struct PlaceholdersTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sql: String
    let text: String
    let names: [String]
    var testDescription: String { sql }

    init(_ sql: String, _ text: String, _ names: [String] = []) {
      self.sql = sql
      self.text = text
      self.names = names
    }
  }

  static let cases = [
    Case("SELECT 1", "SELECT 1"),
    Case("SELECT :id", "SELECT $1", ["id"]),
    Case("SELECT :b, :a, :b", "SELECT $1, $2, $1", ["b", "a"]),
    Case("SELECT :Id, :ID, :id", "SELECT $1, $1, $1", ["id"]),
    Case("SELECT :\"Id\", :id, :\"id\"", "SELECT $1, $2, $2", ["Id", "id"]),
    Case("SELECT :\"a b\"\"c\"", "SELECT $1", ["a b\"c"]),
    Case("SELECT :straße, :\"😀\"", "SELECT $1, $2", ["straße", "😀"]),
    Case(
      "SELECT :order, :user, :from, :select", "SELECT $1, $2, $3, $4",
      [
        "order", "user", "from", "select",
      ]),
    // Casts, assignments and operators.
    Case("SELECT :a::text, x::int", "SELECT $1::text, x::int", ["a"]),
    Case("SELECT a::text::int", "SELECT a::text::int"),
    Case("SELECT f(a := :a, b:=:b)", "SELECT f(a := $1, b:=$2)", ["a", "b"]),
    Case("SELECT x=:a, x<:b, x||:c, -:d", "SELECT x=$1, x<$2, x||$3, -$4", ["a", "b", "c", "d"]),
    Case("SELECT x:::a", "SELECT x::$1", ["a"]),
    Case("SELECT : a", "SELECT : a"),
    Case("SELECT :/**/a", "SELECT :/**/a"),
    Case("SELECT :1, :'a', :U&\"a\"", "SELECT :1, :'a', :U&\"a\""),
    Case("SELECT :a$b", "SELECT $1", ["a$b"]),
    // What is no SQL text.
    Case(
      "SELECT ':a', E'\\':a', $$:a$$, $x$ :a $$ $x$, \":a\"",
      "SELECT ':a', E'\\':a', $$:a$$, $x$ :a $$ $x$, \":a\""),
    Case(
      "SELECT 1 -- :a\n + 2 /* :b /* :c */ */ + :d", "SELECT 1 -- :a\n + 2 /* :b /* :c */ */ + $1",
      ["d"]),
    Case("SELECT B'0', X'1F', U&':a' || :a", "SELECT B'0', X'1F', U&':a' || $1", ["a"]),
    Case("SELECT '12:30'::time, '{\"a\": 1}'", "SELECT '12:30'::time, '{\"a\": 1}'"),
    // Slices keep SQL's colon.
    Case("SELECT a[1:2], a[:n], a[1:n], a[:]", "SELECT a[1:2], a[:n], a[1:n], a[:]"),
    Case("SELECT a[(:n)], a[(:m):(:n)]", "SELECT a[($1)], a[($2):($1)]", ["n", "m"]),
    Case("SELECT a[f(:n)], b[1][:x], :y", "SELECT a[f($1)], b[1][:x], $2", ["n", "y"]),
    Case("SELECT ARRAY[:a, (:b)]", "SELECT ARRAY[:a, ($1)]", ["b"]),
    Case("SELECT (a[:x + (b[(:y)])])", "SELECT (a[:x + (b[($1)])])", ["y"]),
    // So do the two JSON constructors.
    Case("SELECT json_object('a':b, k:v)", "SELECT json_object('a':b, k:v)"),
    Case("SELECT json_object('a' : (:b))", "SELECT json_object('a' : ($1))", ["b"]),
    Case("SELECT JSON_ObjectAgg /* x */ (k:v)", "SELECT JSON_ObjectAgg /* x */ (k:v)"),
    Case(
      "SELECT json_object('a': f(:b), 'c': d[:e])", "SELECT json_object('a': f($1), 'c': d[:e])",
      ["b"]),
    Case("SELECT json_object(:a), :b", "SELECT json_object(:a), $1", ["b"]),
    Case(
      "SELECT \"json_object\"(:a), x.json_object(:b)",
      "SELECT \"json_object\"($1), x.json_object($2)", ["a", "b"]),
    Case("SELECT jsonb_build_object('a', :a)", "SELECT jsonb_build_object('a', $1)", ["a"]),
    Case("SELECT json_objects(:a)", "SELECT json_objects($1)", ["a"]),
    // A parameter must not grow together with its neighbours.
    Case("SELECT:a FROM t", "SELECT $1 FROM t", ["a"]),
    Case("SELECT x LIMIT:n", "SELECT x LIMIT $1", ["n"]),
    Case("SELECT :\"a\"5, :\"a\"b", "SELECT $1 5, $1 b", ["a"]),
    Case("SELECT $$x$$:a, 'x':b", "SELECT $$x$$ $1, 'x'$2", ["a", "b"]),
    Case("SELECT :a:b", "SELECT $1 $2", ["a", "b"]),
    Case("VALUES(:a,:b)", "VALUES($1,$2)", ["a", "b"]),
    // Unbalanced text is the server's to judge.
    Case("SELECT ) :a ] :b", "SELECT ) $1 ] $2", ["a", "b"]),
    Case("SELECT a[ ) :a ]", "SELECT a[ ) :a ]"),
    Case("SELECT a[ ( ] :a", "SELECT a[ ( ] $1", ["a"]),
    // Numbers stay what they are.
    Case("SELECT $2, $1, $2", "SELECT $2, $1, $2"),
    Case("SELECT a[$1:$2]", "SELECT a[$1:$2]"),
    Case("SELECT :a + 1_000 + 0x1F", "SELECT $1 + 1_000 + 0x1F", ["a"]),
    // A whole consumer.
    Case(
      """
      INSERT INTO replicated_users (id, full_name)
      VALUES (:id, CONCAT(:first_name, ' ', :last_name))
      ON CONFLICT (id) DO UPDATE SET full_name = CONCAT(:first_name, ' ', :last_name);
      """,
      """
      INSERT INTO replicated_users (id, full_name)
      VALUES ($1, CONCAT($2, ' ', $3))
      ON CONFLICT (id) DO UPDATE SET full_name = CONCAT($2, ' ', $3)
      """,
      ["id", "first_name", "last_name"]),
  ]

  private func read(_ text: String) -> (PreparedText?, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let map = SpanMap(copying: 0..<text.utf8.count, of: "a.sql")
    let statement = StatementReader.statement(text, map: map, diagnostics: &diagnostics)
    return (statement, diagnostics)
  }

  @Test(arguments: cases) func placeholdersAreFoundByTokens(test: Case) throws {
    let (result, diagnostics) = read(test.sql)
    #expect(diagnostics.isEmpty)
    let prepared = try #require(result)
    #expect(prepared.text == test.text)
    #expect(prepared.placeholders.compactMap(\.name) == test.names)
    // Each place is one of the placeholder as the user wrote it.
    let bytes = Array(test.sql.utf8)
    for placeholder in prepared.placeholders {
      for span in placeholder.spans {
        let written = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
        let name = placeholder.name ?? ""
        let expected = [
          ":" + name, ":\"" + name.replacing("\"", with: "\"\"") + "\"", "$\(placeholder.number)",
        ]
        #expect(expected.contains(written) || written.lowercased() == ":" + name)
      }
    }
  }

  @Test func everyPlaceIsKept() {
    let (prepared, _) = read("SELECT :a, :b, :a, $$ :a $$")
    #expect(prepared?["a"]?.spans.map(\.start) == [7, 15])
    #expect(prepared?["b"]?.number == 2)
    #expect(prepared?["c"] == nil)
    #expect(prepared?.parameterCount == 2)
  }

  @Test func numberedPlaceholdersAreSorted() {
    let (prepared, _) = read("SELECT $3, $1, $3")
    #expect(prepared?.placeholders.map(\.number) == [1, 3])
    #expect(prepared?.placeholders.map(\.label) == ["1", "3"])
    #expect(prepared?.placeholders.last?.spans.count == 2)
    #expect(prepared?.parameterCount == 3)
  }

  @Test func colonsThatKeptTheirMeaningAreNamed() {
    let (prepared, _) = read("SELECT a[:n], json_object(k:v), :x")
    #expect(prepared?.bareColons.map(\.start) == [9, 27])
  }

  @Test(arguments: [
    ("SELECT :a, $1, :b", 11..<13, 7..<9), ("SELECT $1, :\"A\", $2", 11..<15, 7..<9),
  ])
  func stylesAreNotMixed(text: String, second: Range<Int>, first: Range<Int>) {
    let (prepared, diagnostics) = read(text)
    #expect(prepared == nil)
    #expect(diagnostics.map(\.id) == [.placeholderMixed])
    #expect(diagnostics.first?.span.map { $0.start..<$0.end } == second)
    #expect(diagnostics.first?.labels.first.map { $0.span.start..<$0.span.end } == first)
  }

  @Test(arguments: ["$0", "$65536", "$99999999999", "$99999999999999999999999"])
  func numbersHaveARange(parameter: String) {
    let (prepared, diagnostics) = read("SELECT \(parameter)")
    #expect(prepared == nil)
    #expect(diagnostics.map(\.message) == ["there is no parameter \(parameter)"])
    #expect(read("SELECT $65535").1.isEmpty)
  }
}
