import RejotAnalysis
import RejotContract
import RejotSource

/// Finds the locks that `--against` names, for each project of a run.
struct BaselineReader {
  private(set) var diagnostics: [Diagnostic] = []
  private let context: JobContext
  private let workspaces: [Workspace]

  init(_ workspaces: [Workspace], _ context: JobContext) {
    self.workspaces = workspaces
    self.context = context
  }

  /// The baselines of each project, in the order of the words; none for a word that names none,
  /// which is a finding.
  mutating func read(_ words: [String], default missing: DefaultBaseline) -> [[Baseline]] {
    guard words.isEmpty else {
      var all = workspaces.map { _ in [Baseline]() }
      var seen = Set<String>()
      for word in words where seen.insert(word).inserted {
        do throws(BaselineProblem) {
          for (place, baseline) in try named(word).enumerated() { all[place].append(baseline) }
        } catch {
          diagnostics.append(error.diagnostic)
        }
      }
      return all
    }
    switch missing {
    case .nothing: return workspaces.map { _ in [] }
    case .lastCommitted:
      var all: [[Baseline]] = []
      for workspace in workspaces {
        do throws(BaselineProblem) {
          all.append([try lastCommitted(workspace)])
        } catch {
          diagnostics.append(error.diagnostic)
          all.append([])
        }
      }
      return all
    }
  }

  /// One for each project.
  private func named(_ word: String) throws(BaselineProblem) -> [Baseline] {
    switch try BaselinePlace(word, workspaces, context) {
    case .path(let path):
      return try BaselineFolder(path, word).baselines(of: workspaces)
    case .commits(let commits):
      var found: [Baseline] = []
      for (workspace, commit) in zip(workspaces, commits) {
        found.append(try CommittedBaseline(workspace, commit).baseline)
      }
      return found
    }
  }

  private func lastCommitted(_ workspace: Workspace) throws(BaselineProblem) -> Baseline {
    if let head = try NamedCommit.head(around: workspace.location.folder, context) {
      return try CommittedBaseline(workspace, head).baseline
    }
    let shown = workspace.shownLockPath
    guard workspace.hasLock else {
      return Baseline(
        against: nil, project: nil, lock: nil, commit: nil,
        notes: ["there is no \(shown) yet: every contract is new"])
    }
    let lock = try BaselineLock(workspace.lockPath, shown: shown)
    guard lock.project.name == workspace.project?.name.value else {
      throw .foreign("\"\(shown)\"", lock.project.name, workspaces)
    }
    return Baseline(against: nil, project: lock.project, lock: shown, commit: nil)
  }
}

/// What a word behind `--against` stands for.
enum BaselinePlace {
  /// A file or a folder, absolute.
  case path(String)
  /// A commit for each project.
  case commits([NamedCommit])

  init(
    _ word: String, _ workspaces: [Workspace], _ context: JobContext
  ) throws(BaselineProblem) {
    let path = Path.normalised(Path.join(context.currentFolder, word))
    let isThere = !word.isEmpty && Disk.resolvedKind(path) != nil
    if Self.isSpelledAsPath(word) {
      guard isThere else { throw .nothingThere(word) }
      self = .path(path)
      return
    }
    var commits: [NamedCommit] = []
    for workspace in workspaces {
      do throws(GitFailure) {
        let repository = try GitRepository(
          around: workspace.location.folder, environment: context.environment)
        if let commit = try NamedCommit(word, in: repository) {
          commits.append(commit)
          continue
        }
        if !isThere { throw GitFailure.unknown(try UnknownReference(word, in: repository)) }
      } catch {
        if !isThere { throw .git(error, word, workspace) }
      }
      self = .path(path)
      return
    }
    let isSpelledAsReference = word == "HEAD" || word.hasPrefix("refs/")
    if isThere, !isSpelledAsReference { throw .ambiguous(word, commits.first) }
    self = .commits(commits)
  }

  /// Nobody means a branch by `./main`, whatever is there.
  private static func isSpelledAsPath(_ word: String) -> Bool {
    word == "." || word == ".." || ["/", "./", "../"].contains { word.hasPrefix($0) }
  }
}
