import Foundation
import RejotSource
import RejotYAML
import Testing

@testable import RejotDriver

/// `rejotc init` as a person meets it. What it makes is built and run by OutsideTests.
@Suite struct InitTests {
  /// An empty folder to make projects in.
  private let parent: ProjectFolder

  init() throws {
    parent = try ProjectFolder([("notes.txt", "")])
  }

  private func files(in name: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: parent.url.appending(path: name).path
    ).sorted()
  }

  @Test func aNewProjectHasNoFindingsAndIsUpToDate() throws {
    let run = try RejotcProcess(["init", "My Shop"], in: parent.url)
    #expect(run.status == 0)
    #expect(run.errors == "project my-shop is in \(parent.url.path)/My Shop\n")
    #expect(run.output.contains("  cd 'My Shop'\n"))
    let project = parent.url.appending(path: "My Shop")
    let check = try RejotcProcess(["check"], in: project)
    #expect(check.status == 0)
    #expect(
      check.errors == """
        catalog: embedded for source, target
        checked 2 contracts: no findings

        """)
    let build = try RejotcProcess(["build", "--check"], in: project)
    #expect(build.status == 0)
    #expect(build.errors.hasSuffix("generated is up to date (7 files)\n"))
  }

  @Test func whatItWritesIsFormatted() throws {
    _ = try RejotcProcess(
      ["init", "shop", "--package-path", longPackagePath()], in: parent.url)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "format", "lint", "--strict", "--recursive", "."]
    process.currentDirectoryURL = parent.url.appending(path: "shop")
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(String(decoding: said, as: UTF8.self) == "")
    #expect(try parent.text("shop/Package.swift").contains("\"\"\""))
  }

  /// This package under a name that no line of `Package.swift` has room for.
  private func longPackagePath() throws -> String {
    let folder = parent.url.appending(path: String(repeating: "long", count: 30))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let link = folder.appending(path: "rejotc")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: Self.repository)
    return link.path
  }

  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Files that nothing of ours reads yet are YAML all the same.
  @Test(arguments: ["tests/customers.yaml", ".github/workflows/rejotc.yml", "rejot.yaml"])
  func yamlIsWellFormed(_ path: String) throws {
    _ = try RejotcProcess(["init", "shop"], in: parent.url)
    let file = SourceFile(path: path, text: try parent.text("shop/\(path)"))
    var diagnostics: [Diagnostic] = []
    #expect(YAMLParser.parse(file, diagnostics: &diagnostics).count == 1)
    #expect(diagnostics.isEmpty)
  }

  @Test func contractTestsAreNoContracts() throws {
    _ = try RejotcProcess(["init", "shop"], in: parent.url)
    let project = try parent.text("shop/rejot.yaml")
    for pattern in [".", "\"**/*.yaml\", contracts"] {
      try parent.write(
        "shop/rejot.yaml", project.replacing("[contracts]", with: "[\(pattern)]"))
      let check = try RejotcProcess(["check"], in: parent.url.appending(path: "shop"))
      #expect(check.errors.contains("checked 2 contracts: "), "\(check.errors)")
      #expect(!check.errors.contains("tests/"))
    }
    // A folder that is named is meant.
    try parent.write("shop/rejot.yaml", project.replacing("[contracts]", with: "[tests]"))
    let named = try RejotcProcess(["check"], in: parent.url.appending(path: "shop"))
    #expect(named.errors.contains("tests/customers.yaml:"))
  }

  // MARK: What is there already

  @Test func theCurrentFolderMayHoldOtherThings() throws {
    try parent.write("shop/.git/HEAD", "ref: refs/heads/main\n")
    try parent.write("shop/contracts/notes.txt", "Not a contract.\n")
    let run = try RejotcProcess(["init"], in: parent.url.appending(path: "shop"))
    #expect(run.status == 0)
    #expect(!run.output.contains("  cd "))
    #expect(try parent.text("shop/rejot.yaml").contains("project: shop\n"))
    #expect(try parent.text("shop/contracts/notes.txt") == "Not a contract.\n")
  }

  @Test func nothingIsWrittenOver() throws {
    try parent.write("shop/README.md", "# Mine\n")
    try parent.write("shop/generated/notes.txt", "Mine.\n")
    try parent.write("shop/db", "A file where a folder is to be.\n")
    try FileManager.default.createSymbolicLink(
      atPath: parent.url.appending(path: "shop/tests").path, withDestinationPath: "/tmp")
    let before = try parent.snapshot()
    let run = try RejotcProcess(["init", "shop"], in: parent.url)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors == """
        error: the new project would write over what "shop" holds [files-in-the-way]
        note: README.md is there
        note: db is there, and is no folder
        note: generated is there
        note: tests is there, and is no folder
        help: move it away, or name another folder

        1 error; nothing written

        """)
    let machine = try RejotcProcess(["init", "shop", "--format", "json"], in: parent.url)
    #expect(machine.status == 2)
    #expect(try machine.ids() == ["files-in-the-way"])
    #expect(try parent.snapshot() == before)
    // The second time, everything is in the way, and stays as it is.
    _ = try RejotcProcess(["init", "twice"], in: parent.url)
    let made = try parent.snapshot()
    #expect(try RejotcProcess(["init", "twice"], in: parent.url).status == 2)
    #expect(try parent.snapshot() == made)
  }

  @Test func aFileIsNoFolder() throws {
    let run = try RejotcProcess(["init", "notes.txt"], in: parent.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("error: \"notes.txt\" is not a folder [wrong-usage]\n"))
  }

  @Test func aReadOnlyFolderIsLeftAsItWas() throws {
    let folder = parent.url.path
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }
    let run = try RejotcProcess(
      ["init", "shop", "--package-path", Self.repository.path], in: parent.url,
      isUnprivileged: true)
    #expect(run.status == 3)
    #expect(
      run.errors == """
        error: "\(folder)/shop" cannot be written: Permission denied [output-unwritable]
        note: nothing was left behind
        help: make the folder writable, or name another one

        1 error; nothing written

        """)
  }

  /// A contract of somebody's own that does not fit: nothing of the new project stays.
  @Test func aFailedBuildTakesEverythingBack() throws {
    try parent.write(
      "shop/contracts/other.sql",
      "-- rejot:public other@1.0\n-- source: source\nSELECT id FROM nowhere WHERE id = :id;\n")
    let before = try parent.snapshot()
    let run = try RejotcProcess(["init", "shop"], in: parent.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("[table-not-found]"))
    #expect(run.errors.hasSuffix("1 error; nothing written\n"))
    #expect(try parent.snapshot().mapValues(\.bytes) == before.mapValues(\.bytes))
  }

  @Test func withoutServerProgramsTheBuildIsLeftToThePerson() throws {
    let run = try RejotcProcess(
      ["init", "shop"], in: parent.url, environment: ["REJOT_POSTGRES_BIN": "/nowhere"])
    #expect(run.status == 0)
    #expect(try !files(in: "shop").contains { $0.hasPrefix("generated") })
    #expect(run.output.contains(" build && swift build\n"))
    #expect(
      run.output.contains(
        "generated/ is not there yet: this machine has no PostgreSQL server programs"))
  }
}
