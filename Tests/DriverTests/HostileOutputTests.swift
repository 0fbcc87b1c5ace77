import Foundation
import RejotContract
import RejotEmit
import RejotEphemeral
import RejotPostgres
import RejotSource
import Testing

@testable import RejotDriver

/// Names and texts of strangers in what is generated and printed: Swift, SQL, JSON, a terminal.
@Suite struct HostileOutputTests {
  /// Ends every quote, comment and block there is, and then calls what does not exist.
  private static let evil =
    "x\"\"\"#)\\(fatalError())*/ `}\n$rejot$; INSERT INTO trace VALUES (1); --\u{1B}[2J\u{202E}"

  /// A name PostgreSQL takes: at most 63 bytes.
  private static let name = "x\"\"\"#\\(evil())*/`}\n$rejot$;'DROP--\u{1B}[2J\u{202E}"

  private static let label = "'; DROP TABLE trace; --\"\"\"\\(evil())\n*/"

  private func build() throws -> (folder: ProjectFolder, run: RejotcProcess) {
    func quoted(_ text: String, _ quote: String) -> String {
      quote + text.replacing(quote, with: quote + quote) + quote
    }
    func yaml(_ text: String) -> String { JSONValue.string(text).writtenOnOneLine() }
    let name = quoted(Self.name, "\"")
    let type = quoted(Self.name.dropLast() + "t", "\"")
    let folder = try ProjectFolder([
      (
        "db/1.sql",
        """
        CREATE TABLE trace (what int);
        CREATE TYPE \(type) AS ENUM (\(quoted(Self.label, "'")), 'b');
        CREATE TABLE \(name) (\(name) text NOT NULL, kind \(type) NOT NULL);
        CREATE UNIQUE INDEX \(quoted(Self.name.dropLast() + "i", "\"")) ON \(name) (\(name));
        CREATE ROLE \(name);
        """
      ),
      (
        "rejot.yaml",
        """
        rejot: 1
        project: hostile
        dataStores:
          s:
            url: ${S_URL}
            migrations: db
            role: \(yaml(Self.name))
            publication: \(yaml(Self.name))
        """
      ),
      (
        "contracts/a.sql",
        """
        -- rejot:public a@1.0
        -- source: s
        -- description: \(yaml(Self.evil))
        -- key: [\(yaml(Self.name))]
        -- fields: {kind: {description: \(yaml(Self.evil))}}

        SELECT \(name), kind FROM \(name)
        """
      ),
    ])
    return (folder, try RejotcProcess(["build", "--catalog", "embedded"], in: folder.url))
  }

  @Test func generatedCodeHoldsThemAsValues() throws {
    let (folder, run) = try build()
    #expect(run.status == 0, "\(run.errors)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "generated").path)
    for name in names where name.hasSuffix(".swift") || name.hasSuffix(".sql") {
      let text = try folder.text("generated/\(name)")
      // In SQL a name in quotes has no other spelling.
      let isSwift = name.hasSuffix(".swift")
      #expect(!isSwift || !text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
    #expect(try typeCheck(folder, names.filter { $0.hasSuffix(".swift") }) == "")
  }

  @Test func setupSQLDoesOnlyItsWork() throws {
    let (folder, run) = try build()
    #expect(run.status == 0, "\(run.errors)")
    let environment = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
    try server.createDatabase("hostile")
    let connection = try Connection(server.url(database: "hostile"))
    try connection.execute(try folder.text("db/1.sql"))
    let setup = try folder.text("generated/s.setup.sql")
    try connection.execute(setup)
    try connection.execute(setup)
    #expect(try connection.query("SELECT count(*) FROM trace").scalar == "0")
    #expect(
      try connection.query("SELECT pubname FROM pg_publication").scalar == Self.name)
  }

  @Test func whatIsPrintedActsOnNoTerminal() throws {
    let (folder, run) = try build()
    #expect(run.status == 0)
    for arguments in [["describe"], ["describe", "--format", "json"], ["build", "--check", "-v"]] {
      let shown = try RejotcProcess(arguments + ["--catalog", "embedded"], in: folder.url)
      #expect(shown.status == 0, "\(shown.errors)")
      let text = shown.output + shown.errors
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    }
    try folder.write(
      "contracts/b.sql",
      """
      -- rejot:public b@1.0
      -- source: s

      SELECT what AS "a
      ::set-output name=x::y
      ##[add-mask]secret\u{1B}]0;title\u{7}" FROM trace WHERE whta = :id
      """)
    for format in ["text", "github"] {
      let wrong = try RejotcProcess(
        ["check", "--catalog", "embedded", "--format", format], in: folder.url)
      #expect(wrong.status == 1)
      for line in (wrong.output + wrong.errors).split(whereSeparator: \.isNewline) {
        #expect(!line.contains("##[") && !line.contains("\u{1B}") && !line.contains("\u{7}"))
        let isOrder = line.drop { $0.isWhitespace }.hasPrefix("::")
        #expect(!isOrder || line.hasPrefix("::error ") && format == "github", "\(line)")
      }
    }
  }

  /// A lock that somebody wrote by hand is refused or read, and never a reason to stumble: neither
  /// as what the build before wrote nor as the catalog.
  @Test(arguments: 1...3) func changedLocksAreRead(_ seed: Int) throws {
    let folder = try ProjectFolder(ProjectFolder.pair)
    let built = try RejotcProcess(["build", "--catalog", "embedded"], in: folder.url)
    #expect(built.status == 0)
    let lock = [UInt8](try folder.text("generated/rejot.lock.json").utf8)
    let environment = ProcessInfo.processInfo.environment
    let context = JobContext(
      currentFolder: folder.url.path, environment: ["PATH": environment["PATH"] ?? ""],
      servers: EmbeddedServers(environment: environment))
    var hostile = HostileText(seed: UInt64(seed))
    var readable = 0
    for round in 0..<40 {
      // Every other one stays JSON and has other numbers and names in it.
      let changed =
        round.isMultiple(of: 2) ? hostile.changed(lock, with: lock) : hostile.renumbered(lock)
      let text = String(decoding: changed, as: UTF8.self)
      try folder.write("generated/rejot.lock.json", text)
      let result = BuildJob.run(JobOptions(catalog: .lock), context, checkOnly: true)
      if result.exitCode != .usage { readable += 1 }
      if let project = try? LockFile.project(text) { _ = try? Emitter.files(for: project) }
    }
    #expect(readable > 0)
  }

  private func typeCheck(_ folder: ProjectFolder, _ names: [String]) throws -> String {
    let build = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      [
        "swiftc", "-typecheck", "-parse-as-library", "-warnings-as-errors", "-swift-version", "6",
        "-module-name", "Theirs", "-package-name", "theirs",
        "-I", build.appending(path: "Modules").path,
        "-I", root.appending(path: "Sources/CLibPQ").path, "-Xcc", "-I/usr/include/postgresql",
      ] + names.map { folder.url.appending(path: "generated/\($0)").path }
    let output = Pipe()
    compiler.standardError = output
    compiler.standardOutput = output
    try compiler.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }
}
