import RejotAnalysis
import RejotContract
import RejotEmit

/// The lock of a project in a commit.
///
/// It lies where the project's lock lies today, or the project has moved since, or names another
/// output folder: then it is the lock of that commit which is of a project of this name.
struct CommittedBaseline {
  let baseline: Baseline

  /// Most locks of one commit that are looked through.
  private static let searchLimit = 1_000

  init(_ workspace: Workspace, _ commit: NamedCommit) throws(BaselineProblem) {
    let read: Result<Baseline, BaselineProblem>
    do throws(GitFailure) {
      read = try Self.read(workspace, commit)
    } catch {
      throw .git(error, commit.word ?? "HEAD", workspace)
    }
    baseline = try read.get()
  }

  private static func read(
    _ workspace: Workspace, _ commit: NamedCommit
  ) throws(GitFailure) -> Result<Baseline, BaselineProblem> {
    let name = workspace.project?.name.value ?? ""
    let repository = commit.repository
    let path = Path.relative(workspace.lockPath, to: repository.root)
    func found(_ lock: BaselineLock?, _ path: String, _ notes: [String] = []) -> Baseline {
      Baseline(
        against: commit.word, project: lock?.project,
        lock: lock == nil ? nil : "\(commit.id):\(path)", commit: commit.id,
        notes: commit.notes + notes, doubts: commit.doubts)
    }
    let here: Result<BaselineLock, BaselineProblem>? = try lock(path, commit)
    switch here {
    case .success(let lock) where lock.project.name == name: return .success(found(lock, path))
    case .failure(let problem): return .failure(problem)
    case .success, nil: break
    }
    let entries = try repository.entries(in: commit.id)
    var moved: [(path: String, lock: BaselineLock)] = []
    for entry in entries.filter({ Path.name(of: $0.path) == LockFile.path })
      .prefix(searchLimit) where entry.path != path
    {
      guard case .file(let blob) = entry.entry,
        let lock = try? BaselineLock(repository.contents(ofBlob: blob), shown: entry.path),
        lock.project.name == name
      else { continue }
      moved.append((entry.path, lock))
    }
    let shown = commit.word ?? "HEAD"
    if moved.count > 1 { return .failure(.severalLocks(of: name, shown, moved.map(\.path))) }
    if let only = moved.first {
      return .success(
        found(only.lock, only.path, ["in \(shown) the lock of \(name) is \(only.path)"]))
    }
    if let entry = entries.first(where: {
      $0.entry == .submodule && Path.isInside(path, $0.path)
    }) {
      return .failure(.submodule(entry.path, shown))
    }
    if case .success(let other) = here {
      return .failure(.foreign("\(path) of \(shown)", other.project.name, [workspace]))
    }
    return .success(
      found(nil, path, ["\(shown) has no \(path): every contract of \(name) is new"]))
  }

  /// Nil where there is none.
  private static func lock(
    _ path: String, _ commit: NamedCommit
  ) throws(GitFailure) -> Result<BaselineLock, BaselineProblem>? {
    let shown = "\(path) of \(commit.word ?? "HEAD")"
    switch try commit.repository.entry(path, in: commit.id) {
    case nil, .submodule: return nil
    case .link: return .failure(.unreadable(shown, "it is a symbolic link"))
    case .file(let blob):
      let bytes = try commit.repository.contents(ofBlob: blob)
      return Result { () throws(BaselineProblem) in try BaselineLock(bytes, shown: shown) }
    }
  }
}
