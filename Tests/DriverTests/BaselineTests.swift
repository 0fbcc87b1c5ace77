import Foundation
import RejotEmit
import Testing

/// What `--against` says of words that it cannot compare with.
@Suite struct BaselineTests {
  private let git: GitFolder
  private static let lock = "generated/rejot.lock.json"

  init() throws {
    git = try GitFolder(GitFolder.project)
    try git.build("one")
  }

  private func expect(
    _ word: String, in folder: String = "work", _ status: Int32, _ words: String...,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try git.rejotc("check", "--catalog", "lock", "--against=\(word)", in: folder)
    #expect(run.status == status, "\(run.errors)", sourceLocation: location)
    for text in words {
      #expect(run.errors.contains(text), "\(run.errors)", sourceLocation: location)
    }
  }

  @Test func unknownNames() throws {
    try expect(
      "mian", 2, "--against mian: there is no such git reference here", "did you mean main?",
      "[baseline-not-found]")
    try expect("-x", 2, "--against -x: there is no such git reference")
    try expect("", 2)
    try expect("./main", 2, "--against ./main: there is no such file or folder")
    try expect("--all", 2, "[baseline-not-found]")
  }

  @Test func aNameOfTwoThings() throws {
    try git.write("main/notes.txt", "")
    try expect(
      "main", 2, "names both a git reference and a path", "refs/heads/main", "./main")
    try expect("refs/heads/main", 0)
    try expect("./main", 2, "there is no rejot.lock.json in this folder")
  }

  @Test func foldersWithoutALock() throws {
    try expect("contracts", 2, "--against contracts: there is no rejot.lock.json in this folder")
    try git.folder.write("bare/rejot.yaml", GitFolder.project[0].1)
    try expect("../bare", 2, "there is a project in it, which was not built")
  }

  @Test func locksThatCannotBeUsed() throws {
    let text = try git.folder.text("work/\(Self.lock)")
    try git.folder.write("cut.json", String(text.prefix(400)))
    try expect("../cut.json", 4, "../cut.json cannot be compared with: it is damaged")
    try git.folder.write(
      "new.json", text.replacing("\"lock\": \(LockFile.format)", with: "\"lock\": 99"))
    try expect("../new.json", 4, "a newer rejotc wrote it", "update rejotc")
    try git.folder.write(
      "ancient.json", text.replacing("  \"lock\": \(LockFile.format),\n", with: ""))
    try expect("../ancient.json", 4, "an older rejotc wrote it", "name the lock it writes")
    try git.folder.write(
      "other.json", text.replacing("  \"name\": \"shop\"", with: "  \"name\": \"mall\""))
    try expect("../other.json", 2, "is the lock of project mall, not of shop")
    try git.write(Self.lock, String(text.prefix(400)))
    try git.commit("damaged")
    try git.write(Self.lock, text)
    try expect("HEAD", 4, "\(Self.lock) of HEAD cannot be compared with", "[baseline-unreadable]")
  }

  /// A renamed project does not begin anew.
  @Test func aRenamedProject() throws {
    let yaml = GitFolder.project[0].1.replacing("project: shop", with: "project: mall")
    try git.write("rejot.yaml", yaml)
    let run = try RejotcProcess(
      ["check", "--catalog", "embedded", "--against", "HEAD"], in: git.work)
    #expect(run.errors.contains("is the lock of project shop, not of mall"), "\(run.errors)")
    #expect(run.status == 2)
  }

  @Test func withoutARepositoryOrGit() throws {
    try git.folder.write("alone/rejot.yaml", GitFolder.project[0].1)
    try git.folder.write("alone/\(Self.lock)", try git.folder.text("work/\(Self.lock)"))
    try FileManager.default.createDirectory(
      at: git.folder.url.appending(path: "alone/contracts"), withIntermediateDirectories: true)
    try expect("main", in: "alone", 2, "and the project is in no git work tree")
    // Nobody is left who would miss what is gone.
    try expect("generated", in: "alone", 0, "against generated: no findings")
    let blind = try RejotcProcess(
      ["check", "--catalog", "lock", "--against", "main"], in: git.work,
      environment: ["PATH": "/nowhere"])
    #expect(blind.status == 3)
    #expect(blind.errors.contains("there is no program git in PATH"))
    #expect(blind.errors.contains("[git-failed]"))
  }

  @Test func beforeTheFirstCommit() throws {
    let new = try GitFolder(GitFolder.project)
    try new.write(Self.lock, try git.folder.text("work/\(Self.lock)"))
    let run = try new.rejotc("check", "--catalog", "lock", "--against", "HEAD")
    #expect(run.status == 2)
    #expect(run.errors.contains("the repository has no commit yet"), "\(run.errors)")
    #expect(try new.rejotc("diff", "--catalog", "lock").status == 0)
  }

  /// What git sets for a hook names another folder's repository.
  @Test func inAHook() throws {
    let run = try RejotcProcess(
      ["check", "--catalog", "lock", "--against", "HEAD"], in: git.work,
      environment: ["GIT_DIR": "nowhere/.git", "GIT_INDEX_FILE": "nowhere/index"])
    #expect(run.status == 0, "\(run.errors)")
  }
}
