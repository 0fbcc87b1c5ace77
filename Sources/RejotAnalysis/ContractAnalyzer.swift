package import RejotCatalog
package import RejotContract
package import RejotPostgres
package import RejotSource

/// What became of a project's contracts.
package struct AnalysisResult {
  /// Everything that could be understood, also beside errors.
  package var project: Project
  /// The whole of what ``project`` imports, in the order of its `imports`.
  package var imported: [ImportedSchema]
  /// Sorted by place, each once.
  package var diagnostics: [Diagnostic]

  /// What compiled of the project's own and of what it imports, by reference.
  package func publicSchema(_ reference: PublicSchemaReference) -> PublicSchema? {
    if let other = imported.first(where: { $0.reference == reference }) { return other.schema }
    return project.publicSchemas.first {
      reference.project == project.name && reference.name == $0.name
        && reference.major == $0.version.major
    }
  }
}

/// Definitions and catalogs to contracts.
package enum ContractAnalyzer {
  /// Compiles every contract of a project, and reports all that is wrong with them at once.
  ///
  /// - Parameters:
  ///   - analysts: by data store. A store without one has a finding already: its contracts are left
  ///     out without a word.
  ///   - imports: what consumers may follow in other projects.
  /// - Throws: when a database fails, not when a contract does.
  package static func analyze(
    project: ProjectDefinition, contracts: ContractDefinitions,
    analysts: [String: any StatementAnalyst], imports: Imports = Imports()
  ) throws(PostgresError) -> AnalysisResult {
    var run = AnalysisRun(project: project, contracts: contracts, analysts: analysts)
    try run.analyzePublicSchemas()
    try run.analyzeConsumers(imports: imports)
    return run.result
  }
}

/// One run over a project: public schemas first, since consumers build on them. Where projects are
/// compiled together, the public schemas of all come before the consumers of any, so that two may
/// import each other.
package struct AnalysisRun {
  let project: ProjectDefinition
  let contracts: ContractDefinitions
  let analysts: [String: any StatementAnalyst]

  private var publicSchemas: [PublicSchemaReference: PublicSchema] = [:]
  private var consumers: [ConsumerSchema] = []
  private var imported: [PublicSchemaReference: ImportedSchema] = [:]
  private var diagnostics: [Diagnostic] = []

  package init(
    project: ProjectDefinition, contracts: ContractDefinitions,
    analysts: [String: any StatementAnalyst]
  ) {
    self.project = project
    self.contracts = contracts
    self.analysts = analysts
  }

  package var result: AnalysisResult {
    let followed = Set(consumers.map(\.from))
    let imported = imported.filter { followed.contains($0.key) }.sorted { $0.key < $1.key }
      .map(\.value)
    let compiled = Project(
      name: project.name.value,
      dataStores: project.stores.map(DataStore.init).sorted { $0.name < $1.name },
      publicSchemas: publicSchemas.values.sorted {
        ($0.name, $0.version) < ($1.name, $1.version)
      },
      consumerSchemas: consumers.sorted { $0.name < $1.name },
      imports: imported.map(ImportedContract.init))
    return AnalysisResult(
      project: compiled, imported: imported, diagnostics: diagnostics.sortedAndDistinct())
  }

  /// What other projects of the same run may follow here, once public schemas are analysed.
  package var published: PublishedContracts {
    PublishedContracts(project: project, contracts: contracts, compiled: publicSchemas)
  }

  package mutating func analyzePublicSchemas() throws(PostgresError) {
    let references = ConsumerReferences(project: project, own: published)
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

  package mutating func analyzeConsumers(imports: Imports) throws(PostgresError) {
    let before = diagnostics.count
    PublisherKeys(project: project, imports: imports).check(into: &diagnostics)
    let stores = PublisherStores(
      project, contracts, imports, isUnclear: diagnostics.count > before)
    let references = ConsumerReferences(
      project: project, own: published, imports: imports, publisherStores: stores)
    var open: [String: [ConsumerAnalyzer]] = [:]
    for definition in contracts.consumerSchemas {
      let source = references.publicSchema(of: definition, into: &diagnostics)
      guard references.checkStore(definition.into, into: &diagnostics), let source,
        let analyst = analysts[definition.into.value]
      else { continue }
      let from = definition.from.value
      if from.project != project.name.value {
        imported[from] = ImportedSchema(project: from.project, schema: source)
      }
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
