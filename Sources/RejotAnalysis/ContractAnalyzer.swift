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
  /// What the catalogs say otherwise than the lock recorded, where no error tells of it already.
  package var drift: [CatalogDrift] = []

  /// What compiled of the project's own and of what it imports, by reference.
  package func publicSchema(_ reference: PublicSchemaReference) -> PublicSchema? {
    if let other = imported.first(where: { $0.reference == reference }) { return other.schema }
    return project.publicSchema(reference)
  }
}

/// Definitions and catalogs to contracts.
package enum ContractAnalyzer {
  /// Compiles every contract of a project, and reports all that is wrong with them at once.
  ///
  /// - Parameters:
  ///   - analysts: by data store. A store without one that is not among those of the lock has a
  ///     finding already: its contracts are left out without a word.
  ///   - imports: what consumers may follow in other projects.
  ///   - recorded: what the lock knows: in place of an analyst, and to compare with.
  /// - Throws: when a database fails, not when a contract does.
  package static func analyze(
    project: ProjectDefinition, contracts: ContractDefinitions,
    analysts: [String: any StatementAnalyst], imports: Imports = Imports(),
    recorded: RecordedCatalog = .none
  ) throws(PostgresError) -> AnalysisResult {
    var run = AnalysisRun(
      project: project, contracts: contracts, analysts: analysts, recorded: recorded)
    try run.analyzePublicSchemas()
    try run.analyzeConsumers(imports: imports)
    return try run.result()
  }
}

