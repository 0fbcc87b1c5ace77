import RejotAnalysis
import RejotEphemeral
import RejotSource

/// Which files change the schema of which data store, and what that schema is before them.
struct MigrationPlan {
  /// A data store and the files that change it.
  struct Store {
    let reference: StoreReference
    let definition: StoreDefinition
    /// The store's migrations that are applied before; none for a store that has no migrations.
    let base: [SourceFile]
    /// What is asked about, in the order in which it is applied.
    let files: [SourceFile]
    let statements: [MigrationStatement]
  }

  private(set) var stores: [Store] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Every file that was named, for findings to point into.
  private(set) var files: [String: SourceFile] = [:]

  private let workspaces: [Workspace]
  private let currentFolder: String

  /// - Parameters:
  ///   - names: of files, each with or without `STORE=` before it.
  ///   - store: whose schema those change that do not tell.
  ///   - workspaces: the projects, with the migrations of all their stores read.
  init(_ names: [String], store: String?, _ workspaces: [Workspace], in currentFolder: String) {
    self.workspaces = workspaces
    self.currentFolder = currentFolder
    let candidates = workspaces.flatMap(Candidate.all)
    var named = store
    if let store, !candidates.contains(where: { $0.isCalled(store) }) {
      diagnostics.append(unknown(store, candidates))
      named = nil
    }
    var found: [Int: [(file: SourceFile, place: Int?)]] = [:]
    for name in names {
      guard let (owner, file, place) = read(name, named, candidates) else { continue }
      if found[owner]?.contains(where: { $0.file.path == file.path }) == true { continue }
      files[file.path] = file
      found[owner, default: []].append((file, place))
    }
    for (owner, changes) in found.sorted(by: { $0.key < $1.key }) {
      stores.append(Self.store(candidates[owner], changes))
    }
  }

  /// The migrations before the first one that is named, and what comes then: the contracts are
  /// written for all that the folder holds.
  private static func store(
    _ candidate: Candidate, _ changes: [(file: SourceFile, place: Int?)]
  ) -> Store {
    let first = changes.compactMap(\.place).min() ?? candidate.migrations.count
    let files =
      Array(candidate.migrations[first...].map(\.file))
      + changes.filter { $0.place == nil }.map(\.file)
    return Store(
      reference: candidate.reference, definition: candidate.definition,
      base: candidate.migrations[..<first].map(\.file), files: files,
      statements: files.flatMap(MigrationStatement.all))
  }

  // MARK: Files

  private mutating func read(
    _ name: String, _ named: String?, _ candidates: [Candidate]
  ) -> (owner: Int, file: SourceFile, place: Int?)? {
    var path = name
    var store = named
    let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
    if parts.count == 2, Disk.resolvedKind(Path.join(currentFolder, name)) == nil {
      (store, path) = (parts[0], parts[1])
      guard candidates.contains(where: { $0.isCalled(parts[0]) }) else {
        diagnostics.append(unknown(parts[0], candidates))
        return nil
      }
    }
    guard let real = Disk.realPath(Path.join(currentFolder, path)) else {
      diagnostics.append(unreadable(path, "there is no such file"))
      return nil
    }
    guard let owner = owner(of: path, real, store, candidates) else { return nil }
    let candidate = candidates[owner]
    if let place = candidate.migrations.firstIndex(where: { $0.path == real }) {
      return (owner, candidate.migrations[place].file, place)
    }
    return text(path, real).map { (owner, $0, nil) }
  }

  private mutating func text(_ path: String, _ real: String) -> SourceFile? {
    let base = workspaces.first?.location.base ?? currentFolder
    let shown = Path.isInside(real, base) ? Path.relative(real, to: base) : path
    do throws(DiskError) {
      let bytes = try Disk.read(real, limit: Workspace.migrationLimit)
      return SourceDecoding.decode(
        bytes, path: shown, limit: Workspace.migrationLimit, diagnostics: &diagnostics)
    } catch {
      diagnostics.append(unreadable(path, error.reason))
      return nil
    }
  }

