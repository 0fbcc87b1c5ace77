package import RejotCatalog
package import RejotContract
package import RejotPostgres
package import RejotSource

/// What became of a project's contracts.
package struct AnalysisResult {
  /// Everything that could be understood, also beside errors.
  package var project: Project
  /// Sorted by place, each once.
  package var diagnostics: [Diagnostic]
}

/// Definitions and catalogs to contracts.
package enum ContractAnalyzer {
  /// Compiles every contract of a project, and reports all that is wrong with them at once.
  ///
  /// - Parameter analysts: by data store. A store without one has a finding already: its contracts
  ///   are left out without a word.
  /// - Throws: when a database fails, not when a contract does.
  package static func analyze(
    project: ProjectDefinition, contracts: ContractDefinitions,
    analysts: [String: any StatementAnalyst]
  ) throws(PostgresError) -> AnalysisResult {
    var run = AnalysisRun(project: project, contracts: contracts, analysts: analysts)
    try run.analyzePublicSchemas()
    try run.analyzeConsumers()
    return run.result
  }
}

/// One run over a project: public schemas first, since consumers build on them.
struct AnalysisRun {
  let project: ProjectDefinition
  let contracts: ContractDefinitions
  let analysts: [String: any StatementAnalyst]

  private var publicSchemas: [PublicSchemaReference: PublicSchema] = [:]
  private var consumers: [ConsumerSchema] = []
  private var diagnostics: [Diagnostic] = []

  init(
    project: ProjectDefinition, contracts: ContractDefinitions,
    analysts: [String: any StatementAnalyst]
  ) {
    self.project = project
    self.contracts = contracts
    self.analysts = analysts
  }

  var result: AnalysisResult {
    let stores = project.stores.map { store in
      DataStore(
        name: store.name.value, url: store.url.value, slot: store.slot,
        publication: store.publication, role: store.role)
    }
    let compiled = Project(
      name: project.name.value, dataStores: stores.sorted { $0.name < $1.name },
      publicSchemas: publicSchemas.values.sorted {
        ($0.name, $0.version) < ($1.name, $1.version)
      },
      consumerSchemas: consumers.sorted { $0.name < $1.name })
    return AnalysisResult(project: compiled, diagnostics: diagnostics.sortedAndDistinct())
  }

  private var references: ConsumerReferences {
    ConsumerReferences(
      project: project, contracts: contracts,
      compiled: publicSchemas.filter { !$0.value.key.isEmpty })
  }

  mutating func analyzePublicSchemas() throws(PostgresError) {
    let references = references
    var open: [String: [PublicSchemaAnalyzer]] = [:]
    for definition in contracts.publicSchemas {
      guard references.checkStore(definition.source, into: &diagnostics),
        let analyst = analysts[definition.source.value],
        let analyzer = PublicSchemaAnalyzer(
          definition, analyst: analyst, diagnostics: &diagnostics)
      else { continue }
      open[definition.source.value, default: []].append(analyzer)
    }
    for (store, analyzers) in open.sorted(by: { $0.key < $1.key }) {
      guard let analyst = analysts[store] else { continue }
      let answers = try analyst.analyse(analyzers.map(\.request))
      for (analyzer, answer) in zip(analyzers, answers) {
        guard let schema = try analyzer.finish(answer, into: &diagnostics) else { continue }
        let reference = PublicSchemaReference(
          project: project.name.value, name: schema.name, major: schema.version.major)
        publicSchemas[reference] = publicSchemas[reference] ?? schema
      }
    }
  }

  mutating func analyzeConsumers() throws(PostgresError) {
    let references = references
    var open: [String: [ConsumerAnalyzer]] = [:]
    for definition in contracts.consumerSchemas {
      let source = references.publicSchema(of: definition, into: &diagnostics)
      guard references.checkStore(definition.into, into: &diagnostics), let source,
        let analyst = analysts[definition.into.value]
      else { continue }
      let analyzer = ConsumerAnalyzer(
        definition, publicSchema: source, analyst: analyst, diagnostics: &diagnostics)
      open[definition.into.value, default: []].append(analyzer)
    }
    for (store, analyzers) in open.sorted(by: { $0.key < $1.key }) {
      guard let analyst = analysts[store] else { continue }
      try analyze(analyzers, analyst: analyst)
    }
  }

  /// The consumers of one data store: their statements in one go, then their set-based forms.
  private mutating func analyze(
    _ analyzers: [ConsumerAnalyzer], analyst: any StatementAnalyst
  ) throws(PostgresError) {
    var answers = try analyst.analyse(analyzers.flatMap(\.requests))[...]
    var finished: [(schema: ConsumerSchema, candidates: ConsumerAnalyzer.Candidates)] = []
    for analyzer in analyzers {
      let count = analyzer.requests.count
      let own = Array(answers.prefix(count))
      answers = answers.dropFirst(count)
      if let done = try analyzer.finish(own, into: &diagnostics) { finished.append(done) }
    }
    var accepted = try analyst.analyse(finished.flatMap(\.candidates.requests))[...]
    for (schema, candidates) in finished {
      var schema = schema
      let count = candidates.requests.count
      candidates.adopt(Array(accepted.prefix(count)), in: &schema)
      accepted = accepted.dropFirst(count)
      consumers.append(schema)
    }
  }
}
