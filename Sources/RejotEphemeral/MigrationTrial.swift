import RejotPostgres

extension EphemeralServer {
  /// The beginning of a file of DDL.
  package struct Part: Sendable {
    package let file: MigrationFile
    /// How many of its statements are run; nil for all of them.
    package let count: Int?

    package init(_ file: MigrationFile, first count: Int? = nil) {
      self.file = file
      self.count = count
    }
  }

  /// Runs parts of migrations as psql does without `ON_ERROR_STOP`: after a refusal it goes on.
  ///
  /// - Parameters:
  ///   - isRepetition: the same ran before in another database of this server, so the roles that it
  ///     makes are there.
  ///   - limit: how long all of them may take together. Beyond it the server is stopped for good.
  /// - Returns: every statement that was refused, but for those that only follow from an earlier
  ///   one of their transaction.
  package func tryMigrations(
    _ parts: [Part], database: String, searchPath: [String], isRepetition: Bool, limit: Duration
  ) throws(EphemeralError) -> [MigrationFailure] {
    let deadline = ContinuousClock.now + limit
    var failures: [MigrationFailure] = []
    for part in parts {
      do throws(PostgresError) {
        // A session each: what a file sets ends with it.
        let connection = try Connection(url(database: database))
        let trial = MigrationTrial(
          part: part, membership: membership, isRepetition: isRepetition, deadline: deadline)
        failures += try trial.run(on: connection, searchPath: searchPath)
      } catch { throw .postgres(error) }
      if failures.contains(where: \.isTimeout) {
        stop()
        break
      }
    }
    return failures
  }
}

/// One file, or its beginning, of which every refusal is told.
private struct MigrationTrial {
  let part: EphemeralServer.Part
  let membership: String?
  let isRepetition: Bool
  let deadline: ContinuousClock.Instant

  func run(
    on connection: borrowing Connection, searchPath: [String]
  ) throws(PostgresError) -> [MigrationFailure] {
    try connection.setSearchPath(searchPath)
    var failures: [MigrationFailure] = []
    let all = StatementSplitter.statements(of: part.file.text)
    for statement in all.prefix(part.count ?? all.count) {
      let failure = try MigrationRunner.run(
        statement, of: part.file, on: connection, membership: membership, until: deadline)
      guard let failure, !isExpected(failure) else { continue }
      failures.append(failure)
      if failure.isTimeout { return failures }
    }
    if let count = part.count, count < all.count {
      // Whatever a cut leaves open is kept, for it is what the statements did.
      try connection.execute("COMMIT")
    } else if let failure = MigrationRunner.leftOpen(part.file, on: connection) {
      failures.append(failure)
    }
    return failures
  }

  private func isExpected(_ failure: MigrationFailure) -> Bool {
    switch failure.error.sqlState {
    case "25P02": true
    // Roles belong to the whole server.
    case "42710", "42704": isRepetition && failure.error.message.hasPrefix("role ")
    default: false
    }
  }
}
