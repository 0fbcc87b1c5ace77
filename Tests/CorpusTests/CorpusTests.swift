import Foundation
import RejotContract
import RejotDriver
import RejotEmit
import RejotSource
import Testing

@Suite struct CorpusTests {
  /// Every case gives what was agreed. `UPDATE_CORPUS=1` agrees to what there is now, and fails.
  @Test(arguments: CorpusCase.all.filter { $0.firstMajor <= Servers.installedMajor })
  func givesTheAgreedOutputs(_ example: CorpusCase) throws {
    for (name, text) in try outputs(of: example) {
      if Servers.isUpdating {
        if example.expected(name) != text {
          try example.agree(name, text)
          Issue.record("\(example.testDescription): wrote expected/\(name)")
        }
      } else {
        let agreed = example.expected(name)
        if text != agreed {
          Issue.record(
            """
            \(example.testDescription): \(name) is not as agreed
            \(firstDifference(agreed, text))
            """)
        }
      }
    }
  }

  /// The same from PostgreSQL 18: neither outputs nor findings depend on the server's version.
  @Test(.enabled(if: Servers.newer != nil || Servers.isOnCI), arguments: CorpusCase.all)
  func newerServersGiveTheSame(_ example: CorpusCase) throws {
    let servers = try #require(Servers.newer, "CI needs REJOT_POSTGRES_BIN_18")
    for (name, text) in try outputs(of: example, on: servers) where text != example.expected(name) {
      Issue.record(
        """
        \(example.testDescription): \(name) differs on PostgreSQL 18
        \(firstDifference(example.expected(name), text))
        """)
    }
  }

  /// The same again from the lock alone, which is as agreed: no server, no migrations, every byte of
  /// every file.
  @Test(arguments: CorpusCase.all.filter { $0.kind == "good" })
  func theLockGivesTheSame(_ example: CorpusCase) throws {
    let lent = Servers.installed.shared()
    defer { lent.dropDatabases() }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let context = JobContext(
      currentFolder: example.folder.path, environment: ["PATH": path], servers: lent)
    let fresh = CompilationSet(JobOptions(project: ".", catalog: .embedded), context)
    guard !fresh.hasErrors else { return }
    let copy = try example.copyWithoutMigrations()
    defer { try? FileManager.default.removeItem(at: copy) }
    let files = try fresh.members.map(files)
    for (member, files) in zip(fresh.members, files) {
      let lock = try #require(files.first { $0.path == LockFile.path }?.contents)
      let folder = member.workspace?.location.shown("generated") ?? ""
      try example.write(lock, to: copy.appending(path: folder).appending(path: LockFile.path))
    }
    let bare = JobContext(
      currentFolder: copy.path, environment: [:], servers: EmbeddedServers(environment: [:]))
    let recorded = CompilationSet(JobOptions(project: ".", catalog: .lock), bare)
    #expect(recorded.diagnostics == fresh.diagnostics)
    #expect(try recorded.members.map(self.files) == files)
  }

  private func files(of member: Compilation) throws -> [GeneratedFile] {
    try Emitter.files(for: #require(member.project), imported: member.imported)
  }

  /// What a case gives: findings always, descriptions and the lock where they are the point.
  private func outputs(
    of example: CorpusCase, on servers: EmbeddedServers = Servers.installed
  ) throws -> [(String, String?)] {
    try Servers.lend(servers) { try outputs(of: example, lent: $0) }
  }

  private func outputs(
    of example: CorpusCase, lent servers: EmbeddedServers
  ) throws -> [(String, String?)] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let context = JobContext(
      currentFolder: example.folder.path, environment: ["PATH": path], servers: servers)
    // A case without a project of its own is about all those below it.
    let set = CompilationSet(JobOptions(project: ".", catalog: .embedded), context)
    let result = set.result
    var findings = TextRenderer(files: result.files).render(result.diagnostics)
    if !findings.isEmpty { findings += "\n" }
    findings += "exit \(result.exitCode.rawValue)\n"
    var described: [String] = []
    var locks: [(String, String?)] = set.isSeveral ? [] : [("rejot.lock.json", nil)]
    for member in set.members where ["good", "nullability"].contains(example.kind) {
      guard let project = member.project else { continue }
      described.append(DescribeText.text(project, of: project, others: member.others))
      guard example.kind == "good", !set.hasErrors else { continue }
      let files = try Emitter.files(for: project, imported: member.imported)
      let lock = files.first { $0.path == "rejot.lock.json" }?.contents
      let place = member.workspace?.location.prefix.dropLast().replacing("/", with: "-") ?? ""
      if set.isSeveral { locks.append(("\(place).lock.json", lock)) } else { locks[0].1 = lock }
    }
    return [
      ("diagnostics.txt", findings),
      ("describe.txt", described.isEmpty ? nil : described.joined(separator: "\n")),
    ] + locks
  }

