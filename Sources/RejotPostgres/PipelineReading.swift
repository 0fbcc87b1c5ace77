import CLibPQ

/// The answers to what was queued before a sync.
package struct PipelineReading: Sendable {
  /// One statement's answer: rows, or what a description said.
  package struct Answer: Sendable {
    package let result: QueryResult
    /// `pg_type.oid` of each parameter; filled for a description only.
    package let parameters: [UInt32]
  }

  /// In order, up to the statement that failed.
  package let answers: [Answer]
  /// Why the statement after the last answer failed; those behind it were not run.
  package let failure: PostgresError?

  package init(answers: [Answer], failure: PostgresError?) {
    self.answers = answers
    self.failure = failure
  }
}

extension Connection {
  /// Queues the parsing of a statement; types that are 0 are inferred by the server.
  package func sendPrepare(
    _ name: String, _ sql: String, types: [UInt32]
  ) throws(PostgresError) {
    guard
      unsafe PQsendPrepare(handle, name, sql, Int32(types.count), types.isEmpty ? nil : types) == 1
    else { throw lastFailure() }
  }

  /// Queues the description of a prepared statement.
  package func sendDescribe(_ name: String) throws(PostgresError) {
    guard unsafe PQsendDescribePrepared(handle, name) == 1 else { throw lastFailure() }
  }

  /// Reads the answers up to that of the next sync; waits for them.
  package func readToSync() throws(PostgresError) -> PipelineReading {
    var answers: [PipelineReading.Answer] = []
    var failure: PostgresError?
    var lastWasEnd = false
    while true {
      // Each statement's results end with a null one; the sync's answer has none.
      guard let result = unsafe PQgetResult(handle) else {
        guard isAlive, !lastWasEnd else { throw lastFailure() }
        lastWasEnd = true
        continue
      }
      defer { unsafe PQclear(result) }
      lastWasEnd = false
      switch unsafe PQresultStatus(result) {
      case PGRES_PIPELINE_SYNC:
        return PipelineReading(answers: answers, failure: failure)
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_TUPLES_OK:
        answers.append(
          PipelineReading.Answer(
            result: unsafe QueryResult(copying: result),
            parameters: (0..<(unsafe PQnparams(result))).map { unsafe PQparamtype(result, $0) }))
      case PGRES_PIPELINE_ABORTED:
        break
      default:
        let error = unsafe PostgresError(result: result, connection: handle)
        if error.connectionLost { throw error }
        failure = failure ?? error
      }
    }
  }
}
