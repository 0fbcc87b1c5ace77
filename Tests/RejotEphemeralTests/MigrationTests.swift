import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// One server for the suite; each test has a database of its own.
private let shared = Result {
  let environment = ProcessInfo.processInfo.environment
  return try EphemeralServer(
    binaries: ServerBinaries.find(environment: environment), environment: environment)
}

@Suite struct MigrationTests {
  private func migrate(
    _ texts: String..., database: String = #function, searchPath: [String] = ["public"]
  ) throws -> Connection {
    let server = try shared.get()
    try server.createDatabase(database)
    let files = texts.enumerated().map { MigrationFile(name: "\($0).sql", text: $1) }
    try server.applyMigrations(files, database: database, searchPath: searchPath)
    return try Connection(server.url(database: database))
  }

  private func failure(
    _ texts: String..., database: String = #function
  ) throws -> MigrationFailure {
    let server = try shared.get()
    try server.createDatabase(database)
    let files = texts.enumerated().map { MigrationFile(name: "\($0).sql", text: $1) }
    do throws(EphemeralError) {
      try server.applyMigrations(files, database: database, searchPath: ["public"])
    } catch {
      if case .migrationFailed(let failure) = error { return failure }
      throw error
    }
    throw CocoaError(.featureUnsupported)
  }

  @Test func runsWhatNeedsATransactionOfItsOwn() throws {
    let connection = try migrate(
      "CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM t;",
      "CREATE TYPE mood AS ENUM ('a'); ALTER TYPE mood ADD VALUE 'b'; SELECT 'b'::mood;")
    #expect(try connection.query("SELECT count(*) FROM pg_class WHERE relname = 'i'").scalar == "1")
  }

  @Test func resolvesNamesInTheStoresSearchPath() throws {
    let connection = try migrate(
      "CREATE SCHEMA \"Shop\"; CREATE TABLE t (a int); SET search_path = public;",
      "CREATE TABLE u (a int);", searchPath: ["Shop", "public"])
    let schemas = try connection.query(
      "SELECT relname, relnamespace::regnamespace FROM pg_class WHERE relname IN ('t', 'u')"
        + " ORDER BY 1")
    #expect(schemas.rows == [["t", "\"Shop\""], ["u", "\"Shop\""]])
  }

  @Test func namesFileAndPlaceOfAFailure() throws {
    let text = "CREATE TABLE té (a int);\nCREATE TABLE u (b nosuchtype);"
    let failure = try failure("SELECT 1;", text)
    #expect(failure.file == "1.sql")
    #expect(failure.error.sqlState == "42704")
    #expect(String(text.utf8.dropFirst(failure.byteOffset)) == "nosuchtype);")
  }

  @Test func pointsAtTheStatementWhenTheServerNamesNoPlace() throws {
    let text = "SELECT 1;\n  SELECT 1 / 0;"
    let failure = try failure(text)
    #expect(failure.byteOffset == 12)
    #expect(failure.error.sqlState == "22012")
  }

  @Test func refusesWhatItCannotRunAsPsqlWould() throws {
    #expect(try failure("\\include x.sql", database: "a1").error.message.contains("\\include"))
    #expect(
      try failure("CREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n\\.\n", database: "a2")
        .error.message.contains("COPY"))
    #expect(try failure("BEGIN; CREATE TABLE t (a int);", database: "a3").error.sqlState == "25001")
  }

  @Test func doesNotStumbleOverCopiedOutput() throws {
    let connection = try migrate("COPY (SELECT 1, 2) TO STDOUT; CREATE TABLE t (a int);")
    #expect(try connection.query("SELECT count(*) FROM t").scalar == "0")
  }

  @Test func passesOverTheFrameOfADump() throws {
    let connection = try migrate("\\restrict abc\nCREATE TABLE t (a int);\n\\unrestrict abc\n")
    #expect(try connection.query("SELECT count(*) FROM t").scalar == "0")
  }
}
