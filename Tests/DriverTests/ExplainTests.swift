import Foundation
import RejotDriver
import RejotEphemeral
import RejotPostgres
import RejotSource
import Testing

/// One server for all examples; each has databases of its own on it.
private let servers = EmbeddedServers(environment: ProcessInfo.processInfo.environment)

private let isUpdating = ProcessInfo.processInfo.environment["UPDATE_CORPUS"] == "1"

/// Every explanation's example is true: the wrong form prints exactly what is shown, the repaired
/// one nothing.
@Suite struct ExplainTests {
  @Test(arguments: DiagnosticID.allCases)
  func exampleIsTrue(_ id: DiagnosticID) throws {
    let explanation = id.explanation
    #expect(explanation.id == id)
    let example = explanation.example
    // A catalog that changed is otherwise than the lock until somebody builds.
    let beside: Set<DiagnosticID> = explanation.group == .changes ? [.catalogDrift] : []
    let wrong = try ExampleRun(id, example, example.files(changing: example.wrong))
    let result = try wrong.run(example.command)
    if example.command.arguments.first == "diff" {
      #expect(result.diagnostics == [] && result.text.contains("[\(id.rawValue)]"))
    } else {
      #expect(Set(result.diagnostics.map(\.id)).subtracting(beside) == [id])
    }
    let printed = wrong.printed(result, of: example.command)
    if printed != example.printed {
      if isUpdating {
        try ExplanationSource.replace(example.printed, of: id, with: printed)
        Issue.record("\(id.rawValue): wrote what is printed")
      } else {
        Issue.record("\(id.rawValue) prints\n\(printed)\nand not\n\(example.printed)")
      }
    }
    #expect(!example.repaired.isEmpty || !example.repairedBy.isEmpty)
    let repaired = try ExampleRun(
      id, example, example.files(changing: example.repairedFiles))
    for command in example.repairedBy {
      let result = try repaired.run(command)
      #expect(
        result.diagnostics.allSatisfy { beside.contains($0.id) },
        "\(id.rawValue): \(repaired.printed(result, of: command))")
    }
  }

  /// Texts that are laid out anew must be prose.
  @Test(arguments: DiagnosticID.allCases)
  func textsAreSentences(_ id: DiagnosticID) {
    let explanation = id.explanation
    #expect(!explanation.summary.hasSuffix("."))
    #expect(explanation.summary.count <= 90)
    for text in [explanation.meaning, explanation.reason, explanation.repair] {
      #expect(text.hasSuffix("."), "\(id.rawValue): \(text)")
      #expect(!text.contains("  "), "\(id.rawValue): \(text)")
    }
  }

  @Test func theTableOfRulesIsThatOfTheRegistry() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/compatibility.md")
    let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    guard !text.contains(CompatibilityPage.table) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("| rule | what it keeps") })
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
    if isUpdating {
      let all =
        lines[..<start].map { $0 + "\n" }.joined() + CompatibilityPage.table
        + lines[end...].joined(separator: "\n")
      try Data(all.utf8).write(to: page)
    }
    Issue.record("docs/compatibility.md: the table of rules is not the registry's")
  }

  @Test func pageIsGeneratedFromTheSameTexts() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/diagnostics.md")
    let committed = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    #expect(committed == DiagnosticsPage.text, "docs/diagnostics.md is stale: run make docs")
  }
}