  @Test func coversAtLeastFortyCausesEachOnce() throws {
    let cases = CorpusCase.all.filter { !["good", "nullability", "quiet"].contains($0.kind) }
    #expect(cases.count >= 40)
    var seen: [String: CorpusCase] = [:]
    for example in cases {
      let findings = try #require(example.expected("diagnostics.txt"))
      // Messages and facts without their places and the words in quotes are the cause.
      let marks = ["error: ", "warning: ", "note: ", "help: "]
      let causes = findings.split(separator: "\n").compactMap { line -> String? in
        guard let mark = marks.compactMap({ line.firstRange(of: $0) }).first else { return nil }
        let text = String(line[mark.lowerBound...])
        // What is not supported is the cause, and stands in quotes.
        let isWhole = text.hasSuffix("[not-supported-yet]")
        return isWhole ? text : text.replacing(/"[^"]*"/, with: "…")
      }
      let cause = causes.joined(separator: "\n")
      #expect(!cause.isEmpty, "\(example.testDescription) shows no finding")
      // `narrowing-char` beside `narrowing` shows one cause again, on purpose.
      if let other = seen[cause], !example.isVariant(of: other), !other.isVariant(of: example) {
        Issue.record(
          """
          \(example.testDescription) and \(other.testDescription) have the same cause: \(cause)
          """)
      }
      seen[cause] = example
    }
  }

  /// What comes near to a finding and is none. `TidyTests` asks for one a finding.
  @Test(arguments: CorpusCase.all.filter { $0.kind == "quiet" })
  func aNearMissStaysQuiet(_ example: CorpusCase) {
    #expect(example.expected("diagnostics.txt") == "exit 0\n")
  }

  /// A warning that most contracts would carry is a defect: the worked example has none.
  @Test func theShopGivesNoWarning() throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let shop = CorpusCase.root.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "schemas")
    let context = JobContext(
      currentFolder: shop.path, environment: ["PATH": path], servers: Servers.installed)
    let set = CompilationSet(JobOptions(project: ".", catalog: .embedded), context)
    #expect(set.diagnostics == [])
    #expect(set.members.first?.project?.consumerSchemas.count == 7)
  }

  /// The facts of nullability everybody relies on, said once more than in the agreed texts.
  @Test(arguments: [
    ("not-null-column", "email", false), ("not-null-column", "last_name", true),
    ("coalesce", "last_name", false), ("coalesce", "either", true),
    ("count", "logins", false), ("count", "last_login", false),
    ("is-not-null", "last_name", false), ("is-not-null", "nickname", true),
    ("outer-join", "city", true), ("outer-join", "street", false),
  ])
  func provesNullability(_ name: String, _ field: String, _ nullable: Bool) throws {
    let example = CorpusCase(kind: "nullability", name: name)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let compiled = Servers.lend { servers in
      let context = JobContext(
        currentFolder: example.folder.path, environment: ["PATH": path], servers: servers)
      return Compilation(JobOptions(catalog: .embedded), context).project
    }
    let project = try #require(compiled)
    let found = try #require(project.publicSchemas.first?.fields.first { $0.name == field })
    #expect(found.nullable == nullable, "\(found.because)")
  }
}
