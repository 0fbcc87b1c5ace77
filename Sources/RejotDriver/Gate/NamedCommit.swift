/// The commit that a word stands for, as a baseline.
///
/// Of a branch it is the commit where `HEAD` left it. What others have added to the branch since
/// then is not in this work tree, and would look as if it had been taken away; merging keeps it. A
/// tag, a commit's number or `main~0` is exactly that commit.
struct NamedCommit {
  /// As it was typed; nil: nobody did, it is `HEAD`.
  let word: String?
  let id: String
  let repository: GitRepository
  /// See ``Baseline/notes``.
  private(set) var notes: [String] = []
  /// See ``Baseline/doubts``.
  private(set) var doubts: [String] = []

  /// Nil when no such commit is here.
  init?(_ word: String, in repository: GitRepository) throws(GitFailure) {
    guard let named = try repository.commit(word) else { return nil }
    self.word = word
    self.repository = repository
    let names = try repository.fullNames(of: word)
    if let first = names.first(where: { $0.hasPrefix("refs/tags/") }),
      let branch = names.first(where: { $0.hasPrefix("refs/heads/") })
    {
      notes.append("\(word) is a tag and a branch: taken is \(first), as git does, not \(branch)")
    }
    let isBranch =
      names.first.map {
        $0.hasPrefix("refs/heads/") || $0.hasPrefix("refs/remotes/")
      } ?? false
    guard isBranch, let head = try repository.commit("HEAD"), head != named else {
      id = named
      return
    }
    guard let parting = try repository.mergeBase(with: named) else {
      id = named
      doubts.append(
        repository.isShallow
          ? "this clone is shallow and does not tell where HEAD left \(word): what \(word) has "
            + "that HEAD has not yet looks as if it was taken away; git fetch --unshallow tells"
          : "HEAD and \(word) have no commit in common: what \(word) alone has looks as if it was "
            + "taken away")
      return
    }
    id = parting
    if parting != named {
      doubts.append(
        "compared with \(parting.prefix(10)), where HEAD left \(word): what \(word) has become "
          + "since is not held against it; \(word)~0 is the branch as it is now")
    }
  }

  private init(head id: String, in repository: GitRepository) {
    word = nil
    self.id = id
    self.repository = repository
  }

  /// What was committed last; nil without a repository, without git, and before the first commit.
  static func head(
    around folder: String, _ context: JobContext
  ) throws(BaselineProblem) -> NamedCommit? {
    do throws(GitFailure) {
      let repository = try GitRepository(around: folder, environment: context.environment)
      return try repository.commit("HEAD").map { NamedCommit(head: $0, in: repository) }
    } catch {
      switch error {
      case .noProgram, .noRepository, .noWorkTree: return nil
      case .notRun, .foreignOwner, .failed, .unknown: throw .git(error, "HEAD", folder: folder)
      }
    }
  }
}
