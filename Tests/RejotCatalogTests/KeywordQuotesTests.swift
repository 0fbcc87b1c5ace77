import Testing

@testable import RejotCatalog

@Suite struct KeywordQuotesTests {
  @Test(arguments: [
    (#"SELECT t."json" FROM public.t"#, "SELECT t.json FROM public.t"),
    (
      #"INSERT INTO t (id, "json_table") VALUES ($1, '"json"')"#,
      #"INSERT INTO t (id, json_table) VALUES ($1, '"json"')"#
    ),
    (#"SELECT "json_object"('{a,b}'::text)"#, #"SELECT "json_object"('{a,b}'::text)"#),
    (#"SELECT "user", "order", "Json""#, #"SELECT "user", "order", "Json""#),
    (#"SELECT "a""json""b", 'it''s "json"'"#, #"SELECT "a""json""b", 'it''s "json"'"#),
    (#"SELECT E'\\', t."json""#, #"SELECT E'\\', t.json"#),
    (#"SELECT "json"#, #"SELECT "json"#), ("", ""), ("\"", "\""),
  ])
  func takesOffWhatOnlyNewerServersQuote(_ printed: String, _ canonical: String) {
    #expect(KeywordQuotes.removed(from: printed) == canonical)
  }
}
