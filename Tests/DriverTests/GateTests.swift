import Foundation
import RejotEmit
import Testing

/// `rejotc check --against`: what it finds, and what it says where it cannot compare.
@Suite struct GateTests {
  private let git: GitFolder
  private static let lock = "generated/rejot.lock.json"
  private static let nullable = GitFolder.customer("id, nullif(first_name, '') AS first_name")

  /// A built and committed project.
  init() throws {
    git = try GitFolder(GitFolder.project)
    try git.build("one")
  }

  /// What everybody works on: the same project, edited and built anew.
  private func breakContract() throws {
    try git.write("contracts/customer.sql", Self.nullable)
    let run = try RejotcProcess(["build", "-q", "--catalog", "embedded"], in: git.work)
    #expect(run.status == 1, "the consumer cannot take NULL")
  }

  private func check(_ words: String..., isServed: Bool = false) throws -> RejotcProcess {
    let arguments = ["check", "--catalog", isServed ? "embedded" : "lock"] + words
    return try RejotcProcess(
      arguments, in: git.work,
      environment: isServed
        ? [:] : ["REJOT_POSTGRES_BIN": "/nowhere", "HOME": git.folder.url.path])
  }

  /// Taken away is a field that nobody but another project could read.
  private func removeField() throws -> RejotcProcess {
    try git.write("contracts/customer.sql", GitFolder.customer("id, first_name, note"))
    try git.build("with a note")
    try git.write("rejot.yaml", GitFolder.project[0].1 + "openConsumers: true\n")
    try git.write("contracts/customer.sql", GitFolder.customer("id, first_name"))
    return try check("--against", "main", isServed: true)
  }

  // MARK: What is found

  @Test func namesThePlaceAndTheConsumer() throws {
    try breakContract()
    let run = try check("--against", "main", isServed: true)
    #expect(run.status == 1)
    #expect(run.errors.contains("contracts/customer.sql:3:12: error: "), "\(run.errors)")
    #expect(run.errors.contains("[field-became-nullable]"))
    #expect(run.errors.contains("hits shop/crm-customers"))
    #expect(run.errors.contains("contracts/crm.sql:4:"))
    #expect(run.errors.contains("1 consumer hit: "))
    let sarif = try check("--against", "main", "--format", "sarif", isServed: true).output
    #expect(sarif.contains("\"relatedLocations\": ["))
    #expect(sarif.contains("\"text\": \"hits shop/crm-customers\""))
    let junit = try check("--against", "main", "--format", "junit", isServed: true).output
    #expect(junit.contains("<testcase name=\"customer@1\""))
    #expect(junit.contains("<failure type=\"field-became-nullable\""))
  }

  @Test func aRemovedFieldFailsWhereOthersMayReadIt() throws {
    let run = try removeField()
    #expect(run.status == 1)
    #expect(run.errors.contains("contracts/customer.sql:1:"), "\(run.errors)")
    #expect(run.errors.contains("[field-removed]"))
  }

  @Test func whatIsAddedFailsNothing() throws {
    try git.write(
      "contracts/customer.sql", GitFolder.customer("id, first_name, note", version: "1.1"))
    let run = try check("--against", "HEAD", isServed: true)
    #expect(run.status == 0)
    #expect(run.errors.hasSuffix(": no findings\n"), "\(run.errors)")
    let json = try check("--against", "HEAD", "--format", "json", isServed: true)
    let changes = try #require(json.document()["changes"] as? [[String: Any]])
    #expect(changes.map { $0["rule"] as? String } == ["field-added"])
    #expect(changes[0]["verdict"] as? String == "safe")
    #expect(changes[0]["contract"] as? String == "shop/customer@1")
    #expect(changes[0]["line"] as? Int == 3)
  }

