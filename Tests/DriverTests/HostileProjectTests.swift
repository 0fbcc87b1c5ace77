import Foundation
import Testing

@testable import RejotDriver

/// A pull request controls every file of a project, its project file and its links among them.
@Suite struct HostileProjectTests {
  private let folder: ProjectFolder
  /// What nobody may see or touch.
  private let outside: ProjectFolder
  private static let secret = "hunter2"

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    outside = try ProjectFolder([
      ("secret.sql", Self.secret), ("secret.yaml", Self.secret), ("netrc", Self.secret),
      ("db/1.sql", Self.secret), ("c/1.sql", Self.secret),
    ])
  }

  private func link(_ path: String, to target: String) throws {
    let full = folder.url.appending(path: path)
    try? FileManager.default.removeItem(at: full)
    try FileManager.default.createDirectory(
      at: full.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: full.path, withDestinationPath: outside.url.path + target)
  }

  private func check(_ command: [String] = ["check"]) throws -> RejotcProcess {
    let run = try RejotcProcess(command + ["--catalog", "embedded"], in: folder.url)
    #expect(!(run.output + run.errors).contains(Self.secret), "\(run.output)\(run.errors)")
    return run
  }

  // MARK: Reading

  @Test(arguments: [
    "/secret.sql", "/secret.yaml", "/c", "/*.sql", "/**/*.sql", "/netrc",
  ])
  func contractsAreReadInTheProjectOnly(_ target: String) throws {
    let project = try folder.text("rejot.yaml")
    let up = String(repeating: "../", count: 20)
    for path in [outside.url.path + target, up + outside.url.path + target] {
      try folder.write("rejot.yaml", project + "contracts: [contracts, \"\(path)\"]\n")
      let run = try check()
      #expect(run.status == 2)
      #expect(run.errors.contains("[invalid-value]") || run.errors.contains("[file-unreadable]"))
    }
  }

  @Test(arguments: ["/secret.sql", "/db", "/netrc", "/../../etc/passwd"])
  func migrationsAreReadInTheRepositoryOnly(_ target: String) throws {
    let project = try folder.text("rejot.yaml")
    let up = String(repeating: "../", count: 20)
    for path in [outside.url.path + target, up + outside.url.path + target] {
      try folder.write(
        "rejot.yaml", project.replacing("migrations: db/crm", with: "migrations: \"\(path)\""))
      #expect(try check().status >= 2)
    }
    try folder.write("rejot.yaml", project)
    try link("db/crm/0002_more.sql", to: "/secret.sql")
    let run = try check()
    #expect(run.status == 2)
    #expect(run.errors.contains("\"db/crm/0002_more.sql\" leads out of the repository"))
    try link("db/crm", to: "/db")
    #expect(try check().status == 2)
  }

  /// A monorepo's migrations may live beside the project, in the same repository.
  @Test func migrationsOfTheRepositoryAreRead() throws {
    let repository = try ProjectFolder(
      [(".git/HEAD", "ref: refs/heads/main\n")]
        + ProjectFolder.pair.map { ($0.0.hasPrefix("db") ? $0.0 : "shop/\($0.0)", $0.1) })
    let text = try repository.text("shop/rejot.yaml")
    try repository.write("shop/rejot.yaml", text.replacing(" db/", with: " ../db/"))
    let run = try RejotcProcess(
      ["check", "--catalog", "embedded", "--project", "shop"], in: repository.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func linksAsContractsOrProjectFileAreNotFollowedOut() throws {
    try link("contracts/stolen.sql", to: "/secret.sql")
    try link("contracts/more", to: "/c")
    let run = try check()
    #expect(run.status == 0)
    #expect(run.errors.contains("the symbolic link \"contracts/more\" leads out of the project"))
    try link("rejot.yaml", to: "/netrc")
    let project = try check()
    #expect(project.status == 2)
    #expect(project.errors.contains("\"rejot.yaml\" leads out of the repository"))
  }

  @Test func devicesAndPipesAreNotWaitedFor() throws {
    mkfifo(folder.url.appending(path: "contracts/pipe.sql").path, 0o644)
    mkfifo(folder.url.appending(path: "db/crm/9.sql").path, 0o644)
    let run = try check()
    #expect(run.status == 2)
    #expect(run.errors.contains("\"db/crm/9.sql\" cannot be read: it is no file"))
    let project = try folder.text("rejot.yaml")
    for path in ["/dev/zero", "/dev/stdin", "/proc/self/environ", "contracts/pipe.sql"] {
      try folder.write("rejot.yaml", project + "contracts: [\"\(path)\"]\n")
      #expect(try check().status == 2)
    }
  }

  // MARK: Writing

  @Test func nothingIsWrittenOutside() throws {
    let before = try outside.snapshot()
    let project = try folder.text("rejot.yaml")
    for path in [
      outside.url.path, outside.url.path + "/new", "../../../../../etc", "/", "/tmp", "../../x",
    ] {
      try folder.write("rejot.yaml", project + "output: \"\(path)\"\n")
      let run = try check(["build"])
      #expect(run.status == 2)
      #expect(run.errors.contains("leads out of the repository"), "\(path): \(run.errors)")
    }
    try folder.write("rejot.yaml", project)
    try link("generated", to: "")
    #expect(try check(["build"]).status == 2)
    try link("generated", to: "/new/deeper")
    #expect(try check(["build"]).status == 2)
    try link("a", to: "")
    try folder.write("rejot.yaml", project + "output: a/b/c\n")
    #expect(try check(["build"]).status == 2)
    try folder.write("rejot.yaml", project)
    try FileManager.default.removeItem(at: folder.url.appending(path: "generated"))
    try link("generated/schemas", to: "/c")
    let run = try check(["build"])
    #expect(run.status == 3)
    #expect(run.errors.contains("a symbolic link stands in its place"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "generated"))
    // In a repository not even beside the project.
    try folder.write(".git/HEAD", "ref: refs/heads/main\n")
    try folder.write("rejot.yaml", project + "output: ../\(outside.url.lastPathComponent)\n")
    #expect(try check(["build"]).status == 2)
    #expect(try outside.snapshot() == before)
  }

  /// A link in place of an output is replaced, and what it leads to stays.
  @Test func linksInTheOutputFolderAreReplaced() throws {
    for name in ["Events.swift", "rejot.lock.json", "accounts.setup.sql"] {
      try? FileManager.default.removeItem(at: folder.url.appending(path: "generated"))
      try link("generated/\(name)", to: "/netrc")
      _ = try check(["build"])
      #expect(try outside.text("netrc") == Self.secret)
      try? FileManager.default.removeItem(at: folder.url.appending(path: "generated"))
      try link("generated/\(name)", to: "/netrc")
      let run = try RejotcProcess(["check", "--catalog", "lock"], in: folder.url)
      #expect(!(run.output + run.errors).contains(Self.secret))
    }
  }

  /// The lock says which files are ours; its names must not lead out of the folder.
  @Test func theLockRemovesNothingElsewhere() throws {
    #expect(try check(["build"]).status == 0)
    let lock = try folder.text("generated/rejot.lock.json")
    let depth = String(repeating: "../", count: 20) + outside.url.path.dropFirst()
    try outside.write("victim.v1.json", "{}")
    try outside.write("victim.setup.sql", "-- mine")
    try folder.write(
      "generated/rejot.lock.json",
      lock.replacing("\"customer\"", with: "\"\(depth)/victim\"")
        .replacing("\"accounts\"", with: "\"\(depth)/victim\""))
    let before = try outside.snapshot()
    #expect(try check(["build"]).status == 0)
    #expect(try outside.snapshot() == before)
    try folder.write("generated/rejot.lock.json", lock)
    try FileManager.default.removeItem(at: folder.url.appending(path: "generated/schemas"))
    try link("generated/schemas", to: "")
    try outside.write("customer.v1.json", "{}")
    try folder.write("contracts/customer.sql", "")
    try folder.write("contracts/crm.sql", "")
    _ = try check(["build"])
    #expect(try outside.text("customer.v1.json") == "{}")
  }

  // MARK: Limits

  @Test func patternsCostNoMoreThanTheirLength() {
    let stars = Array(repeating: "**", count: 60).joined(separator: "/a/")
    let path = Array(repeating: "a", count: 200).joined(separator: "/")
    #expect(Glob(stars + "/b")?.matches(path) == false)
    #expect(Glob(stars)?.matches(path) == true)
    #expect(Glob("**/*.sql")?.matches("a/b/c.sql") == true)
    #expect(Glob("a/**")?.matches("a") == true)
  }

  @Test func floodsOfFindingsAreCut() throws {
    try folder.write(
      "contracts/flood.yaml", "{" + String(repeating: "k: a, ", count: 20_000) + "}\n")
    let run = try RejotcProcess(["check", "--format", "json"], in: folder.url)
    #expect(run.status == 1)
    let ids = try run.ids()
    #expect(ids.count == 5000 && ids.contains("duplicate-key"))
    #expect(try #require(run.document()["omitted"] as? Int) > 10_000)
    let text = try RejotcProcess(["check"], in: folder.url)
    #expect(text.errors.hasSuffix(", of which 5000 are shown\n"))
  }

  @Test func largeFilesAndStatementsAreRefused() throws {
    let long = "-- rejot:public a@1.0\n-- source: accounts\nSELECT id FROM users WHERE id IN (:id"
    try folder.write("contracts/a.sql", long + String(repeating: ", 1", count: 30_000) + ")")
    let statement = try check()
    #expect(statement.status == 1)
    #expect(statement.errors.contains("at most 65536 are read [sql-syntax]"))
    try folder.write("contracts/b.yaml", "a: \"" + String(repeating: "x", count: 10_000_000))
    let run = try check()
    #expect(run.status == 2)
    #expect(run.errors.contains("larger than 1048576 bytes"))
  }
}
