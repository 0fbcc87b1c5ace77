import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSQL
import RejotSource

/// One statement of a consumer on its way from text to contract.
struct ConsumerStatementAnalyzer {
  let role: ConsumerContext.Role
  let statement: ContractStatement
  let publicSchema: PublicSchema
  let store: String
  let analyst: any StatementAnalyst
  /// The field of each parameter.
  let fields: [Field]

  /// Reads the statement and matches its placeholders with fields; nil and findings otherwise.
  init?(
    _ sql: SQLText, role: ConsumerContext.Role, publicSchema: PublicSchema, store: String,
    analyst: any StatementAnalyst, diagnostics: inout [Diagnostic]
  ) {
    guard let statement = ContractStatement(sql, diagnostics: &diagnostics) else { return nil }
    self.role = role
    self.statement = statement
    self.publicSchema = publicSchema
    self.store = store
    self.analyst = analyst
    let check = PlaceholderCheck(role: role, statement: statement, publicSchema: publicSchema)
    guard let fields = check.fields(into: &diagnostics) else { return nil }
    self.fields = fields
  }

  private var parameterTypes: ParameterTypes { ParameterTypes(catalog: analyst.catalog) }

  var request: AnalysisRequest {
    AnalysisRequest(
      sql: statement.prepared.text, parameterTypes: fields.map { parameterTypes.declared(for: $0) })
  }

  /// Asked once more with base types, when the server could not infer what is missing here. Where
  /// it refuses that too, the first refusal says why, unless that was about what it could not infer
  /// (`42P18`, `42P08`).
  private func secondAnswer(
    after error: PostgresError
  ) throws(PostgresError) -> AnalysisOutcome {
    guard request.parameterTypes.contains(nil) else { return .rejected(error) }
    let types = zip(request.parameterTypes, fields).map { declared, field in
      declared ?? parameterTypes.fallback(for: field)
    }
    let again = AnalysisRequest(sql: statement.prepared.text, parameterTypes: types)
    let outcome = try analyst.analyse([again]).first ?? .rejected(error)
    if case .rejected = outcome, error.sqlState != "42P18", error.sqlState != "42P08" {
      return .rejected(error)
    }
    return outcome
  }

  /// What the server made of it; nil and a finding when it is refused or no change.
  func context(
    _ outcome: AnalysisOutcome, into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> ConsumerContext? {
    var outcome = outcome
    if case .rejected(let error) = outcome { outcome = try secondAnswer(after: error) }
    let answer: AnalysedStatement
    switch outcome {
    case .rejected(let error):
      let rejection = ServerRejection(
        statement: statement, analyst: analyst, store: store)
      diagnostics.append(rejection.diagnostic(error))
      return nil
    case .analysed(let analysed):
      answer = analysed
    }
    guard let query = Query(answer.query) else { return nil }
    let facts = try StatementFacts(store: store, trees: [query.node], analyst: analyst)
    guard ConstructCheck(statement: statement, facts: facts).run(query.node, into: &diagnostics)
    else { return nil }
    let lookalikes = LookalikeCheck(statement: statement, facts: facts)
    guard lookalikes.run(query.node, parameters: answer.parameterTypes, into: &diagnostics) else {
      return nil
    }
    let nullable = fields.indices.filter { fields[$0].nullable }.map { $0 + 1 }
    let scope = QueryScope(
      query, facts: facts, nullableParameters: Set(nullable), followsRefusedNulls: true)
    let modifications = Modification.all(in: scope)
    guard !modifications.isEmpty else {
      let word = role == .upsert ? "an upsert" : "a delete"
      diagnostics.append(
        Diagnostic(
          .statementKind, "\(word) changes rows, and this statement does not",
          at: statement.start, help: [Diagnostic.Help("write an INSERT, UPDATE, DELETE or MERGE")]))
      return nil
    }
    let trials = try TargetTrials(
      of: modifications, canonical: answer.canonical, facts: facts, analyst: analyst)
    return ConsumerContext(
      role: role, statement: statement, publicSchema: publicSchema, answer: answer, scope: scope,
      modifications: modifications, trials: trials, fields: fields,
      types: TypeResolver(analyst: analyst))
  }
}
