import RejotPostgres
import Testing

@testable import RejotRuntime

/// What failures tell operators: never a password, never a value of a row.
@Suite struct FailureWordsTests {
  @Test(arguments: [
    "postgres://u:s3cr%zzet@localhost/x", "host=/tmp password=my s3cret",
    "jdbc:postgresql://u:s3cret@h/x", " postgres://u:s3cret@h/x",
    "postgres://u:s3cret@[::1/db", "postgres://u:s3cret@s3cret@nowhere.invalid/db",
    "postgres://u:7/s3cret@nowhere.invalid/db", "host=/tmp password='s3cret",
  ])
  func aMalformedURLIsNotQuoted(url: String) {
    let failure = #expect(throws: PostgresError.self) { _ = try Connection(url) }
    #expect(failure?.message.contains("s3cr") == false)
    #expect(failure?.isRefusedLogin == true)
  }

  @Test(arguments: [
    ("22003", "value \"70000\" is out of range for type smallint"),
    ("22P02", "invalid input syntax for type integer: \"70000\""),
    ("P0001", "70000 is too much"), ("MY001", "70000 is too much"),
  ])
  func valuesAreLeftOut(state: String, message: String) {
    let failure = PostgresError(sqlState: state, message: message)
    #expect(!failure.publicMessage.contains("70000"))
  }

  @Test func aFunctionsOwnWordsAreLeftOutWhateverItsState() {
    let failure = PostgresError(
      sqlState: "23514", message: "70000 is too much",
      context: "PL/pgSQL function public.check_it() line 3 at RAISE")
    #expect(!failure.publicMessage.contains("70000"))
    let plain = PostgresError(sqlState: "23514", message: "violates check constraint \"c\"")
    #expect(plain.publicMessage == plain.message)
  }
}