/// One run over a project: public schemas first, since consumers build on them. Where projects are
/// compiled together, the public schemas of all come before the consumers of any, so that two may
/// import each other.
package struct AnalysisRun {
  let project: ProjectDefinition
  let contracts: ContractDefinitions
  let analysts: [String: any StatementAnalyst]
  let recorded: RecordedCatalog
  /// False: a public schema of one table is compiled to what a server evaluates over row images,
  /// where Swift could compute its events as well.
  private let mayInline: Bool
  /// Stores whose contracts the lock gives.
  private var recordedStores: Set<String> = []

  private var publicSchemas: [PublicSchemaReference: PublicSchema] = [:]
  private var consumers: [ConsumerSchema] = []
  private var imported: [PublicSchemaReference: ImportedSchema] = [:]
  private var diagnostics: [Diagnostic] = []
  private var stories: [ContractStory] = []
  private var facts = FactBook()
  /// Second sessions, by data store.
  private var companions: [String: any StatementAnalyst] = [:]

  package init(
    project: ProjectDefinition, contracts: ContractDefinitions,
    analysts: [String: any StatementAnalyst], recorded: RecordedCatalog, mayInline: Bool = true
  ) {
    self.project = project
    self.contracts = contracts
    self.analysts = analysts
    self.recorded = recorded
    self.mayInline = mayInline
  }

  package mutating func result() throws(PostgresError) -> AnalysisResult {
    let drift = stories.settle(try drift(), in: &diagnostics)
    let followed = Set(consumers.map(\.from))
    let imported = imported.filter { followed.contains($0.key) }.sorted { $0.key < $1.key }
      .map(\.value)
    let compiled = Project(
      name: project.name.value,
      dataStores: project.stores.map(dataStore).sorted { $0.name < $1.name },
      publicSchemas: publicSchemas.values.sorted {
        ($0.name, $0.version) < ($1.name, $1.version)
      },
      consumerSchemas: consumers.sorted { $0.name < $1.name },
      imports: imported.map(ImportedContract.init))
    return AnalysisResult(
      project: compiled, imported: imported, diagnostics: diagnostics.sortedAndDistinct(),
      drift: drift)
  }

  /// A store with what contracts rest on in it.
  private func dataStore(_ store: StoreDefinition) -> DataStore {
    let name = store.name.value
    var compiled = DataStore(store)
    let labels =
      contracts.publicSchemas.map(\.label) + contracts.consumerSchemas.map(\.name.value)
    compiled.catalog =
      recordedStores.contains(name)
      ? FactBook.only(recorded.store(name)?.catalog ?? [], of: Set(labels))
      : facts.recorded(name)
    return compiled
  }

  /// What other projects of the same run may follow here, once public schemas are analysed.
  package var published: PublishedContracts {
    PublishedContracts(project: project, contracts: contracts, compiled: publicSchemas)
  }

  private func drift() throws(PostgresError) -> [CatalogDrift] {
    var drift: [CatalogDrift] = []
    let unedited = Set(stories.filter(\.isUnedited).map(\.label))
    let same = Set(stories.filter(\.isSame).map(\.label))
    var refused: [String: [String]] = [:]
    for story in stories where story.isPartial {
      refused[story.label] = recorded.consumer(story.label)?.writes
    }
    for (store, analyst) in analysts.sorted(by: { $0.key < $1.key }) {
      guard let then = recorded.store(store) else { continue }
      var finder = DriftFinder(
        store: store, analyst: analyst, recorded: then.catalog, fresh: facts.of(store),
        unedited: unedited, same: same, refused: refused)
      drift += try finder.find()
    }
    return drift
  }

  private func store(_ name: String) -> StoreDefinition? {
    project.stores.first { $0.name.value == name }
  }

  private func hasSameSearchPath(_ name: String) -> Bool {
    store(name).map(recorded.hasSameSearchPath) ?? false
  }

  /// A store whose search path was edited has nothing recorded.
  private mutating func checkRecordedStores() {
    let used = Set(
      contracts.publicSchemas.map(\.source.value) + contracts.consumerSchemas.map(\.into.value))
    for store in project.stores where recorded.stores[store.name.value] != nil {
      let name = store.name.value
      if recorded.store(name) == nil || recorded.hasSameSearchPath(store) {
        recordedStores.insert(name)
      } else if used.contains(name) {
        diagnostics.append(RecordedContracts(recorded: recorded).searchPath(of: store))
      }
    }
  }

  // MARK: Public schemas

  package mutating func analyzePublicSchemas() throws(PostgresError) {
    checkRecordedStores()
    let references = ConsumerReferences(project: project, own: published)
    var open: [String: [PublicDefinition]] = [:]
    for definition in contracts.publicSchemas {
      guard references.checkStore(definition.source, into: &diagnostics) else { continue }
      let source = definition.source.value
      if recordedStores.contains(source) {
        RecordedContracts(recorded: recorded).publicSchema(definition, into: &diagnostics)
          .map { add($0) }
        if analysts[source] != nil { beginRecorded(definition) }
      } else if analysts[source] != nil {
        open[source, default: []].append(definition)
      }
    }
    for (store, definitions) in open.sorted(by: { $0.key < $1.key }) {
      let batches = definitions.chunks(of: PublicBatch.size).map {
        PublicBatch(definitions: $0, mayInline: mayInline)
      }
      for outcomes in try run(batches, of: store) {
        for outcome in outcomes { take(outcome, of: store) }
      }
    }
  }

  /// Runs batches of a data store at several sessions where there are several batches.
  private mutating func run<Batch: AnalysisBatch>(
    _ batches: [Batch], of store: String
  ) throws(PostgresError) -> [[Batch.Outcome]] {
    guard let analyst = analysts[store] else { return [] }
    if batches.count > 1, companions[store] == nil { companions[store] = analyst.companion() }
    return try SideBySide.map(
      batches, over: [analyst, companions[store]].compactMap(\.self)
    ) { analyst, batch throws(PostgresError) in try batch.run(analyst) }
  }

  private mutating func take(_ outcome: PublicBatch.Outcome, of store: String) {
    let before = diagnostics.count
    diagnostics += outcome.findings
    begin(outcome.definition, outcome.statement, from: before)
    facts.add(outcome.facts.facts, of: outcome.definition.label, in: store)
    if let schema = outcome.schema { add(schema) }
  }

  private mutating func add(_ schema: PublicSchema) {
    let reference = schema.reference(in: project.name.value)
    publicSchemas[reference] = publicSchemas[reference] ?? schema
  }

  private mutating func begin(
    _ definition: PublicDefinition, _ statement: ContractStatement?, from before: Int
  ) {
    var story = ContractStory(
      label: definition.label, place: definition.name.span, follows: nil,
      statements: [statement].compactMap { $0 }, findings: Array(before..<diagnostics.count))
    if let statement, let then = recorded.publicSchema(definition.label) {
      story.isUnedited =
        then.source == definition.source.value && hasSameSearchPath(then.source)
        && then.inputs == PublicInputs(definition, statement)
      story.isSame = story.isUnedited
    }
    stories.append(story)
  }

  // MARK: Contracts of the lock

  /// A contract that the lock gives and whose facts a catalog is asked about.
  private mutating func beginRecorded(_ definition: PublicDefinition) {
    var ignored: [Diagnostic] = []
    let statement = ContractStatement(definition.sql, diagnostics: &ignored)
    begin(definition, statement, from: diagnostics.count)
  }

  private mutating func beginRecorded(_ definition: ConsumerDefinition) {
    var ignored: [Diagnostic] = []
    let statement = ContractStatement(definition.upsert, diagnostics: &ignored)
    var story = ContractStory(
      label: definition.name.value, place: definition.name.span,
      follows: definition.from.value.project == project.name.value
        ? "\(definition.from.value.name)@\(definition.from.value.major)" : nil,
      statements: [statement].compactMap { $0 }, findings: [])
    // An edit has its own finding: it needs a server.
    story.isUnedited = recorded.consumer(story.label)?.into == definition.into.value
    stories.append(story)
  }

  // MARK: Consumers

  package mutating func analyzeConsumers(imports: Imports) throws(PostgresError) {
    let references = references(imports)
    var open: [String: [ConsumerBatch.Member]] = [:]
    for definition in contracts.consumerSchemas {
      let source = references.publicSchema(of: definition, into: &diagnostics)
      guard references.checkStore(definition.into, into: &diagnostics) else { continue }
      let into = definition.into.value
      let from = definition.from.value
      if let source, from.project != project.name.value {
        imported[from] = ImportedSchema(project: from.project, schema: source)
      }
      if recordedStores.contains(into) {
        let consumer = RecordedContracts(recorded: recorded).consumer(
          definition, publicSchema: source, into: &diagnostics)
        consumers += [consumer].compactMap { $0 }
        if analysts[into] != nil { beginRecorded(definition) }
        continue
      }
      guard analysts[into] != nil else { continue }
      open[into, default: []].append(
        ConsumerBatch.Member(definition: definition, publicSchema: source))
    }
    for (store, members) in open.sorted(by: { $0.key < $1.key }) {
      let batches = members.chunks(of: ConsumerBatch.size).map(ConsumerBatch.init)
      for outcomes in try run(batches, of: store) {
        for outcome in outcomes { take(outcome, of: store) }
      }
    }
  }

  private mutating func take(_ outcome: ConsumerBatch.Outcome, of store: String) {
    let before = diagnostics.count
    diagnostics += outcome.findings
    guard let analyzer = outcome.analyzer else { return }
    begin(outcome, analyzer, findings: before..<diagnostics.count)
    facts.add(outcome.facts.facts, of: outcome.definition.name.value, in: store)
    consumers += [outcome.schema].compactMap(\.self)
  }

  /// What consumers may follow, once it is known where each import is read from.
  private mutating func references(_ imports: Imports) -> ConsumerReferences {
    let before = diagnostics.count
    PublisherKeys(project: project, imports: imports).check(into: &diagnostics)
    let stores = PublisherStores(
      project, contracts, imports, isUnclear: diagnostics.count > before)
    return ConsumerReferences(
      project: project, own: published, imports: imports, publisherStores: stores)
  }

  private mutating func begin(
    _ outcome: ConsumerBatch.Outcome, _ analyzer: ConsumerAnalyzer, findings: Range<Int>
  ) {
    let definition = outcome.definition
    var story = ContractStory(
      label: definition.name.value, place: definition.name.span,
      follows: definition.from.value.project == project.name.value
        ? "\(definition.from.value.name)@\(definition.from.value.major)" : nil,
      statements: [analyzer.upsert, analyzer.delete].compactMap(\.?.statement),
      findings: Array(findings))
    story.isPartial = outcome.facts.isPartial
    if let upsert = analyzer.upsert?.statement, let then = recorded.consumer(story.label),
      then.into == definition.into.value, hasSameSearchPath(then.into)
    {
      let now = ConsumerInputs(
        upsert: upsert, delete: analyzer.delete?.statement, publicSchema: analyzer.publicSchema)
      story.isUnedited = now.upsert == then.inputs.upsert && now.delete == then.inputs.delete
      story.isSame = now == then.inputs
    }
    stories.append(story)
  }
}

/// Contracts of one data store that are analysed together.
protocol AnalysisBatch {
  associatedtype Outcome

  /// One outcome a contract, in their order.
  func run(_ analyst: any StatementAnalyst) throws(PostgresError) -> [Outcome]
}

extension Array {
  /// The same elements, so many at a time.
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
