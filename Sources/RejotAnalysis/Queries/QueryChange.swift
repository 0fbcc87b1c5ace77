import RejotCatalog
import RejotPostgres
import RejotSource

/// A statement of nobody's contract with the rows it changes, if it does.
struct QueryChange: ChangeContext {
  let statement: ContractStatement
  let answer: AnalysedStatement
  let scope: QueryScope
  let modifications: [Modification]
  let trials: TargetTrials

  init(
    statement: ContractStatement, answer: AnalysedStatement, scope: QueryScope,
    analyst: any StatementAnalyst
  ) throws(PostgresError) {
    self.statement = statement
    self.answer = answer
    self.scope = scope
    modifications = Modification.all(in: scope)
    trials = try TargetTrials(
      of: modifications, canonical: answer.canonical, facts: scope.facts, analyst: analyst)
  }

  /// What the server takes without a word and refuses once the statement runs.
  var warnings: [Diagnostic] {
    var findings: [Diagnostic] = []
    UnfilledColumnCheck(context: self).run(into: &findings)
    ConflictTargetCheck(context: self).run(into: &findings)
    return findings.map { finding in
      Diagnostic(
        finding.id, finding.message, at: finding.span, severity: .warning, labels: finding.labels,
        notes: finding.notes + ["the statement is understood, and would fail when it runs"],
        help: finding.help)
    }
  }
}