  /// The store that is named, else the one whose migrations the file is among or beside, else the
  /// only one there is.
  private mutating func owner(
    of path: String, _ real: String, _ store: String?, _ candidates: [Candidate]
  ) -> Int? {
    let owners: [Int]
    if let store {
      owners = candidates.indices.filter { candidates[$0].isCalled(store) }
    } else {
      let among = candidates.indices.filter { place in
        candidates[place].migrations.contains { $0.path == real }
      }
      let beside = candidates.indices.filter { place in
        candidates[place].folders.contains { Path.isInside(real, $0) }
      }
      owners = [among, beside].first { !$0.isEmpty } ?? Array(candidates.indices)
    }
    if owners.count == 1 { return owners[0] }
    diagnostics.append(unclear(path, owners.map { candidates[$0] }))
    return nil
  }

  // MARK: Findings

  private func unknown(_ name: String, _ candidates: [Candidate]) -> Diagnostic {
    if workspaces.count == 1, let project = workspaces[0].project {
      return .unknownStore(name, in: project)
    }
    let known = candidates.map(\.reference.description)
    return Diagnostic(
      .unknownStore, "none of the projects has a data store \"\(name)\"", at: nil,
      help: [Diagnostic.Help("the data stores are \(known.joined(separator: ", "))")])
  }

  private func unclear(_ path: String, _ owners: [Candidate]) -> Diagnostic {
    let names = owners.map { workspaces.count == 1 ? $0.reference.store : "\($0.reference)" }
    let example = names.first ?? "STORE"
    return Diagnostic(
      .wrongUsage, "\"\(path)\" does not tell which data store it changes", at: nil,
      notes: [
        owners.isEmpty
          ? "the project has no data store"
          : "it lies in no store's migrations, and the stores are \(names.joined(separator: ", "))"
      ],
      help: [
        Diagnostic.Help("name the store: --migration \(ShellWord.quoted("\(example)=\(path)"))"),
        Diagnostic.Help("or, for every file that does not tell: --store \(example)"),
      ])
  }

  private func unreadable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, "\"\(path)\" cannot be read: \(reason)", at: nil,
      help: [Diagnostic.Help("name files of DDL; paths begin at the current folder")])
  }
}

/// A data store that a file may change.
private struct Candidate {
  let reference: StoreReference
  let definition: StoreDefinition
  /// Its migrations, with their real paths.
  let migrations: [(path: String, file: SourceFile)]
  /// The folders they lie in, real paths.
  let folders: [String]

  static func all(of workspace: Workspace) -> [Candidate] {
    guard let project = workspace.project else { return [] }
    return project.stores.map { store in
      let files = workspace.migrations[store.name.value] ?? []
      let folders = store.migrations.compactMap {
        Disk.realPath(Path.join(workspace.location.folder, $0.value))
      }
      return Candidate(
        reference: StoreReference(project: project.name.value, store: store.name.value),
        definition: store,
        migrations: files.map { file in
          let path = Path.join(workspace.location.base, file.path)
          return (Disk.realPath(path) ?? path, file)
        }, folders: folders)
    }
  }

  func isCalled(_ name: String) -> Bool {
    name == reference.store || name == reference.description
  }
}

/// One statement of a migration, and where it stands.
struct MigrationStatement: Hashable {
  /// The file's path as findings name it.
  let file: String
  /// The statement's number in its file, from 0.
  let index: Int
  let span: Span
  let text: String

  static func all(of file: SourceFile) -> [MigrationStatement] {
    StatementSplitter.statements(of: file.text).enumerated().map { index, statement in
      let end = statement.offset + statement.text.utf8.count
      return MigrationStatement(
        file: file.path, index: index, span: file.span(statement.offset..<end),
        text: statement.text)
    }
  }
}
