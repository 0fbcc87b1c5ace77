import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// `rejotc why`: the proof of a field's type and nullability. Only the databases that the contract
/// rests on are opened, and only its own findings are told.
package enum WhyJob {
  package static func run(
    _ options: JobOptions, _ context: JobContext, name: String
  ) -> JobResult {
    var result = JobResult()
    var proofs: [FieldProof] = []
    switch ProjectLocation.findOne(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing):
      result.diagnostics.append(missing.diagnostic)
      result.exitCode = ExitCode(result.diagnostics, projectFiles: [])
    case .success(let location):
      var workspace = Workspace(reading: location)
      let imports = Imports.locks(of: &workspace)
      proofs = explain(&workspace, imports, options, context, name, &result)
      result.files = workspace.files
      result.exitCode = ExitCode(result.diagnostics, projectFiles: [location.shownFile])
    }
    result.members = WhyJSON.members(proofs)
    result.text = WhyText.text(proofs)
    if !result.diagnostics.isEmpty {
      result.summary = DiagnosticCount(result.diagnostics).words
    }
    return result
  }

  private static func explain(
    _ workspace: inout Workspace, _ imports: Imports, _ options: JobOptions,
    _ context: JobContext, _ name: String, _ result: inout JobResult
  ) -> [FieldProof] {
    if let refusal = options.refusal(of: "why") {
      result.diagnostics.append(refusal)
      return []
    }
    guard let project = workspace.project, !workspace.isUnreadable else {
      result.diagnostics = workspace.diagnostics
      return []
    }
    guard
      let wanted = ContractField(name, in: workspace.contracts, project: project.name.value)
    else {
      // A contract that could not be read may be the one that is meant.
      result.diagnostics = workspace.diagnostics.filter(\.isError)
      if result.diagnostics.isEmpty { result.diagnostics = [unknown(name, workspace.contracts)] }
      return []
    }
    let contracts = WhyContracts(wanted, workspace.contracts, of: project.name.value)
    let stores = project.stores.filter { contracts.stores.contains($0.name.value) }
    for store in stores { workspace.readMigrations(of: store) }
    let unusable = workspace.diagnostics.filter { $0.kind != .contract && $0.isError }
    guard unusable.isEmpty else {
      result.diagnostics = unusable
      return []
    }
    let opener = StoreOpener(
      option: options.catalog, mayProbe: options.mayProbe, environment: context.environment,
      servers: context.servers,
      migrations: workspace.migrations, files: workspace.files)
    let opened = opener.open(stores, sources: [])
    result.choices = opened.choices
    result.diagnostics += opened.diagnostics
    do throws(PostgresError) {
      return try prove(wanted, contracts, project, opened.analysts, imports, &result)
    } catch {
      let store = stores.first { opened.analysts[$0.name.value] != nil }
      if let store { result.diagnostics.append(EnvironmentFindings.live(error, store)) }
      return []
    }
  }

  private static func prove(
    _ wanted: ContractField, _ contracts: WhyContracts, _ project: ProjectDefinition,
    _ analysts: [String: any StatementAnalyst], _ imports: Imports, _ result: inout JobResult
  ) throws(PostgresError) -> [FieldProof] {
    let analysis = try ContractAnalyzer.analyze(
      project: project, contracts: contracts.definitions, analysts: analysts, imports: imports)
    result.diagnostics += analysis.diagnostics
    var all: [FieldProof] = []
    for schema in analysis.project.publicSchemas {
      guard let definition = wanted.publicSchemas.first(where: schema.isCompiled),
        let analyst = analysts[schema.source]
      else { continue }
      let prover = FieldProver(definition, schema: schema, analyst: analyst)
      all += try prover.proofs(
        of: Set(schema.fields.map(\.name)), label: "\(project.name.value)/\(schema.label)")
    }
    for consumer in wanted.consumers {
      guard let source = analysis.publicSchema(consumer.from.value),
        let analyst = analysts[consumer.into.value]
      else { continue }
      let prover = ConsumerProver(
        consumer, publicSchema: source, label: "\(project.name.value)/\(consumer.name.value)",
        analyst: analyst)
      all += try prover.proofs()
    }
    let found = all.filter(wanted.isMeant)
    let hasErrors = result.diagnostics.contains(where: \.isError)
    if found.isEmpty, !hasErrors || !all.isEmpty {
      result.diagnostics.append(unknown(wanted, all))
    }
    return found
  }

  // MARK: Findings

  private static func unknown(_ name: String, _ contracts: ContractDefinitions) -> Diagnostic {
    let names =
      contracts.publicSchemas.map { "\($0.name.value)@\($0.version.value.major)" }
      + contracts.consumerSchemas.map(\.name.value)
    let bare = contracts.publicSchemas.map(\.name.value) + names
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let contract = parts.first ?? name
    var help: [Diagnostic.Help] = []
    if let near = Suggestion.nearest(to: contract, among: bare) {
      let rest = parts.count > 1 ? ".\(parts[1])" : ""
      help.append(Diagnostic.Help("did you mean \(near.word)\(rest)?"))
    }
    help.append(
      Diagnostic.Help(
        names.isEmpty
          ? "the project has no contracts" : "the contracts are \(names.joined(separator: ", "))"))
    return Diagnostic(
      .unknownContract, "the project has no contract \"\(contract)\"", at: nil, help: help)
  }

  private static func unknown(_ wanted: ContractField, _ all: [FieldProof]) -> Diagnostic {
    let names = all.map(\.field)
    let field = wanted.field ?? ""
    var help: [Diagnostic.Help] = []
    if let near = Suggestion.nearest(to: field, among: names) {
      help.append(Diagnostic.Help("did you mean \(near.word)?"))
    }
    if !names.isEmpty {
      help.append(Diagnostic.Help("it has \(Set(names).sorted().joined(separator: ", "))"))
    }
    let contract =
      wanted.publicSchemas.first?.name.value ?? wanted.consumers.first?.name.value ?? ""
    return Diagnostic(
      .unknownContract, "\(contract) has no field \"\(field)\"", at: nil, help: help)
  }
}

/// The contracts that an answer rests on, and the stores behind them.
private struct WhyContracts {
  let definitions: ContractDefinitions

  init(_ wanted: ContractField, _ all: ContractDefinitions, of project: String) {
    let sources = wanted.consumers.map(\.from.value)
    let followed = all.publicSchemas.filter { schema in
      sources.contains {
        $0.project == project && $0.name == schema.name.value
          && $0.major == schema.version.value.major
      }
    }
    let own = wanted.publicSchemas
    definitions = ContractDefinitions(
      publicSchemas: own + followed.filter { !own.contains($0) },
      consumerSchemas: wanted.consumers)
  }

  /// What another project publishes is taken from its lock; its store is not opened.
  var stores: Set<String> {
    Set(
      definitions.publicSchemas.map(\.source.value) + definitions.consumerSchemas.map(\.into.value))
  }
}

extension PublicSchema {
  fileprivate func isCompiled(_ definition: PublicDefinition) -> Bool {
    definition.name.value == name && definition.version.value == version
  }

  fileprivate var label: String { "\(name)@\(version.major)" }
}