/// `rejotc explain` as a process, in a folder without a project.
@Suite struct ExplainCommandTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder([("notes.txt", "Nothing to do with contracts.\n")])
  }

  private func explain(_ arguments: String...) throws -> RejotcProcess {
    try RejotcProcess(["explain"] + arguments, in: folder.url)
  }

  @Test func listsEveryID() throws {
    let run = try explain()
    #expect(run.status == 0)
    for id in DiagnosticID.allCases {
      #expect(run.output.contains("\n  \(id.rawValue) "), "\(id.rawValue)")
    }
  }

  @Test(arguments: ["key-missing", "[key-missing]"])
  func explainsAnIDWithAndWithoutBrackets(_ id: String) throws {
    let run = try explain(id)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(
      run.output == """
        key-missing: a public schema does not say what identifies an event

        Events say which row they are about by a key: the columns that are compared with
        placeholders in WHERE, or those that key: names. This statement has neither.

        An error of this kind makes the exit code 1, or 2 within rejot.yaml.

        Why it is checked

          Without a key a consumer can neither update nor delete what it once received,
          and the same event applied twice would leave two rows.

        Example

          contracts/customer.sql:

            -- rejot:public customer@1.0
            -- source: accounts
            SELECT id, first_name FROM users;

          $ rejotc check
          contracts/customer.sql:3:1: error: the public schema does not say what identifies an \
        event [key-missing]
            3 | SELECT id, first_name FROM users;
              | ^~~~~~
          help: restrict it to one row by the primary key: WHERE id = :id
            3 - SELECT id, first_name FROM users;
            3 + SELECT id, first_name FROM users
            4 + WHERE id = :id;
          help: or name output columns that are a unique key: "key: [id]"

        Repair

          Restrict the SELECT to one row by a unique key, or name output columns with
          key:.

          contracts/customer.sql:

            -- rejot:public customer@1.0
            -- source: accounts
            SELECT id, first_name FROM users WHERE id = :id;

        """)
  }

  @Test func unknownIDIsWrongUsage() throws {
    let run = try explain("key-misssing")
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: no finding has the id "key-misssing" [wrong-usage]
        help: did you mean key-missing?
        help: rejotc explain lists all ids

        1 error

        """)
  }

  @Test func explainsInJSON() throws {
    let run = try explain("output-stale", "--format", "json")
    #expect(run.status == 0)
    #expect(try run.ids().isEmpty)
    let all = try #require(try run.document()["explanations"] as? [[String: Any]])
    #expect(all.map { $0["id"] as? String } == ["output-stale"])
    let example = try #require(all[0]["example"] as? [String: Any])
    #expect(example["command"] as? String == "rejotc build --check")
    #expect((example["printed"] as? String)?.contains("[output-stale]") == true)
    let every = try explain("--format", "json")
    #expect(
      (try every.document()["explanations"] as? [Any])?.count == DiagnosticID.allCases.count)
  }

  /// `-v` says where to read on; without a terminal nothing else does.
  @Test func findingsLeadHere() throws {
    let quiet = try RejotcProcess(["describe"], in: folder.url)
    #expect(quiet.errors.hasSuffix("\n1 error\n"))
    let verbose = try RejotcProcess(["describe", "-v"], in: folder.url)
    #expect(
      verbose.errors.hasSuffix("\n1 error\nfor more, type rejotc explain project-not-found\n"))
  }
}

/// A project of an example in a folder of its own, and commands run in it.
private struct ExampleRun {
  let id: DiagnosticID
  let folder: ProjectFolder

  init(_ id: DiagnosticID, _ example: Example, _ files: [Example.File]) throws {
    self.id = id
    folder = try ProjectFolder(
      (example.isBuiltBefore ? ExampleProject.files(with: example.before) : files)
        .map { ($0.path, $0.text) })
    guard example.isBuiltBefore else { return }
    let built = try run(.build)
    #expect(built.diagnostics == [])
    for file in ExampleProject.files(with: example.before)
    where !files.contains(where: { $0.path == file.path }) {
      try folder.remove(file.path)
    }
    for file in files { try folder.write(file.path, file.text) }
  }

  func run(_ command: Example.Command) throws -> JobResult {
    var environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    for (name, value) in command.environment {
      environment[name] = try StandIn.url(for: id, value) ?? value
    }
    let own = environment.count > 1 ? EmbeddedServers(environment: environment) : servers
    let context = JobContext(
      currentFolder: folder.url.path, environment: environment, servers: own)
    var options = JobOptions()
    var words: [String] = []
    var against: [String] = []
    var arguments = command.arguments.dropFirst()[...]
    while let argument = arguments.popFirst() {
      switch argument {
      case "--project": options.project = arguments.popFirst()
      case "--no-ddl": options.mayProbe = false
      case "--against": against.append(arguments.popFirst() ?? "")
      case "--catalog":
        options.catalog = try #require(CatalogOption(rawValue: arguments.popFirst() ?? ""))
      default: words.append(argument)
      }
    }
    switch command.arguments.first {
    case "check": return CheckJob.run(options, context, against: against)
    case "diff": return DiffJob.run(options, context, against: against)
    case "build": return BuildJob.run(options, context, checkOnly: words == ["--check"])
    case "describe": return DescribeJob.run(options, context, name: words.first)
    case "analyze":
      return AnalyzeJob.run(
        options, context, store: try #require(words.first), files: Array(words.dropFirst()))
    case "init":
      return InitJob.run(
        InitJob.Request(
          folder: words.first ?? ".",
          program: try FileManager.default
            .destinationOfSymbolicLink(atPath: "/proc/self/exe"), command: "rejotc"), context)
    case "migrate": return MigrateJob.run(options, context, store: try #require(words.first))
    case "why": return WhyJob.run(options, context, name: try #require(words.first))
    default: return ExplainJob.run(words.first)
    }
  }

  /// What the text format prints of it, with what differs from machine to machine made the same.
  func printed(_ result: JobResult, of command: Example.Command) -> String {
    let findings = TextRenderer(files: result.files).render(result.diagnostics)
    let text = command.arguments.first == "diff" ? result.text : ""
    return StandIn.normalised(findings + text, id)
      .replacing(folder.url.path, with: "/home/ada")
  }
}

/// The servers behind the examples that need one of a special kind.
private enum StandIn {
  private static let withoutLogicalDecoding = Result {
    let server = try TestServer.start(ServerSettings(walLevel: "replica"))
    try server.createDatabase("accounts")
    return server
  }

  private static let withPassword = Result {
    let server = try TestServer.start(ServerSettings(tcpPassword: "right"))
    try server.createDatabase("accounts")
    return server
  }

  private static let forMigrations = Result {
    let server = try TestServer.start(ServerSettings())
    for id in [DiagnosticID.databaseNotEmpty, .migrationRunning] {
      try server.createDatabase("\(id.rawValue)-empty")
    }
    try server.createDatabase("accounts")
    try Connection(server.url(database: "accounts")).execute("CREATE TABLE users ()")
    try server.createDatabase("locked")
    return server
  }

  /// Holds the lock of a run for as long as the tests run.
  private static let otherRun = Result {
    let connection = try Connection(forMigrations.get().url(database: "locked"))
    try connection.query("SELECT pg_catalog.pg_advisory_lock(7306090852)")
    return SessionKept(connection)
  }

  /// Proof for `@unchecked Sendable`: nobody uses the connection any more, it is only there.
  private final class SessionKept: @unchecked Sendable {
    let connection: Connection

    init(_ connection: consuming Connection) { self.connection = connection }
  }

  /// A database that a role may connect to; with a table that it may not read, or with an extension
  /// that only a superuser may create.
  private static let guarded = Result {
    let server = try TestServer.start(ServerSettings())
    try Connection(server.url(database: "postgres")).execute(
      "CREATE ROLE app LOGIN; CREATE ROLE auditor LOGIN; GRANT pg_read_all_data TO auditor")
    for id in [DiagnosticID.schemaCopyFailed, .schemaCopyIncomplete] {
      try server.createDatabase(id.rawValue)
      let connection = try Connection(server.url(database: id.rawValue))
      for file in ExampleProject.files where file.path.hasPrefix("db/accounts") {
        try connection.execute(file.text)
      }
      if id == .schemaCopyIncomplete {
        try connection.execute("CREATE EXTENSION pg_stat_statements")
      }
    }
    return server
  }

  /// - Parameter value: the URL that the example shows.
  static func url(for id: DiagnosticID, _ value: String) throws -> String? {
    switch id {
    case .databaseNotEmpty, .migrationRunning:
      try migrationURL(for: id, isEmpty: value.hasSuffix("/empty"))
    case .schemaCopyFailed, .schemaCopyIncomplete:
      try guarded.get().url(
        database: id.rawValue, user: id == .schemaCopyFailed ? "app" : "auditor")
    case .walLevel: try withoutLogicalDecoding.get().url(database: "accounts")
    case .authenticationFailed:
      try withPassword.get().tcpURL(database: "accounts", password: "wrong")
    default: nil
    }
  }

  private static func migrationURL(for id: DiagnosticID, isEmpty: Bool) throws -> String {
    if !isEmpty, id == .migrationRunning { _ = try otherRun.get() }
    let taken = id == .migrationRunning ? "locked" : "accounts"
    return try forMigrations.get().url(database: isEmpty ? "\(id.rawValue)-empty" : taken)
  }

  static func normalised(_ text: String, _ id: DiagnosticID) -> String {
    switch id {
    case .authenticationFailed:
      text.replacing(/port \d+/, with: "port 5432").replacing("\"postgres\"", with: "\"app\"")
    case .schemaCopyFailed, .schemaCopyIncomplete:
      text.replacing(/PostgreSQL 1[4-8]/, with: "PostgreSQL 17")
    case .serverVersion:
      // Whatever is the newest on this machine.
      text.replacing(/\b1[5-9]\b/, with: "17")
    default: text
    }
  }
}

/// The sources that hold what examples print.
private enum ExplanationSource {
  /// Examples run side by side.
  private static let oneAtATime = NSLock()

  /// Puts a new text in the place of the one that stands there, in whichever file that is.
  ///
  /// - Parameter id: whose example it is, which tells one without a text from others.
  static func replace(_ old: String, of id: DiagnosticID, with new: String) throws {
    oneAtATime.lock()
    defer { oneAtATime.unlock() }
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/RejotDriver/Explain")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      var changed = text.replacing(literal(old), with: literal(new))
      let none = "printed: \"\","
      if old == "\n", let start = text.firstRange(of: "static let \(id) = ")?.upperBound,
        let place = text[start...].firstRange(of: none)
      {
        changed = text.replacingCharacters(in: place, with: literal(new) + ",")
      }
      if changed != text { try Data(changed.utf8).write(to: file) }
    }
  }

  private static func literal(_ text: String) -> String {
    let indentation = String(repeating: " ", count: 8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return "printed: \"\"\"\n"
      + lines.map {
        ($0.isEmpty ? "" : indentation + $0.replacing("\\", with: "\\\\")) + "\n"
      }.joined() + indentation + "\"\"\""
  }
}
