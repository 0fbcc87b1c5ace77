import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// Consumers of one data store that are analysed together: the statements of all in one go, then
/// their set-based forms.
struct ConsumerBatch: AnalysisBatch {
  let members: [Member]

  /// As many as of public schemas.
  static let size = PublicBatch.size

  struct Member {
    let definition: ConsumerDefinition
    /// What it follows; nil when that is not known.
    let publicSchema: PublicSchema?
  }

  /// What became of one.
  struct Outcome {
    let definition: ConsumerDefinition
    /// Nil when nothing is known of what it follows.
    let analyzer: ConsumerAnalyzer?
    var findings: [Diagnostic]
    var facts = FactCollector()
    var schema: ConsumerSchema?
    fileprivate var candidates = ConsumerAnalyzer.Candidates(upsert: nil, delete: nil)

    fileprivate mutating func finish(_ answers: [AnalysisOutcome]) throws(PostgresError) {
      guard let done = try analyzer?.finish(answers, facts: &facts, into: &findings) else { return }
      schema = done.schema
      candidates = done.candidates
    }
  }

  func run(_ analyst: any StatementAnalyst) throws(PostgresError) -> [Outcome] {
    var outcomes: [Outcome] = []
    for member in members { outcomes.append(try begin(member, analyst)) }
    var answers = try analyst.analyse(outcomes.flatMap { $0.analyzer?.requests ?? [] })[...]
    for place in outcomes.indices {
      guard let count = outcomes[place].analyzer?.requests.count else { continue }
      try outcomes[place].finish(Array(answers.prefix(count)))
      answers = answers.dropFirst(count)
    }
    try adoptSetBasedForms(&outcomes, analyst)
    return outcomes
  }

  private func begin(
    _ member: Member, _ analyst: any StatementAnalyst
  ) throws(PostgresError) -> Outcome {
    var findings: [Diagnostic] = []
    guard let publicSchema = member.publicSchema else {
      try UnboundConsumer(member.definition, diagnostics: &findings)
        .check(analyst, into: &findings)
      return Outcome(definition: member.definition, analyzer: nil, findings: findings)
    }
    let analyzer = ConsumerAnalyzer(
      member.definition, publicSchema: publicSchema, analyst: analyst, diagnostics: &findings)
    return Outcome(definition: member.definition, analyzer: analyzer, findings: findings)
  }

  private func adoptSetBasedForms(
    _ outcomes: inout [Outcome], _ analyst: any StatementAnalyst
  ) throws(PostgresError) {
    var accepted = try analyst.analyse(outcomes.flatMap(\.candidates.requests))[...]
    for place in outcomes.indices {
      guard var schema = outcomes[place].schema else { continue }
      let candidates = outcomes[place].candidates
      let count = candidates.requests.count
      candidates.adopt(Array(accepted.prefix(count)), in: &schema)
      accepted = accepted.dropFirst(count)
      outcomes[place].schema = schema
    }
  }
}
