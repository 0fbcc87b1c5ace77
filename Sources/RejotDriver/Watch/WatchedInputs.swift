import RejotAnalysis
import RejotEmit
import RejotSource

/// Everything a build reads from disk, at one moment.
struct WatchedInputs {
  /// Folders in which something may happen that a build would notice; absolute.
  private(set) var folders: Set<String> = []
  /// Bytes by the path that people know.
  private var files: [String: [UInt8]] = [:]
  /// The same of the projects' own locks, which a build reads and writes; nil for none.
  private var locks: [String: [UInt8]?] = [:]
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
    // An output folder that does not exist yet is made by the build itself.
    folders.insert(Disk.nearestFolder(to: Path.parent(of: workspace.lockPath)))
    locks.updateValue(Self.bytes(of: workspace.lockPath), forKey: workspace.shownLockPath)
    files.merge(workspace.files.mapValues(\.bytes)) { first, _ in first }
    findings += workspace.diagnostics
    folders.formUnion(workspace.folders)
    for lock in workspace.project?.imports ?? [] {
      let path = Path.join(workspace.location.folder, lock.value)
      let canonical = Disk.canonicalPath(path)
      // What this run writes itself is compiled from its files.
      guard !builtLocks.contains(canonical) else { continue }
      folders.insert(Disk.nearestFolder(to: Path.parent(of: canonical)))
      files[workspace.location.shown(lock.value)] = Self.bytes(of: canonical)
    }
  }

  private static func bytes(of lock: String) -> [UInt8]? {
    try? Disk.read(lock, limit: LockReader.sizeLimit)
  }

  /// Takes the locks as another moment found them: after a build, which wrote them.
  mutating func takeLocks(of later: WatchedInputs) { locks = later.locks }

  /// What is different now, a few words each; empty when a build would read the same.
  func changes(since before: WatchedInputs) -> [String] {
    // The lock of a project that is gone is told with it.
    let common = Set(locks.keys).intersection(before.locks.keys)
    let paths = Set(files.keys).union(before.files.keys).union(common)
    let words = paths.sorted(by: Path.precedes).compactMap { path -> String? in
      let old = before.files[path] ?? before.locks[path] ?? nil
      let new = files[path] ?? locks[path] ?? nil
      switch (old, new) {
      case (nil, nil): return nil
      case (nil, .some): return "\(path) is new"
      case (.some, nil): return "\(path) is gone"
      case (let old, let new): return old == new ? nil : "\(path) changed"
      }
    }
    if words.isEmpty, findings != before.findings { return ["what can be read changed"] }
    return words
  }
}
