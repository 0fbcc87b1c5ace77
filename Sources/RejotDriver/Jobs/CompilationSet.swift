import RejotAnalysis
import RejotContract
package import RejotSource

/// All projects a command is about, compiled together: what one publishes before what others
/// consume of it, so that their imports of each other hold what the files say now, in whatever
/// order they come and also when two import each other. One project alone is a set of one.
package struct CompilationSet {
  /// In the order of their paths.
  package private(set) var members: [Compilation] = []
  /// The same run found nothing before, so nothing was analysed: there is no project to write.
  package private(set) var isRecognised = false
  /// About the search for projects.
  private var findings: [Diagnostic] = []
  private var run: UnchangedRun?

  /// - Parameters:
  ///   - readsConsumers: read the locks that `consumers:` names, which nothing that is written
  ///     depends on: two projects can be built in turn from nothing.
  ///   - recognition: look whether the same run found nothing before.
  package init(
    _ options: JobOptions, _ context: JobContext, readsConsumers: Bool = true,
    recognition: Recognition? = nil
  ) {
    self.init(searching: options, context)
    if let recognition { recognise(recognition, options, context) }
    if !isRecognised { compile(options, context, readsConsumers: readsConsumers) }
  }

  private mutating func recognise(
    _ command: Recognition, _ options: JobOptions, _ context: JobContext
  ) {
    guard findings.isEmpty, isReadable else { return }
    let chosen = members.map { $0.chosenCatalogs(options, context) }
    guard chosen.allSatisfy(\.findings.isEmpty) else { return }
    run = UnchangedRun(
      zip(members, chosen).map { ($0, $1.choices) },
      command: options.mayProbe ? command.rawValue : "\(command.rawValue) --no-ddl",
      comparesOutputs: command == .build, context)
    guard run?.isOnRecord == true else { return }
    isRecognised = true
    for place in members.indices { members[place].recognise(chosen[place].choices) }
  }

  /// For which command a run may be recognised.
  package enum Recognition: String, Sendable {
    case check
    /// What lies in the output folders has to be the same as well.
    case build
  }

  /// Remembers that nothing was found, in the contracts and beside them.
  func remember() {
    let isWhole = members.allSatisfy { $0.lockFinding == nil && $0.revalidated.isEmpty }
    if diagnostics.isEmpty, drift.isEmpty, isWhole { run?.remember() }
  }

  /// Reads the projects' own files and nothing else.
  private init(searching options: JobOptions, _ context: JobContext) {
    switch ProjectLocation.find(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing): findings = [missing.diagnostic]
    case .success(let found):
      findings = found.warnings
      members = found.locations.map { Compilation(reading: $0) }
      refuseConflicts()
    }
  }

  /// A set of one.
  init(_ location: ProjectLocation, _ options: JobOptions, _ context: JobContext) {
    members = [Compilation(reading: location)]
    compile(options, context, readsConsumers: true)
  }

  package var isSeveral: Bool { members.count > 1 }

  /// Contracts that are written in the files of all projects.
  var contractCount: Int {
    members.compactMap(\.workspace?.contracts).reduce(0) {
      $0 + $1.publicSchemas.count + $1.consumerSchemas.count
    }
  }

  package var diagnostics: [Diagnostic] { findings + members.flatMap(\.diagnostics) }

  package var hasErrors: Bool { diagnostics.contains(where: \.isError) }

  /// The project files could be understood, all of them.
  var isReadable: Bool {
    !members.isEmpty && members.allSatisfy { $0.workspace?.isUnreadable == false }
  }

  /// What catalogs say otherwise than the locks, where no error tells of it already.
  var drift: [CatalogDrift] { members.flatMap(\.drift) }

  /// A result with what every job reports; the job adds its own.
  package var result: JobResult { result(with: []) }

  /// - Parameter own: what only this job reports.
  func result(with own: [Diagnostic]) -> JobResult {
    let diagnostics = diagnostics + own
    let files = members.compactMap(\.workspace?.location.shownFile)
    var result = JobResult(
      files: members.compactMap(\.workspace?.files).reduce(into: [:]) { all, some in
        all.merge(some) { first, _ in first }
      },
      diagnostics: diagnostics, exitCode: ExitCode(diagnostics, projectFiles: Set(files)),
      choices: members.flatMap(namedChoices),
      summary: DiagnosticCount(diagnostics).words + (isRecognised ? Self.nothingChanged : ""))
    result.folder = members.first?.workspace?.location.base
    result.projects = members.compactMap(\.reported)
    return result
  }

  /// Two projects may have stores of one name: where there are several, theirs stands before it.
  private func namedChoices(_ member: Compilation) -> [CatalogChoice] {
    guard isSeveral, let name = member.workspace?.project?.name.value else { return member.choices }
    return member.choices.map {
      CatalogChoice(
        store: "\(name)/\($0.store)", source: $0.source, reason: $0.reason,
        isLastResort: $0.isLastResort, remark: $0.remark)
    }
  }

  /// Behind a summary: why it came so fast.
  static let nothingChanged = ", as nothing has changed since the last run"

  // MARK: Compiling

  private mutating func compile(_ options: JobOptions, _ context: JobContext, readsConsumers: Bool)
  {
    let projects = members.map { member in
      (
        lockPath: member.workspace?.lockPath ?? "",
        name: member.workspace?.project?.name.value
      )
    }
    let imports = members.indices.map { read(.imports, $0, among: projects) }
    let consumers = members.indices.map {
      readsConsumers ? read(.consumers, $0, among: projects) : []
    }
    var progress = Progress(imports: imports)
    for place in members.indices {
      analyse(place, &progress) { $0.analysePublicSchemas(options, context) }
    }
    let hasErrors = hasErrors
    for place in members.indices { members[place].checkNames(hasErrors: hasErrors) }
    var cycles = Set<String>()
    for place in members.indices {
      members[place].others = others(imports[place] + consumers[place], than: place)
      members[place].checkFlows(cycles: &cycles)
    }
  }

  /// How far each member is.
  private struct Progress {
    let imports: [[Neighbour]]
    var isBegun: [Bool]
    /// Its public schemas are analysed, with success or not.
    var hasPublished: [Bool]
    /// What each publishes; nil also when that could not be found out.
    var published: [PublishedContracts?]
    var isFinished: [Bool]

    init(imports: [[Neighbour]]) {
      self.imports = imports
      isBegun = imports.map { _ in false }
      hasPublished = isBegun
      published = imports.map { _ in nil }
      isFinished = isBegun
    }

    /// The members whose public schemas a member needs.
    func needs(_ place: Int) -> [Int] {
      imports[place].compactMap { neighbour in
        switch neighbour {
        case .compiled(let other): other
        case .lock: nil
        }
      }
    }

    func isReady(_ place: Int) -> Bool {
      hasPublished[place] && !isFinished[place] && needs(place).allSatisfy { hasPublished[$0] }
    }
  }

  /// Brings a member as far as can be, what it imports first. A project's databases are open from
  /// its public schemas to its consumers, so no more are at once than the projects that import each
  /// other in a ring have.
  private mutating func analyse(
    _ place: Int, _ progress: inout Progress, publish: (inout Compilation) -> Void
  ) {
    guard !progress.isBegun[place] else { return }
    progress.isBegun[place] = true
    for other in progress.needs(place) { analyse(other, &progress, publish: publish) }
    publish(&members[place])
    progress.published[place] = members[place].published
    progress.hasPublished[place] = true
    for ready in members.indices where progress.isReady(ready) {
      progress.isFinished[ready] = true
      members[ready].analyseConsumers(imports: resolve(ready, progress))
    }
  }

  private mutating func read(
    _ purpose: NeighbourPurpose, _ place: Int, among projects: [(lockPath: String, name: String?)]
  ) -> [Neighbour] {
    guard let workspace = members[place].workspace else { return [] }
    var findings: [Diagnostic] = []
    let found = NeighbourReader(workspace: workspace, projects: projects)
      .read(purpose, into: &findings)
    members[place].report(findings)
    let unreadable = findings.filter { $0.id == .consumersUnreadable }.compactMap(\.span)
    members[place].unreadableConsumers += (workspace.project?.consumers ?? [])
      .filter { unreadable.contains($0.span) }.map(\.value)
    return found
  }

  private func resolve(_ place: Int, _ progress: Progress) -> Imports {
    var imports = Imports()
    for neighbour in progress.imports[place] {
      switch neighbour {
      case .lock(let lock): imports.projects.append(PublishedContracts(lock: lock))
      case .compiled(let other):
        if let contracts = progress.published[other] {
          imports.projects.append(contracts)
        } else {
          imports.isIncomplete = true
        }
      }
    }
    guard let folder = members[place].workspace?.location.folder else { return imports }
    for (other, member) in members.enumerated() where other != place {
      guard let workspace = member.workspace, let name = workspace.project?.name.value else {
        continue
      }
      imports.available[name] = Path.relative(workspace.lockPath, to: folder)
    }
    return imports
  }

  /// The other projects of the run and those whose locks were read, each once.
  private func others(_ neighbours: [Neighbour], than place: Int) -> [Project] {
    var all = members.indices.filter { $0 != place }.compactMap { members[$0].project }
    for neighbour in neighbours {
      guard case .lock(let lock) = neighbour, !all.contains(where: { $0.name == lock.name }) else {
        continue
      }
      all.append(lock)
    }
    return all
  }

  // MARK: Conflicts

  /// Projects of one run are told apart by their slug and write different folders.
  private mutating func refuseConflicts() {
    var names: [String: Span] = [:]
    var outputs: [(folder: String, project: String)] = []
    for place in members.indices {
      guard let workspace = members[place].workspace, let project = workspace.project else {
        continue
      }
      if let first = names[project.name.value] {
        members[place].report([Self.sameName(project.name, first)])
      }
      names[project.name.value] = names[project.name.value] ?? project.name.span
      let folder = Disk.canonicalPath(workspace.outputFolder)
      if let other = outputs.first(where: { $0.folder == folder }) {
        members[place].report([Self.sameOutput(project.output, other.project)])
      }
      outputs.append((folder, project.name.value))
    }
  }

  private static func sameName(_ name: Located<String>, _ first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateProject, "there are two projects \(name.value)", at: name.span,
      labels: [Diagnostic.Label(first, "the other one is here")],
      notes: ["contracts, slots and positions are told apart by their project's name"],
      help: [
        Diagnostic.Help("rename one of them, or name a folder with only one: --project FOLDER")
      ])
  }

  private static func sameOutput(_ output: Located<String>, _ other: String) -> Diagnostic {
    Diagnostic(
      .invalidValue, "project \(other) writes the output folder \"\(output.value)\" too",
      at: output.span, help: [Diagnostic.Help("give each project an output: of its own")])
  }
}
