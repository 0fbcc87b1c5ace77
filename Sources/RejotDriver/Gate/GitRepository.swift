import RejotEphemeral

/// The git repository around a project, asked through the `git` program. Only objects and
/// references are read: neither the work tree nor the index is looked at or touched.
struct GitRepository {
  /// What leads from the work tree's root to the project's folder: empty, or ending in `/`.
  let prefix: String
  /// The work tree's root, without links.
  let root: String
  /// Its history is cut off somewhere.
  let isShallow: Bool

  private let program: GitProgram

  /// - Parameter folder: the project's.
  init(around folder: String, environment: [String: String]) throws(GitFailure) {
    program = try GitProgram(folder: folder, environment: environment)
    let facts = try program.lines(
      "rev-parse", "--is-shallow-repository", "--show-prefix", "--show-toplevel")
    guard facts.count == 3, !facts[2].isEmpty else { throw .noWorkTree }
    isShallow = facts[0] == "true"
    prefix = facts[1]
    root = Disk.realPath(facts[2]) ?? facts[2]
  }

  // MARK: References

  /// The commit that a word names; nil when it names none that is here.
  func commit(_ word: String) throws(GitFailure) -> String? {
    // No name of git's begins like an option, and none is empty.
    guard !word.isEmpty, !word.hasPrefix("-") else { return nil }
    let run = try program.run(
      "rev-parse", "--verify", "--quiet", "--end-of-options", "\(word)^{commit}")
    let text = String(decoding: run.output, as: UTF8.self)
    let id = text.split(separator: "\n").first.map(String.init) ?? ""
    return run.code == 0 && id.allSatisfy(\.isHexDigit) && id.count >= 40 ? id : nil
  }

  /// The full names that a word may stand for, as git looks them up: `refs/tags/v1` before
  /// `refs/heads/v1`.
  func fullNames(of word: String) throws(GitFailure) -> [String] {
    guard !word.isEmpty, !word.hasPrefix("-") else { return [] }
    let places =
      ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map { $0 + word }
      + ["refs/remotes/\(word)/HEAD"]
    let found = try program.lines(["for-each-ref", "--format=%(refname)", "--"] + places)
    return places.filter(found.contains)
  }

  /// Short names of branches, tags and what is known of remotes.
  func shortNames() throws(GitFailure) -> [String] {
    try program.lines(
      "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
  }

  func remotes() throws(GitFailure) -> [String] { try program.lines("remote") }

  /// The commit where the histories of `HEAD` and another commit part; nil when none is known.
  func mergeBase(with commit: String) throws(GitFailure) -> String? {
    let run = try program.run("merge-base", "HEAD", commit)
    let text = String(decoding: run.output, as: UTF8.self)
    return run.code == 0 ? text.split(separator: "\n").first.map(String.init) : nil
  }

  // MARK: Trees

  /// What stands at a path of a commit.
  enum Entry: Equatable {
    case file(blob: String)
    case link
    /// Another repository's commit.
    case submodule
  }

  /// - Parameter path: from the root; nothing in it has a special meaning.
  func entry(_ path: String, in commit: String) throws(GitFailure) -> Entry? {
    try entries(in: commit, ["--", path]).first { $0.path == path }?.entry
  }

  /// Every file, link and submodule of a commit, by its path from the root.
  func entries(in commit: String) throws(GitFailure) -> [(path: String, entry: Entry)] {
    try entries(in: commit, [])
  }

  private func entries(
    in commit: String, _ more: [String]
  ) throws(GitFailure) -> [(path: String, entry: Entry)] {
    let recursive = more.isEmpty ? ["-r"] : []
    let run = try program.run(["ls-tree", "-z", "--full-tree"] + recursive + [commit] + more)
    guard run.code == 0 else { throw .failed(run.errors) }
    return run.output.split(separator: 0).compactMap { line in
      // `100644 blob ID\tPATH`
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let facts = line[..<tab].split(separator: UInt8(ascii: " "))
      guard facts.count == 3 else { return nil }
      let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
      switch String(decoding: facts[0], as: UTF8.self) {
      case "160000": return (path, .submodule)
      case "120000": return (path, .link)
      case "040000": return nil
      default: return (path, .file(blob: String(decoding: facts[2], as: UTF8.self)))
      }
    }
  }

  /// A file's bytes.
  func contents(ofBlob blob: String) throws(GitFailure) -> [UInt8] {
    let run = try program.run("cat-file", "blob", blob)
    guard run.code == 0 else { throw .failed(run.errors) }
    return run.output
  }
}

/// Why git gave no answer.
enum GitFailure: Error, Equatable {
  /// There is no program `git`.
  case noProgram
  /// It could not be run, or does not end.
  case notRun(String)
  case noRepository
  /// A bare repository, or the inside of one.
  case noWorkTree
  /// The repository belongs to somebody else.
  case foreignOwner(String)
  /// It has no commit of that name.
  case unknown(UnknownReference)
  /// Anything else, in its own words.
  case failed(String)
}

/// The program `git`, run in one folder.
private struct GitProgram {
  let path: String
  let folder: String
  let environment: [String]

  /// How long one answer may take: in a partial clone it is fetched first.
  private static let time = Duration.seconds(60)
  /// A listing of every file of a large repository, or a lock of the largest size.
  private static let limit = 256 * 1_048_576

  init(folder: String, environment: [String: String]) throws(GitFailure) {
    guard let path = ProgramRun.path(of: "git", environment: environment) else { throw .noProgram }
    self.path = path
    self.folder = folder
    // In a hook, git's variables name the repository and index of the command that runs the hook,
    // by paths that hold in another folder.
    var variables = environment.filter { name, _ in
      !name.hasPrefix("GIT_") || name.hasPrefix("GIT_CONFIG")
        || name == "GIT_CEILING_DIRECTORIES" || name == "GIT_DISCOVERY_ACROSS_FILESYSTEM"
    }
    variables["LC_ALL"] = "C"
    variables["GIT_LITERAL_PATHSPECS"] = "1"
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    self.environment = variables.map { "\($0.key)=\($0.value)" }.sorted()
  }

  func run(_ arguments: String...) throws(GitFailure) -> ProgramRun { try run(arguments) }

  func run(_ arguments: [String]) throws(GitFailure) -> ProgramRun {
    do {
      // A repository that lies as files in a stranger's tree is none: its settings name programs.
      return try ProgramRun(
        path, ["-C", folder, "-c", "safe.bareRepository=explicit"] + arguments,
        environment: environment, limit: Self.limit, within: Self.time)
    } catch {
      switch error {
      case .notStarted(let reason): throw .notRun(reason)
      case .tooSlow(let time): throw .notRun("it does not end within \(time)")
      case .tooMuch(let bytes): throw .notRun("it writes more than \(bytes) bytes")
      }
    }
  }

  func lines(_ arguments: String...) throws(GitFailure) -> [String] { try lines(arguments) }

  func lines(_ arguments: [String]) throws(GitFailure) -> [String] {
    let run = try run(arguments)
    guard run.code == 0 else {
      let words = run.errors
      if words.contains("dubious ownership") || words.contains("unsafe repository") {
        throw .foreignOwner(words)
      }
      if words.contains("not a git repository") { throw .noRepository }
      if words.contains("must be run in a work tree") { throw .noWorkTree }
      throw .failed(words)
    }
    var lines = String(decoding: run.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
