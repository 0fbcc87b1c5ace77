import Foundation
import RejotDriver
import Testing

/// `ci/rejot-check.sh`, as `rejotc init` writes it, in a shallow clone as CI systems make them.
@Suite struct RecipeTests {
  private let git: GitFolder

  /// A project with the script in a bare repository, which everybody clones.
  init() throws {
    git = try GitFolder(GitFolder.project)
    try git.write("ci/rejot-check.sh", CheckScript.text)
    try git.write("rejot.yaml", GitFolder.project[0].1 + "openConsumers: true\n")
    try git.write("contracts/customer.sql", GitFolder.customer("id, first_name, note"))
    try git.build("one")
    try git.git("clone", "--quiet", "--bare", "work", "remote.git", in: ".")
    try git.git("remote", "add", "origin", "../remote.git")
  }

  /// A change on a branch of its own, cloned with nothing but its last commit.
  private func clone(_ branch: String, _ fields: String, version: String = "1.0") throws {
    try git.git("checkout", "--quiet", "-b", branch)
    try git.write("contracts/customer.sql", GitFolder.customer(fields, version: version))
    try git.build(branch)
    try git.git("push", "--quiet", "origin", branch)
    let remote = "file://\(git.folder.url.path)/remote.git"
    try git.git("clone", "--quiet", "--depth=1", "--branch", branch, remote, "clone", in: ".")
  }

  private func run(_ environment: [String: String] = [:]) throws -> (code: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["ci/rejot-check.sh"]
    process.currentDirectoryURL = git.folder.url.appending(path: "clone")
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
      "REJOTC": RejotcProcess.executable.path, "HOME": git.folder.url.path,
    ].merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// The base is not there until it is fetched, by the command that the finding prints.
  private func fetchBase() throws {
    let before = try run()
    #expect(before.code == 2, "\(before.text)")
    let command = "git fetch --depth=1 origin main:refs/remotes/origin/main"
    #expect(before.text.contains("help: fetch it: \(command)\n"), "\(before.text)")
    let words = command.split(separator: " ").dropFirst().map(String.init)
    try git.git(words[0], words[1], words[2], words[3], in: "clone")
  }

  @Test func aBreakFails() throws {
    try clone("break", "id, first_name")
    try fetchBase()
    let run = try run()
    #expect(run.code == 1)
    #expect(run.text.contains("[field-removed]"), "\(run.text)")
    #expect(run.text.contains("note: this clone is shallow"))
    let github = try self.run(["GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"])
    #expect(github.code == 1)
    #expect(github.text.contains("::error file=contracts/customer.sql,line=1,"))
  }

  @Test func anAdditionPasses() throws {
    try clone("add", "id, first_name, note, upper(note) AS loud", version: "1.1")
    try fetchBase()
    let run = try run(["CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"])
    #expect(run.code == 0, "\(run.text)")
    // The lock is what the contracts compile to: an edit without a build is noticed.
    try git.folder.write("clone/generated/Events.swift", "// edited\n")
    #expect(try self.run().code == 1)
  }

  @Test func theRecipeIsTheOneOfTheDocumentation() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let committed = try Data(contentsOf: root.appending(path: "scripts/rejot-check.sh"))
    #expect(String(decoding: committed, as: UTF8.self) == CheckScript.text)
  }
}
