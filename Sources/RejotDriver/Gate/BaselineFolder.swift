import RejotAnalysis
import RejotContract
import RejotEmit

/// A file or folder that is named as a baseline: a lock, the folder it lies in, a project's folder,
/// or one above several projects, such as another checkout.
struct BaselineFolder {
  private let word: String
  /// Locks and their paths as people are told them.
  private let locks: [(path: String, shown: String)]
  private let isFile: Bool

  /// - Parameters:
  ///   - path: absolute; something stands there.
  ///   - word: as it was typed.
  init(_ path: String, _ word: String) throws(BaselineProblem) {
    self.word = word
    isFile = Disk.resolvedKind(path) == .file
    if isFile {
      locks = [(path, word)]
      return
    }
    guard Disk.resolvedKind(path) == .folder, let real = Disk.realPath(path) else {
      throw .unreadable(word, "it is neither a file nor a folder")
    }
    let inside = Path.join(real, LockFile.path)
    if Disk.resolvedKind(inside) != nil {
      locks = [(inside, Path.join(word, LockFile.path))]
      return
    }
    let projects =
      ProjectLocation.holdsProject(real)
      ? [ProjectLocation(folder: real)] : ProjectSearch(below: real).found?.locations ?? []
    locks = projects.map { location in
      let path = Workspace(readingProjectOf: location).lockPath
      return (path, Path.join(word, Path.relative(path, to: real)))
    }.filter { Disk.resolvedKind($0.path) != nil }
    if locks.isEmpty { throw .noLock(in: word, projects.count) }
  }

  /// One for each project: the lock that is its own.
  func baselines(of workspaces: [Workspace]) throws(BaselineProblem) -> [Baseline] {
    var read: [(lock: BaselineLock, shown: String)] = []
    for lock in locks { read.append((try BaselineLock(lock.path, shown: lock.shown), lock.shown)) }
    var isAny = false
    let found = workspaces.map { workspace in
      let name = workspace.project?.name.value ?? ""
      guard let own = read.first(where: { $0.lock.project.name == name }) else {
        return Baseline(
          against: word, project: nil, lock: nil, commit: nil,
          notes: ["\(word) has no lock of \(name): all of its contracts are new"])
      }
      isAny = true
      return Baseline(
        against: word, project: own.lock.project, lock: own.shown, commit: nil)
    }
    // A lock that is nobody's here is no empty baseline: somebody named the wrong one.
    if !isAny, let first = read.first {
      throw .foreign("\"\(first.shown)\"", first.lock.project.name, workspaces)
    }
    return found
  }
}
