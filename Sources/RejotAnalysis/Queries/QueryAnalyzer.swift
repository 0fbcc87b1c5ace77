package import RejotCatalog
package import RejotPostgres
import RejotSQL
import RejotSource

/// Has a data store's server analyse statements that need be no contract's.
///
/// Nothing is executed and no row is read; a statement that is no query is not even sent.
package struct QueryAnalyzer {
  private let store: String
  private let analyst: any StatementAnalyst
  private let rules: ProofRules

  /// - Parameters:
  ///   - store: the name that facts and lineage are told with.
  ///   - rules: the rules of proof in force, fewer than all of them only to test the prover.
  package init(store: String, analyst: any StatementAnalyst, rules: ProofRules = .all) {
    self.store = store
    self.analyst = analyst
    self.rules = rules
  }

  /// The reports of every statement in the texts, in order.
  ///
  /// - Parameter texts: one statement each, or more where they could not be told apart.
  /// - Throws: when the database fails, not when a statement does.
  package func analyze(_ texts: [SQLText]) throws(PostgresError) -> [QueryReport] {
    let open = texts.flatMap(read)
    var answers = try analyst.analyse(open.compactMap(\.request))[...]
    var reports: [QueryReport] = []
    for query in open {
      guard let statement = query.statement, let answer = answers.popFirst() else {
        reports.append(query.report)
        continue
      }
      reports.append(try finish(query.report, statement, answer))
    }
    return reports
  }

  /// A statement before the server has seen it; without one when it shall not.
  private struct Open {
    let report: QueryReport
    var isOther = false
    let statement: ContractStatement?

    var request: AnalysisRequest? {
      statement.map { statement in
        AnalysisRequest(
          sql: statement.prepared.text,
          parameterTypes: Array(repeating: nil, count: statement.prepared.parameterCount))
      }
    }
  }

  private func read(_ text: SQLText) -> [Open] {
    let parts = StatementReader.statements(text.text, map: text.map).map(open)
    // The other semicolons of a text that defines something are those of its body.
    if let first = parts.first, first.isOther { return [first] }
    return parts
  }

  private func open(_ part: StatementReader.Part) -> Open {
    guard let prepared = part.prepared else {
      return Open(
        report: QueryReport(span: part.span, word: "", diagnostics: part.diagnostics),
        statement: nil)
    }
    let statement = ContractStatement(prepared)
    let other = OtherStatement(statement)
    let findings = other.map { [$0.diagnostic(statement)] } ?? statement.unusedNumber.map { [$0] }
    return Open(
      report: QueryReport(
        span: part.span, word: other?.name ?? statement.outline.firstWord.uppercased(),
        diagnostics: findings ?? []),
      isOther: other != nil, statement: findings == nil ? statement : nil)
  }

  private func finish(
    _ opened: QueryReport, _ statement: ContractStatement, _ outcome: AnalysisOutcome
  ) throws(PostgresError) -> QueryReport {
    var report = opened
    let answer: AnalysedStatement
    switch outcome {
    case .rejected(let error):
      let rejection = ServerRejection(statement: statement, analyst: analyst, store: store)
      report.diagnostics.append(rejection.diagnostic(error))
      return report
    case .analysed(let analysed):
      answer = analysed
    }
    guard let query = Query(answer.query) else { return report }
    let facts = try StatementFacts(
      store: store, trees: [query.node], analyst: analyst, includesSystem: true)
    let change = try QueryChange(
      statement: statement, answer: answer, scope: QueryScope(query, facts: facts),
      analyst: analyst)
    ConstructCheck(statement: statement, facts: facts).run(query.node, into: &report.diagnostics)
    LookalikeCheck(statement: statement, facts: facts).run(
      query.node, parameters: answer.parameterTypes, into: &report.diagnostics)
    report.diagnostics += change.warnings
    let refused = refusedParameters(change)
    report.parameters = try parameters(statement, answer, refused: refused)
    let nullable = Set(1...max(1, answer.parameterTypes.count)).subtracting(refused)
    let scope = QueryScope(
      query, facts: facts, nullableParameters: nullable, rules: rules)
    report.columns = try columns(statement, scope)
    return report
  }

  private func refusedParameters(_ change: QueryChange) -> Set<Int> {
    let types = change.answer.parameterTypes
    let byDomains = types.indices.filter { change.facts.catalog.refusesNull(types[$0]) }
    return NullRefusal.parameters(of: change.modifications, facts: change.facts)
      .union(byDomains.map { $0 + 1 })
  }

  private func parameters(
    _ statement: ContractStatement, _ answer: AnalysedStatement, refused: Set<Int>
  ) throws(PostgresError) -> [QueryReport.Parameter] {
    var parameters: [QueryReport.Parameter] = []
    for placeholder in statement.prepared.placeholders {
      let index = placeholder.number - 1
      guard answer.parameterTypes.indices.contains(index) else { continue }
      let type = try analyst.typeName(answer.parameterTypes[index], modifier: -1)
      parameters.append(
        QueryReport.Parameter(
          name: placeholder.label, type: type, nullable: !refused.contains(placeholder.number)))
    }
    return parameters
  }

  private func columns(
    _ statement: ContractStatement, _ scope: QueryScope
  ) throws(PostgresError) -> [QueryReport.Column] {
    var columns: [QueryReport.Column] = []
    for (index, output) in scope.query.outputs.enumerated() {
      let nullability = NullabilityProver.output(index, of: scope)
      let type = output.expression.expressionType(in: scope.facts.catalog)
      columns.append(
        QueryReport.Column(
          name: output.name ?? "?column?",
          // What PostgreSQL itself prints for a type it cannot name.
          type: try type.map { reference throws(PostgresError) in
            try analyst.typeName(reference.oid, modifier: reference.modifier)
          } ?? "???",
          nullable: nullability.isNullable, because: statement.spelled(nullability.because),
          lineage: LineageTracer.output(index, of: scope).sorted()))
    }
    return columns
  }
}

extension StatementOutline {
  /// The keyword a statement begins with, behind the parentheses of `(SELECT …) UNION …`.
  fileprivate var firstWord: String {
    words.indices.lazy.compactMap { keyword($0) }.first ?? ""
  }
}