  @Test func nothingChangedIsOneLine() throws {
    let head = try git.git("rev-parse", "HEAD")
    let run = try check("--against", "main")
    #expect(run.status == 0)
    #expect(
      run.errors == """
        catalog: lock for accounts, crm
        checked 2 contracts against main at \(head.prefix(10)): no findings

        """)
  }

  /// The work tree, the index and git's own files are as they were.
  @Test func touchesNothing() throws {
    try git.write("contracts/notes.txt", "not added\n")
    let before = try git.folder.snapshot()
    _ = try check("--against", "main")
    #expect(try git.folder.snapshot() == before)
  }

  @Test func formatsNameTheChange() throws {
    let first = try removeField()
    #expect(first.status == 1)
    let run = { try self.check("--against", "main", "--format", $0, isServed: true).output }
    let before = try run("sarif")
    #expect(before.contains("\"ruleId\": \"field-removed\""))
    // Laid out anew, it is the same finding.
    try git.write(
      "contracts/customer.sql",
      "\n\n" + GitFolder.customer("id,\n  first_name").replacing(" FROM", with: "\nFROM"))
    let after = try run("sarif")
    let prints = { (text: String) in
      text.split(separator: "\n").filter { $0.contains("rejotFinding/v1") }
    }
    #expect(prints(before) == prints(after) && !prints(before).isEmpty)
    #expect(try run("github").hasPrefix("::error file=contracts/customer.sql,line=3,"))
    #expect(try run("junit").contains("<failure type=\"field-removed\""))
  }

  // MARK: What is compared with

  @Test func takesAFileAFolderAndAProject() throws {
    try git.folder.write("old dir/rejot.lock.json", try git.folder.text("work/\(Self.lock)"))
    for word in [Self.lock, "generated", ".", "../old dir", "../old dir/rejot.lock.json", ".."] {
      let run = try check("--against", word)
      #expect(run.status == 0, "\(word): \(run.errors)")
      #expect(run.errors.contains(" against \(word): no findings"), "\(run.errors)")
    }
  }

  @Test func aReferenceWithoutALockIsAnEmptyBaseline() throws {
    try git.git("checkout", "--quiet", "--orphan", "empty")
    try git.git("rm", "-r", "--quiet", "--cached", ".")
    try git.git("commit", "--quiet", "--allow-empty", "--message", "nothing")
    let run = try check("--against", "empty")
    #expect(run.status == 0)
    #expect(
      run.errors.contains("note: empty has no \(Self.lock): every contract of shop is new\n"),
      "\(run.errors)")
  }

  /// What the branch has become since HEAD left it was not taken away here.
  @Test func aBranchIsComparedWhereItWasLeft() throws {
    let first = try git.git("rev-parse", "HEAD")
    try git.git("checkout", "--quiet", "-b", "feature/a")
    try git.git("checkout", "--quiet", "main")
    try git.write("rejot.yaml", GitFolder.project[0].1 + "openConsumers: true\n")
    try git.write(
      "contracts/customer.sql", GitFolder.customer("id, first_name, note", version: "1.1"))
    try git.build("main goes on")
    try git.git("tag", "v1.1")
    try git.git("checkout", "--quiet", "feature/a")
    #expect(try check("--against", "main").errors.contains("main at \(first.prefix(10)): no"))
    #expect(try check("--against", "refs/heads/main").status == 0)
    // A tag and a commit are exactly what they say.
    for word in ["v1.1", "main~0"] {
      let json = try check("--against", word, "--format", "json")
      let changes = try #require(json.document()["changes"] as? [[String: Any]])
      #expect(changes.contains { $0["rule"] as? String == "field-removed" }, "\(json.output)")
    }
    // Detached, with a name that has a slash.
    try git.git("checkout", "--quiet", "--detach")
    #expect(try check("--against", "feature/a").status == 0)
  }

  @Test func aTagGoesBeforeABranch() throws {
    try git.git("branch", "v1")
    try git.git("tag", "v1")
    let run = try check("--against", "v1")
    #expect(
      run.errors.contains(
        "note: v1 is a tag and a branch: taken is refs/tags/v1, as git does, not refs/heads/v1\n"))
  }

  /// The lock of that commit which is this project's, wherever it lay.
  @Test func findsAProjectThatHasMoved() throws {
    try FileManager.default.createDirectory(
      at: git.work.appending(path: "services"), withIntermediateDirectories: true)
    for name in ["rejot.yaml", "contracts", "db", "generated"] {
      try git.git("mv", name, "services/\(name)")
    }
    let run = try check("--against", "HEAD", "--project", "services")
    #expect(run.status == 0)
    #expect(run.errors.contains("note: in HEAD the lock of shop is \(Self.lock)\n"))
  }

  @Test func readsALockOfTheFormBefore() throws {
    let text = try git.folder.text("work/\(Self.lock)")
    try git.folder.write(
      "old.json",
      text.replacing("\"lock\": \(LockFile.format)", with: "\"lock\": \(LockFile.oldestBaseline)"))
    #expect(try check("--against", "../old.json").status == 0)
  }

  @Test func severalBaselinesAreJudgedTogether() throws {
    let run = try check("--against", "main", "--against", "generated", "--format", "json")
    let baselines = try #require(run.document()["baselines"] as? [[String: Any]])
    #expect(baselines.map { $0["against"] as? String } == ["main", "generated"])
  }
}
