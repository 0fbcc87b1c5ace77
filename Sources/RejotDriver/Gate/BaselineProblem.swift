import RejotAnalysis
import RejotEmit
import RejotSource

/// Why what `--against` names cannot be compared with.
struct BaselineProblem: Error {
  let diagnostic: Diagnostic

  private init(
    _ id: DiagnosticID, _ message: String, notes: [String] = [], help: [String]
  ) {
    diagnostic = Diagnostic(
      id, message, at: nil, notes: notes, help: help.map { Diagnostic.Help($0) })
  }

  // MARK: Names

  static func nothingThere(_ word: String) -> BaselineProblem {
    BaselineProblem(
      .baselineNotFound, "--against \(word): there is no such file or folder",
      help: ["name a \(LockFile.path), a folder with one, or a git reference such as main"])
  }

  /// A reference and a path have one name.
  static func ambiguous(_ word: String, _ commit: NamedCommit?) -> BaselineProblem {
    let name = (try? commit?.repository.fullNames(of: word).first) ?? "\(word)~0"
    return BaselineProblem(
      .baselineNotFound, "--against \(word) names both a git reference and a path",
      help: ["write \(name) for the reference", "or ./\(word) for the file or folder"])
  }

  static func noLock(in word: String, _ projects: Int) -> BaselineProblem {
    BaselineProblem(
      .baselineNotFound, "--against \(word): there is no \(LockFile.path) in this folder",
      notes: projects == 0 ? [] : ["there is a project in it, which was not built"],
      help: [
        projects == 0
          ? "name the lock, the folder it lies in, or that of its project"
          : "run rejotc build there first"
      ])
  }

  /// The lock that was named belongs to none of the projects.
  static func foreign(
    _ lock: String, _ name: String, _ workspaces: [Workspace]
  ) -> BaselineProblem {
    let own = workspaces.compactMap { $0.project?.name.value }.joined(separator: ", ")
    return BaselineProblem(
      .baselineNotFound, "\(lock) is the lock of project \(name), not of \(own)",
      notes: ["a project that is renamed takes away everything it published under its old name"],
      help: ["name a lock of \(own)", "or give the project its old name back"])
  }

  static func severalLocks(
    of name: String, _ word: String, _ paths: [String]
  ) -> BaselineProblem {
    BaselineProblem(
      .baselineNotFound, "\(word) has \(paths.count) locks of project \(name)",
      notes: ["they are \(paths.sorted(by: Path.precedes).joined(separator: ", "))"],
      help: ["write the one that is meant to a file, with git show, and name that"])
  }

  // MARK: Locks

  static func unreadable(_ lock: String, _ reason: String) -> BaselineProblem {
    BaselineProblem(
      .baselineUnreadable, "\(lock) cannot be compared with: \(reason)",
      help: ["compare with a commit whose lock rejotc build wrote, or with the lock it replaced"])
  }

  static func unusable(_ lock: String, _ problem: LockProblem) -> BaselineProblem {
    switch problem {
    case .otherFormat(let number):
      let isNewer = number.map { $0 > LockFile.format } ?? false
      let form = number.map { "its form is number \($0)" } ?? "its form has no number yet"
      return BaselineProblem(
        .baselineUnreadable, "\(lock) cannot be compared with: \(problem.reason)",
        notes: [
          "\(form), this rejotc compares with \(LockFile.oldestBaseline) to \(LockFile.format)"
        ],
        help: [
          isNewer
            ? "update rejotc to the version that wrote it"
            : "check this change with the rejotc that wrote it; or build that commit's project "
              + "with this one, and name the lock it writes"
        ])
    case .conflict, .notJSON, .noLock, .unexpected:
      return unreadable(lock, problem.reason)
    }
  }

  static func submodule(_ path: String, _ word: String) -> BaselineProblem {
    BaselineProblem(
      .baselineUnreadable, "\(path) is a submodule in \(word): its lock is in another repository",
      help: ["check that repository out, and name its lock or folder"])
  }

  // MARK: Git

  static func git(
    _ failure: GitFailure, _ word: String, _ workspace: Workspace
  ) -> BaselineProblem {
    git(failure, word, folder: workspace.location.folder)
  }

  static func git(_ failure: GitFailure, _ word: String, folder: String) -> BaselineProblem {
    let asked = "--against \(word)"
    let naming = "or name a lock or its folder: --against FILE"
    switch failure {
    case .noProgram:
      return BaselineProblem(
        .gitFailed, "\(asked): there is no program git in PATH to read it with",
        help: ["install git", naming])
    case .notRun(let reason):
      return BaselineProblem(
        .gitFailed, "\(asked): git cannot be asked: \(reason)", help: ["try again", naming])
    case .foreignOwner(let words):
      return BaselineProblem(
        .gitFailed, "\(asked): git does not read a repository that belongs to somebody else",
        notes: [said(words)],
        help: [
          "if you trust it: git config --global --add safe.directory "
            + ShellWord.quoted(RepositoryPath.root(around: folder) ?? folder), naming,
        ])
    case .failed(let words):
      return BaselineProblem(
        .gitFailed, "\(asked): git failed", notes: [said(words)],
        help: ["mend the repository: git fsck", naming])
    case .noRepository, .noWorkTree:
      return BaselineProblem(
        .baselineNotFound,
        "\(asked): there is no such file or folder, and the project is in no git work tree",
        help: ["name a \(LockFile.path), or a folder with one"])
    case .unknown(let reference): return unknown(reference)
    }
  }

  private static func said(_ words: String) -> String {
    let lines = words.split(separator: "\n").filter { !$0.isEmpty }.prefix(3)
    return "git says: \(lines.joined(separator: " "))"
  }

  private static func unknown(_ reference: UnknownReference) -> BaselineProblem {
    let word = reference.word
    var notes: [String] = []
    var help: [String] = []
    if reference.isUnborn { notes.append("the repository has no commit yet") }
    if reference.isShallow {
      notes.append("this clone is shallow: only what was fetched is here")
    } else if let near = reference.near {
      help.append("did you mean \(near)?")
    }
    if let fetch = reference.fetch {
      help.append(
        "fetch it: \(fetch.command)"
          + (fetch.word == word ? "" : ", then --against \(fetch.word)"))
    }
    if reference.isShallow, let near = reference.near { help.append("or did you mean \(near)?") }
    if help.isEmpty { help = ["git branch --all and git tag list what there is"] }
    return BaselineProblem(
      .baselineNotFound,
      "--against \(word): there is no such git reference here, and no such file or folder",
      notes: notes, help: help)
  }
}
