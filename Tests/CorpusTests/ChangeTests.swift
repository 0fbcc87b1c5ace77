import Foundation
import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotDriver
import RejotSource
import Testing

/// What the rules say of a change.
///
/// A case of `Tests/Corpus/changes` is some files over those of `base`: `previous` before the
/// change, `current` behind it, `quiet` behind another one that comes near and hits nobody. Two
/// projects are there: the publisher `shop`, and `crm`, which consumes from it and is what it was
/// unless the change brings files of its own.
@Suite struct ChangeTests {
  @Test(arguments: CorpusCase.ofChanges)
  func givesTheAgreedChanges(_ example: CorpusCase) throws {
    for state in [ChangedState.current, .quiet] {
      let name = "\(state.rawValue).txt"
      let text = try state.exists(in: example) ? told(of: state, in: example) : nil
      if Servers.isUpdating {
        guard example.expected(name) != text else { continue }
        try example.agree(name, text)
        Issue.record("\(example.testDescription): wrote expected/\(name)")
      } else if text != example.expected(name) {
        Issue.record(
          """
          \(example.testDescription): \(name) is not as agreed
          \(firstDifference(example.expected(name), text))
          """)
      }
    }
  }

  /// Each rule has a case of its name that shows it, and whose near miss stays quiet.
  @Test(arguments: RuleRegistry.descriptions.map(\.id))
  func everyRuleIsShown(_ id: DiagnosticID) throws {
    let example = CorpusCase(kind: "changes", name: id.rawValue)
    let shown = try #require(example.expected("current.txt"))
    #expect(shown.contains("[\(id.rawValue)]"))
    let rule = RuleRegistry.descriptions.first { $0.id == id }
    let quiet = try #require(example.expected("quiet.txt"))
    #expect(findings(in: quiet) == [])
    if rule?.byDefault == .safe { #expect(!quiet.contains("[\(id.rawValue)]")) }
  }

  /// What must never be reported.
  @Test(arguments: CorpusCase.ofChanges.filter { $0.name.hasPrefix("quiet-") })
  func staysQuiet(_ example: CorpusCase) throws {
    #expect(try findings(in: #require(example.expected("current.txt"))) == [])
  }

  /// The lines of changes that hit somebody or may do so, and that nobody waived.
  private func findings(in text: String) -> [Substring] {
    text.split(separator: "\n").filter { line in
      !line.hasPrefix(" ") && !line.hasPrefix("safe ") && !line.hasPrefix("nothing")
        && !line.contains("] waived: ")
    }
  }

  /// The changes of a case as text, one a paragraph.
  private func told(of state: ChangedState, in example: CorpusCase) throws -> String {
    let before = try ChangedProjects(.previous, of: example)
    let after = try ChangedProjects(state, of: example)
    let crm = state.bringsConsumers(in: example) ? after.crm : before.crm
    let comparison = Comparison(
      old: before.shop, new: after.shop,
      usage: Usage(of: [after.shop, crm], isOpen: after.isOpen),
      today: CalendarDate("2026-06-30"))
    let changes = comparison.changes()
    return changes.isEmpty ? "nothing\n" : changes.map(text).joined(separator: "\n")
  }

  private func text(_ change: Change) -> String {
    let bump = change.bumps
    var lines = [
      "\(change.verdict.rawValue) \(change.message) [\(change.rule.rawValue)]"
        + (change.waiver.map { " waived: \($0.reason)" } ?? ""),
      "  \(change.subject)\(change.field.map { ".\($0)" } ?? ""), version \(bump.version.rawValue), "
        + "Swift \(bump.swift.rawValue)",
    ]
    if !change.consumers.isEmpty {
      lines.append("  hits \(change.consumers.map(\.description).joined(separator: ", "))")
    }
    lines += change.notes.map { "  note: \($0)" } + change.help.map { "  help: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A folder of a case, and what lies below it.
enum ChangedState: String {
  case previous
  case current
  case quiet

  func exists(in example: CorpusCase) -> Bool {
    FileManager.default.fileExists(atPath: folder(in: example).path)
  }

  func folder(in example: CorpusCase) -> URL { example.folder.appending(path: rawValue) }

  /// The consumers' project changes too.
  func bringsConsumers(in example: CorpusCase) -> Bool {
    FileManager.default.fileExists(atPath: folder(in: example).appending(path: "crm").path)
  }
}

/// Both projects of a case in one of its states, compiled.
struct ChangedProjects {
  let shop: Project
  let crm: Project
  /// `openConsumers: true`
  let isOpen: Bool

  init(_ state: ChangedState, of example: CorpusCase) throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "rejotc-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    let base = example.folder.deletingLastPathComponent().appending(path: "base")
    let layers =
      [base, ChangedState.previous.folder(in: example)]
      + (state == .previous ? [] : [state.folder(in: example)])
    for layer in layers where files.fileExists(atPath: layer.path) {
      for path in try files.subpathsOfDirectory(atPath: layer.path) where path.contains(".") {
        let data = try Data(contentsOf: layer.appending(path: path))
        let file = folder.appending(path: path)
        try files.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
      }
    }
    let (shop, crm, isOpen) = try Servers.lend { servers in
      let context = JobContext(
        currentFolder: folder.path,
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""],
        servers: servers)
      let set = CompilationSet(JobOptions(project: ".", catalog: .embedded), context)
      func member(_ name: String) throws -> Compilation {
        try #require(set.members.first { $0.workspace?.project?.name.value == name })
      }
      let wrong = set.diagnostics.filter {
        $0.severity == .error && $0.span?.file.hasPrefix("crm/") != true
      }
      #expect(wrong == [], "\(example.testDescription), \(state.rawValue)")
      return (
        try #require(try member("shop").project), try #require(try member("crm").project),
        try member("shop").workspace?.project?.openConsumers == true
      )
    }
    self.shop = shop
    self.crm = crm
    self.isOpen = isOpen
  }
}
