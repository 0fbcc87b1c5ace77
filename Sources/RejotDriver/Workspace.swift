package import RejotAnalysis
import RejotEmit
package import RejotSource

/// Everything a run reads from disk: the project file, its contracts and its migrations.
///
/// Reading does not fail; what cannot be read is a finding, and the rest is still there.
package struct Workspace: Sendable {
  package let location: ProjectLocation
  /// Every text that was read, by its path as findings name it.
  package private(set) var files: [String: SourceFile] = [:]
  /// Nil when `rejot.yaml` could not be understood.
  package private(set) var project: ProjectDefinition?
  package private(set) var contracts = ContractDefinitions()
  /// Migrations by store, in the order they are applied.
  package private(set) var migrations: [String: [SourceFile]] = [:]
  package private(set) var diagnostics: [Diagnostic] = []
  /// Folders whose content decides what is read; absolute.
  private(set) var folders: Set<String> = []

  private let boundary: ProjectBoundary
  /// Bytes that may still be read.
  private var budget = Self.totalLimit

  /// Largest migration that is read, in bytes: a dump with data in it may be large.
  static let migrationLimit = 16 * 1_048_576
  /// All that is read of a project, in bytes.
  private static let totalLimit = 256 * 1_048_576

  /// Where `build` writes the project's own lock, absolute and without links.
  package var lockPath: String {
    Path.join(Disk.canonicalPath(outputFolder), LockFile.path)
  }

  package init(reading location: ProjectLocation) {
    self.init(readingProjectOf: location)
    guard let project else { return }
    checkOutput(of: project)
    readContracts(of: project)
  }

  /// Reads the project file and no contracts, of which there may be none, or ones with errors.
  package init(readingProjectOf location: ProjectLocation) {
    self.location = location
    boundary = ProjectBoundary(folder: location.folder)
    folders = [location.folder]
    guard let file = read(location.fileName) else { return }
    project = ProjectReader.read(file, diagnostics: &diagnostics)
  }

  /// The project file has errors: nothing may be concluded from the rest.
  package var isUnreadable: Bool {
    project == nil || ExitCode(diagnostics, projectFiles: [location.shownFile]) == .usage
  }

  /// The folder `build` writes, absolute.
  package var outputFolder: String {
    Path.normalised(Path.join(location.folder, project?.output.value ?? "generated"))
  }

  /// Stores that contracts name, in the project's order; no other database is needed.
  package var usedStores: [StoreDefinition] {
    let used = sources.union(contracts.consumerSchemas.map(\.into.value))
    return (project?.stores ?? []).filter { used.contains($0.name.value) }
  }

  /// Names of the stores that public schemas read.
  package var sources: Set<String> { Set(contracts.publicSchemas.map(\.source.value)) }

  /// Adds what was found wrong with something the project file names.
  mutating func report(_ findings: [Diagnostic]) { diagnostics += findings }

  /// The names of the projects' contracts, `customer@1` and `crm-customers`, as far as they can be
  /// read; none without a project.
  package static func contractNames(project: String?) -> [String] {
    let found = ProjectLocation.find(project, currentFolder: Disk.currentFolder())
    guard case .success(let projects) = found else { return [] }
    return projects.locations.flatMap { location in
      Workspace(reading: location).contracts.places.compactMap(\.name)
    }
  }

  // MARK: Contracts

  /// What lies in the output folder is not read, so it must not hold what is to be read.
  private mutating func checkOutput(of project: ProjectDefinition) {
    guard boundary.mayWrite(outputFolder, written: project.output.value) else {
      diagnostics.append(
        Diagnostic(
          .invalidValue,
          "the output folder \"\(project.output.value)\" leads out of the repository",
          at: project.output.span,
          notes: ["nothing is written outside, whatever a project's file says"],
          help: [Diagnostic.Help("name a folder inside it, such as generated")]))
      return
    }
    let output = Disk.realPath(outputFolder) ?? outputFolder
    func isInOutput(_ path: String) -> Bool {
      let full = Path.normalised(Path.join(location.folder, path))
      return Path.isInside(Disk.realPath(full) ?? full, output)
    }
    let what: String
    if isInOutput(".") {
      what = "the project itself"
    } else if let contracts = project.contracts.first(where: {
      isInOutput(Glob($0.value)?.fixedPrefix ?? $0.value)
    }) {
      what = "the contracts \"\(contracts.value)\""
    } else if let migrations = project.stores.flatMap(\.migrations).first(where: {
      isInOutput($0.value)
    }) {
      what = "the migrations \"\(migrations.value)\""
    } else {
      return
    }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "the output folder \"\(project.output.value)\" holds \(what)",
        at: project.output.span, notes: ["what lies in the output folder is not read"],
        help: [Diagnostic.Help("name a folder that holds nothing else, such as generated")]))
  }

  private mutating func readContracts(of project: ProjectDefinition) {
    let migrationFolders = project.stores.flatMap(\.migrations).compactMap {
      Disk.realPath(Path.join(location.folder, $0.value))
    }
    let excluded = [Disk.realPath(outputFolder) ?? outputFolder] + migrationFolders
    var paths: Set<String> = []
    for pattern in project.contracts {
      let search = FileSearch(
        root: location.folder, excluded: excluded + contractTests(beside: pattern.value),
        endings: [".sql", ".yaml", ".yml"])
      let found = search.files(matching: pattern.value)
      report(found, pattern)
      folders.formUnion(found.folders)
      watch(Glob(pattern.value)?.fixedPrefix ?? pattern.value)
      paths.formUnion(found.files)
    }
    paths.remove(location.fileName)
    let texts = paths.sorted(by: Path.precedes).compactMap { read($0) }
    contracts = ContractReader.read(
      texts, project: project.name.value, diagnostics: &diagnostics)
    diagnostics += WaiverCheck.unknownRules(in: contracts)
  }

  /// The folder of contract tests, whose files are no contracts; a pattern that leads into it means
  /// it.
  private func contractTests(beside pattern: String) -> [String] {
    let start = Path.normalised(Glob(pattern)?.fixedPrefix ?? pattern)
    let tests = Path.join(location.folder, Self.testFolder)
    if Path.isInside(start, Self.testFolder) { return [] }
    return [Disk.realPath(tests) ?? tests]
  }

  private mutating func report(_ found: FileSearch.Result, _ pattern: Located<String>) {
    if found.isOutside || found.hasOtherEnding {
      diagnostics.append(
        Diagnostic(
          .invalidValue,
          found.isOutside
            ? "\"\(pattern.value)\" leads out of the project"
            : "\"\(pattern.value)\" is no *.sql, *.yaml or *.yml file",
          at: pattern.span, notes: ["contracts are read from the project's folder only"],
          help: [Diagnostic.Help("name a folder or file of the project that holds contracts")]))
      return
    }
    if Glob(pattern.value) != nil, found.files.isEmpty, found.failures.isEmpty {
      diagnostics.append(
        Diagnostic(
          .fileUnreadable, "no *.sql, *.yaml or *.yml file fits \"\(pattern.value)\"",
          at: pattern.span,
          help: [Diagnostic.Help("correct the pattern, or leave it out of contracts:")]))
    }
    if Glob(pattern.value) == nil,
      Disk.resolvedKind(Path.join(location.folder, pattern.value)) == nil
    {
      diagnostics.append(
        Diagnostic(
          .fileUnreadable, "there is no folder or file \"\(pattern.value)\" to read contracts from",
          at: pattern.span,
          help: [Diagnostic.Help("create it, or name the contracts' folder in contracts:")]))
    }
    for link in found.outsideLinks {
      diagnostics.append(
        Diagnostic(
          .fileUnreadable,
          "the symbolic link \"\(location.shown(link))\" leads out of the project", at: nil,
          severity: .warning, notes: ["what lies outside the project's folder is not read"],
          help: [Diagnostic.Help("copy the file into the project, or remove the link")]))
    }
    for failure in found.failures {
      diagnostics.append(unreadable(failure, Path.normalised(relative(failure.path))))
    }
    if found.isTooMany {
      diagnostics.append(
        Diagnostic(
          .fileUnreadable,
          "\"\(pattern.value)\" names more than \(FileSearch.fileLimit) contract files",
          at: pattern.span, help: [Diagnostic.Help("name a narrower folder in contracts:")]))
    }
  }

  // MARK: Contract tests

  /// The folder of contract tests, in the project's.
  static let testFolder = "tests"

  /// Reads the contract tests: every YAML file below their folder, in the order of their paths,
  /// each with the place on disk where it may be written. None without the folder.
  mutating func readTests() -> [(file: SourceFile, path: String)] {
    guard Disk.resolvedKind(Path.join(location.folder, Self.testFolder)) == .folder else {
      return []
    }
    let search = FileSearch(
      root: location.folder, excluded: [Disk.realPath(outputFolder) ?? outputFolder],
      endings: [".yaml", ".yml"])
    let found = search.files(matching: Self.testFolder)
    report(found, Located(Self.testFolder, .startOfFile(location.shownFile)))
    return found.files.sorted(by: Path.precedes).compactMap { path in
      read(path).map { ($0, Disk.canonicalPath(Path.join(location.folder, path))) }
    }
  }

  // MARK: Migrations

  /// Reads the migrations of a store: the files of each folder in the order of their names, folders
  /// and files in the order they are listed.
  package mutating func readMigrations(of store: StoreDefinition) {
    var texts: [SourceFile] = []
    for entry in store.migrations {
      let path = Path.normalised(entry.value)
      let full = Path.join(location.folder, path)
      watch(path)
      if let real = Disk.realPath(full), !boundary.mayRead(real) {
        diagnostics.append(Self.outside("the migrations \"\(entry.value)\"", at: entry.span))
        continue
      }
      switch Disk.resolvedKind(full) {
      case .file where !path.hasSuffix(".sql"):
        diagnostics.append(Self.noMigrations(in: entry, "is no *.sql file"))
      case .file:
        if let file = read(path, limit: Self.migrationLimit) { texts.append(file) }
      case .folder:
        let names = namesOfMigrations(in: full, path)
        if names.isEmpty { diagnostics.append(Self.noMigrations(in: entry, "holds no *.sql file")) }
        texts += names.compactMap {
          read(path == "." ? $0 : path + "/" + $0, limit: Self.migrationLimit)
        }
      case .link, .other, nil:
        diagnostics.append(Self.noMigrations(in: entry, "does not exist"))
      }
    }
    migrations[store.name.value] = texts
  }

  private mutating func namesOfMigrations(in folder: String, _ path: String) -> [String] {
    do {
      folders.insert(folder)
      return try Disk.names(in: folder).filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }
    } catch {
      diagnostics.append(unreadable(error, path))
      return []
    }
  }

  private static func noMigrations(in entry: Located<String>, _ what: String) -> Diagnostic {
    Diagnostic(
      .migrationsMissing, "the migrations \"\(entry.value)\" cannot be applied: it \(what)",
      at: entry.span,
      help: [Diagnostic.Help("name the folder of the store's *.sql files, or the files")])
  }

  // MARK: Lock

  /// The lock as people are told of it.
  var shownLockPath: String {
    let path = Path.join(project?.output.value ?? "generated", LockFile.path)
    return Path.normalised(location.shown(path))
  }

  /// Something stands where the last build left the lock.
  var hasLock: Bool { Disk.resolvedKind(lockPath) != nil }

  /// Reads the text of the lock that the last build left.
  mutating func readLock() -> LockText {
    let shown = shownLockPath
    guard hasLock else { return .known(.absent(path: shown)) }
    // A link in its place could lead to anything, which findings would quote.
    guard Disk.kind(lockPath) == .file else {
      return .known(.unusable(CommittedLock.unreadable(shown, "it is no ordinary file")))
    }
    do {
      let bytes = try Disk.read(lockPath, limit: LockReader.sizeLimit)
      var findings: [Diagnostic] = []
      guard
        let file = SourceDecoding.decode(
          bytes, path: shown, limit: LockReader.sizeLimit, diagnostics: &findings)
      else {
        return .known(
          .unusable(CommittedLock.unreadable(shown, findings.first?.message ?? "it is no text")))
      }
      files[shown] = file
      return .text(file)
    } catch {
      return .known(.unusable(CommittedLock.unreadable(shown, error.reason)))
    }
  }

  // MARK: Texts

  /// Reads a text once; nil and a finding when that is not possible.
  private mutating func read(
    _ path: String, limit: Int = SourceDecoding.fileLimit
  ) -> SourceFile? {
    let shown = location.shown(path)
    if let file = files[shown] { return file }
    let full = Path.join(location.folder, path)
    if let real = Disk.realPath(full) {
      guard boundary.mayRead(real) else {
        diagnostics.append(Self.outside("\"\(shown)\"", at: nil))
        return nil
      }
      folders.insert(Path.parent(of: real))
    }
    do {
      let bytes = try Disk.read(full, limit: limit)
      budget -= bytes.count
      guard budget >= 0 else {
        diagnostics.append(
          Diagnostic(
            .fileUnreadable,
            "\"\(shown)\" is not read: the project has more than \(Self.totalLimit) bytes", at: nil,
            help: [Diagnostic.Help("leave data out of contracts and migrations")]))
        return nil
      }
      guard
        let file = SourceDecoding.decode(
          bytes, path: shown, limit: limit, diagnostics: &diagnostics)
      else { return nil }
      files[shown] = file
      return file
    } catch {
      diagnostics.append(unreadable(error, path))
      return nil
    }
  }

  private static func outside(_ what: String, at span: Span?) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, "\(what) leads out of the repository, or without one out of the project",
      at: span, notes: ["what lies outside is not read"],
      help: [Diagnostic.Help("copy it into the repository")])
  }

  /// Notes a folder as one to watch; what does not exist is watched for in the nearest that does.
  private mutating func watch(_ path: String) {
    folders.insert(Disk.nearestFolder(to: Path.normalised(Path.join(location.folder, path))))
  }

  private func unreadable(_ error: DiskError, _ path: String) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, "\"\(location.shown(path))\" cannot be read: \(error.reason)", at: nil,
      help: [Diagnostic.Help("check that it exists and that you may read it")])
  }

  private func relative(_ path: String) -> String {
    path.hasPrefix(location.folder + "/")
      ? String(path.dropFirst(location.folder.count + 1)) : path
  }
}
