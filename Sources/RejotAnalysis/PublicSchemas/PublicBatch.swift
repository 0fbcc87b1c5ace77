import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// Public schemas of one data store that are analysed together: the next step of all of them at
/// once, until none is left.
struct PublicBatch: AnalysisBatch {
  let definitions: [PublicDefinition]
  /// Swift may compute events.
  let mayInline: Bool

  /// With so many, round trips hardly count, what is known of each until all are done takes little
  /// memory, and a large project has enough of them for two sessions to share evenly.
  static let size = 50

  /// What became of one.
  struct Outcome {
    let definition: PublicDefinition
    /// Nil when there is not exactly one in its text.
    let statement: ContractStatement?
    var findings: [Diagnostic]
    var facts = FactCollector()
    /// Nil where consumers cannot build on it.
    var schema: PublicSchema?

    fileprivate mutating func resume(
      _ step: PublicStep.Resume, _ answers: [AnalysisOutcome]
    ) throws(PostgresError) -> PublicStep {
      try step(answers, &facts, &findings)
    }
  }

  func run(_ analyst: any StatementAnalyst) throws(PostgresError) -> [Outcome] {
    var outcomes: [Outcome] = []
    var steps: [PublicStep] = []
    for definition in definitions {
      var findings: [Diagnostic] = []
      let analyzer = PublicSchemaAnalyzer(
        definition, analyst: analyst, mayInline: mayInline, diagnostics: &findings)
      outcomes.append(
        Outcome(definition: definition, statement: analyzer?.statement, findings: findings))
      steps.append(analyzer.map(Self.firstStep) ?? .done(nil))
    }
    while steps.contains(where: { !$0.requests.isEmpty }) {
      var answers = try analyst.analyse(steps.flatMap(\.requests))[...]
      for place in steps.indices {
        guard case .asks(let requests, let resume) = steps[place] else { continue }
        let own = Array(answers.prefix(requests.count))
        answers = answers.dropFirst(requests.count)
        steps[place] = try outcomes[place].resume(resume, own)
      }
    }
    for place in steps.indices {
      if case .done(let schema) = steps[place] { outcomes[place].schema = schema }
    }
    return outcomes
  }

  private static func firstStep(_ analyzer: PublicSchemaAnalyzer) -> PublicStep {
    .asks([analyzer.request]) { outcomes, collector, diagnostics throws(PostgresError) in
      guard let outcome = outcomes.first else { return .done(nil) }
      return try analyzer.take(outcome, facts: &collector, into: &diagnostics)
    }
  }
}
