import Foundation
import RejotSource
import Testing

@testable import RejotDriver

/// `build --watch`, as a process that is edited under.
@Suite struct WatchTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
  }

  private let broken = """
    -- rejot:public customer@1.0
    -- source: accounts
    SELECT id, frist_name FROM users WHERE id = :id;

    """

  @Test func buildsAgainAtEachChangeUntilItIsEnded() throws {
    let watch = try WatchingProcess(in: folder.url)
    let first = try watch.wait(for: "to generated\n")
    #expect(first.hasPrefix("== watching, Ctrl-C ends ==\ncatalog: embedded for accounts, crm\n"))
    let servers = watch.descendants()
    #expect(!servers.isEmpty)

    // A change in place.
    let contract = try folder.text("contracts/customer.sql")
    try folder.write("contracts/customer.sql", broken)
    let failed = try watch.wait(for: "nothing written\n")
    #expect(failed.hasPrefix("== contracts/customer.sql changed ==\n"))
    #expect(failed.contains("contracts/customer.sql:3:12: error:"))
    // The supervisor and the server; what else a server runs comes and goes.
    let serving = servers.prefix(2)
    #expect(
      watch.descendants().prefix(2) == serving, "the first round's server serves on")

    // An editor that writes beside and renames over.
    try folder.write("contracts/.customer.sql.tmp", contract)
    try rename(".customer.sql.tmp", "customer.sql", in: "contracts")
    #expect(
      try watch.wait(for: "is up to date (7 files)\n")
        .hasPrefix("== contracts/customer.sql changed ==\n"))

    // A file in a folder that is new as well.
    try folder.write(
      "contracts/more/second.sql",
      contract.replacing("customer@1.0", with: "second@1.0"))
    let added = try watch.wait(for: "to generated")
    #expect(added.hasPrefix("\n== contracts/more/second.sql is new ==\n") || added.hasPrefix("=="))
    #expect(try folder.text("generated/schemas/second.v1.json").contains("first_name"))

    // A folder that is gone.
    try folder.remove("contracts/more")
    #expect(try watch.wait(for: "removed 1").contains("== contracts/more/second.sql is gone ==\n"))

    // A migration, and the project file.
    try folder.write(
      "db/accounts/0002_more.sql", "CREATE ROLE app; ALTER TABLE users ADD age int;")
    try watch.wait(for: "== db/accounts/0002_more.sql is new ==\n")
    try watch.wait(for: "is up to date")
    try folder.write("db/accounts/0002_more.sql", "CREATE ROLE app;")
    // The role of the round before is gone, or this would be refused.
    try watch.wait(for: "== db/accounts/0002_more.sql changed ==\n")
    try watch.wait(for: "is up to date")
    let project = try folder.text("rejot.yaml")
    try folder.write("rejot.yaml", project.replacing("shop", with: "Shop"))
    try watch.wait(for: "[invalid-value]")
    try folder.remove("rejot.yaml")
    try watch.wait(for: "== rejot.yaml is gone ==\n")
    try folder.write("rejot.yaml", project)
    try watch.wait(for: " is new and 1 more ==\n")
    try watch.wait(for: "is up to date")

    // What a build wrote is read by the next one: somebody else's change of it starts a round.
    try folder.write("generated/rejot.lock.json", "{}")
    try watch.wait(for: "== generated/rejot.lock.json changed ==\n")

    #expect(try watch.end(by: SIGTERM) == 0)
    for server in servers { #expect(kill(server, 0) == -1 && errno == ESRCH) }
  }

  @Test func whatIsNotReadDoesNotBuild() throws {
    let watch = try WatchingProcess(in: folder.url)
    try watch.wait(for: "to generated\n")
    try folder.write("README.md", "Notes.")
    try folder.write("contracts/notes.txt", "Notes.")
    try folder.write("contracts/customer.sql", try folder.text("contracts/customer.sql"))
    try folder.write("generated/notes.txt", "Notes.")
    try folder.write("contracts/crm.sql", try folder.text("contracts/crm.sql") + "-- end\n")
    #expect(
      try watch.wait(for: "==\ncatalog").hasPrefix("== contracts/crm.sql changed ==\n"))
    #expect(try watch.end(by: SIGINT) == 0)
  }

  @Test func aServerThatDiedIsReplaced() throws {
    let watch = try WatchingProcess(in: folder.url)
    try watch.wait(for: "to generated\n")
    // Its supervisor goes on, and removes what it left.
    let supervisor = try #require(watch.descendants().first)
    let server = try #require(watch.server(of: supervisor))
    kill(server, SIGKILL)
    try folder.write("contracts/crm.sql", try folder.text("contracts/crm.sql") + "-- end\n")
    try watch.wait(for: "is up to date")
    #expect(try watch.end(by: SIGTERM) == 0)
  }

  @Test func standsNeitherWithCheckNorWithMachineFormats() throws {
    for arguments in [["--check"], ["--format", "json"], ["--format", "sarif"]] {
      let run = try RejotcProcess(["build", "--watch"] + arguments, in: folder.url)
      #expect(run.status == 2)
      #expect((run.errors + run.output).contains("cannot stand with"))
    }
    let empty = try ProjectFolder([("notes.txt", "")])
    let nowhere = try RejotcProcess(["build", "--watch"], in: empty.url)
    #expect(nowhere.status == 2)
    #expect(nowhere.errors.contains("[project-not-found]"))
  }

  @Test func watchesThatRunOutAreTheEnvironmentsFault() {
    let finding = EnvironmentFindings.watch(DiskError("inotify", EMFILE))
    #expect(finding.message.hasPrefix("changes cannot be waited for: Too many open files"))
    #expect(finding.help.first?.text.contains("fs.inotify.max_user_instances") == true)
  }

  private func rename(_ old: String, _ new: String, in path: String) throws {
    let parent = folder.url.appending(path: path)
    #expect(
      Foundation.rename(
        parent.appending(path: old).path, parent.appending(path: new).path) == 0)
  }
}
