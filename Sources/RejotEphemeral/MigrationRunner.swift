package import RejotPostgres

/// A file of DDL: its name as messages show it, and its text.
package struct MigrationFile: Sendable, Equatable {
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// Applies migrations the way `psql -v ON_ERROR_STOP=1 -f` does: statement by statement, each in
/// a transaction of its own unless the file opens one.
package enum MigrationRunner {
  /// Applies one file on a session that nothing else uses.
  ///
  /// - Parameters:
  ///   - searchPath: schemas in which the file's unqualified names resolve.
  ///   - membership: run after each statement that may have made a role.
  ///   - deadline: a statement that runs longer is given up; the session is of no use then.
  /// - Returns: the refused statement; nil when all of the file was applied.
  /// - Throws: when the connection is lost.
  package static func apply(
    _ file: MigrationFile, on connection: borrowing Connection, searchPath: [String],
    membership: String? = nil, until deadline: ContinuousClock.Instant? = nil
  ) throws(PostgresError) -> MigrationFailure? {
    try connection.setSearchPath(searchPath)
    for statement in StatementSplitter.statements(of: file.text) {
      let failure = try run(
        statement, of: file, on: connection, membership: membership, until: deadline)
      if let failure { return failure }
    }
    return leftOpen(file, on: connection)
  }

  /// Runs one statement; gives its refusal.
  static func run(
    _ statement: StatementSplitter.Statement, of file: MigrationFile,
    on connection: borrowing Connection, membership: String?,
    until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> MigrationFailure? {
    if let refusal = refusal(of: statement) {
      return MigrationFailure(file: file.name, byteOffset: statement.offset, error: refusal)
    }
    guard !statement.isMetaCommand else { return nil }
    do {
      guard try connection.run(statement.text, until: deadline) else {
        return MigrationFailure(
          file: file.name, byteOffset: statement.offset, error: tooSlow, isTimeout: true)
      }
      if let membership, statement.mayMakeRoles { try connection.execute(membership) }
      return nil
    } catch {
      if error.connectionLost { throw error }
      return MigrationFailure(
        file: file.name, byteOffset: byteOffset(of: error.position, in: statement), error: error)
    }
  }

  /// The first statement of a file that ``apply(_:on:searchPath:)`` would refuse by itself, known
  /// without a server.
  package static func refusal(in file: MigrationFile) -> MigrationFailure? {
    for statement in StatementSplitter.statements(of: file.text) {
      guard let refusal = refusal(of: statement) else { continue }
      return MigrationFailure(file: file.name, byteOffset: statement.offset, error: refusal)
    }
    return nil
  }

  private static let tooSlow = PostgresError(
    sqlState: "57014", message: "the statement does not end in the time that migrations have",
    hint: "Leave out what loads data or waits, or use the database itself.")

  /// Why a statement cannot be run here although psql could.
  private static func refusal(of statement: StatementSplitter.Statement) -> PostgresError? {
    if statement.readsInput {
      return PostgresError(
        sqlState: "0A000", message: "COPY FROM stdin with data in the file is not supported here",
        hint: "Write the rows as INSERT … VALUES.")
    }
    guard statement.isMetaCommand else { return nil }
    // pg_dump frames its output with these two; they only concern psql.
    let command = statement.text.prefix { $0 != " " }
    if command == "\\restrict" || command == "\\unrestrict" { return nil }
    return PostgresError(
      sqlState: "0A000", message: "\(command) is a command of psql, not SQL",
      hint: "Take it out, or write what it does as SQL.")
  }

  /// SAVEPOINT works in a transaction only: a file that forgot its COMMIT would apply nothing.
  static func leftOpen(
    _ file: MigrationFile, on connection: borrowing Connection
  ) -> MigrationFailure? {
    do {
      try connection.execute("SAVEPOINT rejot_still_open")
    } catch {
      if error.sqlState == "25P01" { return nil }
    }
    return MigrationFailure(
      file: file.name, byteOffset: file.text.utf8.count,
      error: PostgresError(
        sqlState: "25001", message: "the file ends inside a transaction: nothing of it was kept",
        hint: "End it with COMMIT."))
  }

  /// The server counts characters of the statement from 1.
  private static func byteOffset(
    of position: Int?, in statement: StatementSplitter.Statement
  ) -> Int {
    guard let position, position > 0 else { return statement.offset }
    let before = statement.text.unicodeScalars.prefix(position - 1)
    return statement.offset + before.reduce(0) { $0 + UTF8.width($1) }
  }
}
