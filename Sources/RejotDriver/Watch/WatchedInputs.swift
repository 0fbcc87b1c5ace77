import RejotAnalysis
import RejotEmit
import RejotSource

/// Everything a build reads from disk, at one moment.
struct WatchedInputs {
  /// Folders in which something may happen that a build would notice; absolute.
  private(set) var folders: Set<String> = []
  /// Bytes by the path that people know.
  private var files: [String: [UInt8]] = [:]
  /// What could not be read, and what is not there.
  private var findings: [Diagnostic] = []

  /// - Parameters:
  ///   - project: `--project`, absolute; a folder without a project file stands for all projects
  ///     below it, which may come and go.
  ///   - folder: where paths begin.
  init(reading project: String, in folder: String) {
    folders = [folder]
    switch ProjectLocation.find(project, currentFolder: folder) {
    case .failure(let missing): findings = [missing.diagnostic]
    case .success(let found):
      findings = found.warnings
      let workspaces = found.locations.map { Workspace(reading: $0) }
      let own = Set(workspaces.map(\.lockPath))
      for workspace in workspaces { add(workspace, builtLocks: own) }
    }
  }

  private mutating func add(_ read: Workspace, builtLocks: Set<String>) {
    var workspace = read
    if !workspace.isUnreadable {
      for store in workspace.usedStores { workspace.readMigrations(of: store) }
    }
    files.merge(workspace.files.mapValues(\.bytes)) { first, _ in first }
    findings += workspace.diagnostics
    folders.formUnion(workspace.folders)
    for lock in workspace.project?.imports ?? [] {
      let path = Path.join(workspace.location.folder, lock.value)
      let canonical = Disk.canonicalPath(path)
      // What this run writes itself is compiled from its files.
      guard !builtLocks.contains(canonical) else { continue }
      folders.insert(Disk.nearestFolder(to: Path.parent(of: canonical)))
      files[workspace.location.shown(lock.value)] = try? Disk.read(
        canonical, limit: LockReader.sizeLimit)
    }
  }

  /// What is different now, a few words each; empty when a build would read the same.
  func changes(since before: WatchedInputs) -> [String] {
    let paths = Set(files.keys).union(before.files.keys).sorted(by: Path.precedes)
    let words = paths.compactMap { path -> String? in
      switch (before.files[path], files[path]) {
      case (nil, .some): return "\(path) is new"
      case (.some, nil): return "\(path) is gone"
      case (let old, let new): return old == new ? nil : "\(path) changed"
      }
    }
    if words.isEmpty, findings != before.findings { return ["what can be read changed"] }
    return words
  }
}
