import RejotCatalog
import RejotPostgres
import RejotSQL
import RejotSource

/// A consumer whose public schema is not known, because that has findings of its own or does not
/// exist. What is wrong with its statements whatever the fields are is told all the same.
struct UnboundConsumer {
  private let statements: [ContractStatement]
  private let store: String

  /// Reads the statements, with findings about their syntax.
  init(_ definition: ConsumerDefinition, diagnostics: inout [Diagnostic]) {
    store = definition.into.value
    var statements = [ContractStatement(definition.upsert, diagnostics: &diagnostics)]
    if case .statement(let delete)? = definition.delete {
      statements.append(ContractStatement(delete, diagnostics: &diagnostics))
    }
    self.statements = statements.compactMap { $0 }
  }

  /// Asks the server about tables and columns. Everything else may follow from types that nobody
  /// knows.
  func check(
    _ analyst: any StatementAnalyst, into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) {
    let requests = statements.map { statement in
      AnalysisRequest(
        sql: statement.prepared.text,
        parameterTypes: Array(repeating: nil, count: statement.prepared.parameterCount))
    }
    for (statement, outcome) in zip(statements, try analyst.analyse(requests)) {
      guard case .rejected(let error) = outcome,
        Self.independent.contains(ServerRejection.id(error))
      else { continue }
      let rejection = ServerRejection(statement: statement, analyst: analyst, store: store)
      diagnostics.append(rejection.diagnostic(error))
    }
  }

  private static let independent: Set<DiagnosticID> = [
    .tableNotFound, .columnNotFound, .columnAmbiguous, .sqlSyntax,
  ]
}
