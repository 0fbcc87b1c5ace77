import Testing

@testable import RejotAnalysis

/// SQL of other projects' locks becomes part of statements here, and must not end them.
@Suite struct BorrowedSQLTests {
  @Test(arguments: [
    "SELECT event.* FROM ONLY public.users AS image", "WITH a AS (SELECT 1) SELECT * FROM a",
    "SELECT ')'::text, $$;$$::text, \";)\" FROM t",
  ])
  func oneSelectIsAQuery(_ text: String) { #expect(BorrowedSQL.isQuery(text)) }

  @Test(arguments: [
    "", "SELECT 1;", "SELECT 1; DROP TABLE users", "SELECT 1) TO STDOUT; DROP TABLE users; --",
    "SELECT 1) TO PROGRAM 'id' --", "(SELECT 1", "SELECT 1))((", "DELETE FROM users", "SELECT 'a",
    "SELECT 1 /* nothing */",
  ])
  func anythingElseIsNone(_ text: String) { #expect(!BorrowedSQL.isQuery(text)) }

  @Test(arguments: [
    "app.label(text)", "public.f()", "\"My App\".\"f;(\"(double precision, public.\"Mood\"[])",
    "app.f(VARIADIC text[])",
  ])
  func namesWithTypesAreFunctions(_ text: String) { #expect(BorrowedSQL.isFunction(text)) }

  @Test(arguments: [
    "", "app.label", "app.label(text) TO public; DROP TABLE users", "f(text); DROP TABLE users",
    "f(text) --", "f('x')", "f(text) TO evil, g(text)", "f)(", "f(text $$)",
  ])
  func anythingElseIsNoFunction(_ text: String) { #expect(!BorrowedSQL.isFunction(text)) }
}
