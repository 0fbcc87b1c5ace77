import Foundation
import RejotDriver
import RejotEphemeral
import RejotPostgres
import RejotSource
import Testing

/// One folder with several projects: compiled together, reported together, written together.
@Suite struct SeveralProjectsTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.neighbours)
  }

  private func run(_ arguments: String..., in path: String = ".") throws -> RejotcProcess {
    try RejotcProcess(arguments, in: folder.url.appending(path: path))
  }

  private func replace(_ path: String, _ old: String, _ new: String) throws {
    let text = try folder.text(path)
    #expect(text.contains(old))
    try folder.write(path, text.replacingOccurrences(of: old, with: new))
  }

  @Test func projectsThatImportEachOtherAreBuiltFromNothing() throws {
    let alone = try run("build", in: "mail")
    #expect(alone.status == 2)
    #expect(alone.errors.contains("[import-unreadable]"))
    let both = try run("build")
    #expect(both.status == 0)
    #expect(
      both.errors == """
        catalog: embedded for billing/billing, billing/ledger, mail/main
        wrote 16 files to billing/generated, mail/generated

        """)
    #expect(
      try run("build", "--check").errors.hasSuffix(
        "billing/generated, mail/generated are up to date (16 files)\n"))
    // From the locks on disk, each alone, they come out the same.
    #expect(try run("build", "--check", in: "mail").status == 0)
    #expect(try run("build", "--check", in: "billing").status == 0)
  }

  @Test func importsAreWhatTheFilesSayNow() throws {
    #expect(try run("build").status == 0)
    try replace(
      "billing/contracts/billing.sql", "SELECT id, customer,", "SELECT id, customer AS payer,")
    try replace("mail/contracts/mail.sql", ":customer", ":payer")
    let alone = try run("check", in: "mail")
    #expect(alone.status == 1)
    #expect(alone.errors.contains(":payer is no field of invoice@1"))
    #expect(try run("check").status == 0)
    let stale = try run("build", "--check")
    #expect(stale.status == 1)
    #expect(stale.errors.contains("\"billing/generated\" is not what the contracts compile to"))
    #expect(stale.errors.contains("note: mail/generated/rejot.lock.json differs"))
    #expect(stale.errors.contains("of billing/generated, mail/generated would change\n"))
  }

  @Test func anErrorInOneLeavesAllAsTheyWere() throws {
    #expect(try run("build").status == 0)
    try replace("billing/contracts/billing.sql", "state, note FROM", "state FROM")
    try replace("mail/contracts/mail.sql", "SELECT address, reason", "SELECT address, reazon")
    let before = try folder.snapshot()
    let failed = try run("build")
    #expect(failed.status == 1)
    #expect(failed.errors.contains("mail/contracts/mail.sql:3:"))
    #expect(failed.errors.hasSuffix("1 error; nothing written\n"))
    #expect(try folder.snapshot() == before)
  }

  @Test func somebodyElsesFileInOneLeavesAllAsTheyWere() throws {
    try folder.write("mail/generated/Events.swift", "// Somebody's code.\n")
    let before = try folder.snapshot()
    let failed = try run("build")
    #expect(failed.status == 3)
    #expect(
      failed.errors.contains("error: \"mail/generated/Events.swift\" cannot be written: a file"))
    #expect(try folder.snapshot() == before)
  }

  @Test func allFindingsComeWithOneExitCode() throws {
    try replace("billing/contracts/billing.sql", "SELECT id, customer,", "SELECT id, custommer,")
    try replace("mail/rejot.yaml", "dataStores:", "dataStorez:")
    let both = try run("check", "--format", "json")
    #expect(both.status == 2)
    #expect(try both.ids() == ["column-not-found", "unknown-key"])
    let findings = try both.document()["diagnostics"] as? [[String: Any]]
    #expect(
      findings?.compactMap { $0["file"] as? String }
        == ["billing/contracts/billing.sql", "mail/rejot.yaml"])
  }

  /// What is wrong with a public schema is told once, not again to those who follow it.
  @Test func followersOfWhatCannotBeReadAreNotTold() throws {
    try replace("billing/contracts/billing.sql", "invoice@1.0", "invoice@1")
    let header = try run("check", "--format", "json")
    #expect(try header.ids() == ["invalid-value"])
  }

  @Test func aLockThatIsAtHandIsOffered() throws {
    try replace("mail/rejot.yaml", "imports: [../billing/generated/rejot.lock.json]", "")
    let both = try run("check")
    #expect(both.status == 1)
    #expect(
      both.errors.contains(
        "help: add its lock to rejot.yaml: imports: [../billing/generated/rejot.lock.json]"))
  }

  @Test func describeQualifiesByProject() throws {
    let all = try run("describe", "--format", "json")
    #expect(all.status == 0)
    let schemas = try all.document()["publicSchemas"] as? [[String: Any]] ?? []
    #expect(schemas.map { $0["project"] as? String } == ["billing", "mail"])
    #expect(schemas.map { $0["name"] as? String } == ["invoice", "bounce"])
    #expect(
      schemas.map { $0["consumers"] as? [String] } == [
        ["billing/ledger-entries", "mail/letters"], ["billing/bounced-addresses"],
      ])
    let consumers = try all.document()["consumerSchemas"] as? [[String: Any]] ?? []
    #expect(
      consumers.compactMap { $0["from"] as? String } == [
        "mail/bounce@1", "billing/invoice@1", "billing/invoice@1",
      ])
    let one = try run("describe", "mail/letters")
    #expect(one.output.hasPrefix("consumer schema mail/letters\n  from        billing/invoice@1\n"))
    let none = try run("describe", "mail/lettres")
    #expect(none.status == 2)
    #expect(none.errors.contains("none of the projects billing, mail has a contract"))
    #expect(none.errors.contains("did you mean mail/letters?"))
  }

  /// However many projects there are, their databases are not open all at once.
  @Test func manyProjectsNeedFewConnections() throws {
    let server = try TestServer.start(ServerSettings(parameters: ["max_connections": "8"]))
    try server.createDatabase("all")
    try Connection(server.url(database: "all")).execute(
      "CREATE TABLE t (id bigint PRIMARY KEY); CREATE TABLE c (id bigint PRIMARY KEY)")
    // Each follows the one that comes after it.
    let many = try ProjectFolder(
      (10..<30).flatMap { number in
        let next = number + 1
        let project =
          """
          rejot: 1
          project: p\(number)
          dataStores:
            db:
              url: ${DATABASE_URL}
            next:
              url: ${DATABASE_URL}
              publisher: p\(next)/db
          imports: [../p\(next)/generated/rejot.lock.json]

          """
        let own = "-- rejot:public t@1.0\n-- source: db\nSELECT id FROM t WHERE id = :id;\n"
        let consumer =
          """
          -- rejot:consumer c
          -- from: p\(next)/t@1
          -- into: db
          -- deletes: ignore
          INSERT INTO c VALUES (:id) ON CONFLICT (id) DO NOTHING;

          """
        let isLast = number == 29
        return [
          (
            "p\(number)/rejot.yaml",
            isLast ? String(project.split(separator: "  next:")[0]) : project
          ),
          ("p\(number)/contracts/all.sql", isLast ? own : own + consumer),
        ]
      })
    let run = try RejotcProcess(
      ["check"], in: many.url, environment: ["DATABASE_URL": server.url(database: "all")])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasSuffix("checked 39 contracts of 20 projects: no findings\n"))
  }

  // MARK: Which projects

  @Test func aProjectUpwardsComesFirst() throws {
    #expect(
      try run("check", in: "mail/contracts").errors.contains("[import-unreadable]"))
    #expect(try run("check").errors.hasSuffix("checked 5 contracts of 2 projects: no findings\n"))
    let elsewhere = try ProjectFolder([("notes.txt", "")])
    let named = try RejotcProcess(["check", "--project", folder.url.path], in: elsewhere.url)
    #expect(named.errors.hasSuffix("checked 5 contracts of 2 projects: no findings\n"))
  }

  @Test func onlyProjectsOfTheirOwnAreFound() throws {
    for (path, text) in ProjectFolder.pair {
      try folder.write("billing/db/inner/\(path)", text)
      try folder.write(".hidden/\(path)", text)
      try folder.write("teams/shop/\(path)", text)
    }
    let link = folder.url.appending(path: "link").path
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.url.appending(path: "mail").path)
    let run = try run("check")
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix(
        "catalog: embedded for billing/billing, billing/ledger, mail/main, shop/accounts, shop/crm")
    )
  }

  @Test func oneProjectBelowIsNamedByItsFolder() throws {
    try folder.remove("mail")
    let run = try run("check")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("billing/rejot.yaml:"))
  }

  @Test func aFolderThatCannotBeSearchedIsTold() throws {
    try folder.write("locked/file", "")
    let locked = folder.url.appending(path: "locked").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: locked)
    }
    let run = try RejotcProcess(["check"], in: folder.url, isUnprivileged: true)
    #expect(run.status == 0)
    #expect(
      run.errors.contains("warning: \"locked\" cannot be searched for projects: Permission denied"))
  }

  /// A consumer of an imported contract is proved from its lock.
  @Test func whyKnowsImports() throws {
    #expect(try run("build").status == 0)
    let why = try run("why", "letters.customer", in: "mail")
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains("mail/letters"))
    #expect(why.errors.hasPrefix("catalog: embedded for main\n"))
    try folder.remove("billing/generated/rejot.lock.json")
    #expect(try run("why", "letters.customer", in: "mail").status == 2)
    let several = try run("why", "letters.customer")
    #expect(several.status == 2)
    #expect(several.errors.contains("there are several projects here"))
  }

  /// What is about one project does not pick one of several.
  @Test func severalAreRefusedWhereOneIsMeant() {
    let servers = EmbeddedServers(environment: [:])
    let context = JobContext(currentFolder: "/", environment: [:], servers: servers)
    let several = Compilation(JobOptions(project: folder.url.path), context)
    #expect(several.workspace == nil)
    #expect(several.diagnostics.map(\.id) == [.projectNotFound])
    #expect(several.diagnostics.first?.notes == ["they are in billing, mail"])
    let one = Compilation(JobOptions(project: folder.url.path + "/mail"), context)
    #expect(one.workspace != nil)
    #expect(one.diagnostics.map(\.id) == [.importUnreadable])
  }

  // MARK: Consumers elsewhere

  @Test func projectsCanBeBuiltInTurnFromNothing() throws {
    try replace("billing/rejot.yaml", "imports: [../mail/generated/rejot.lock.json]\n", "")
    let contracts = try folder.text("billing/contracts/billing.sql")
    let own = try #require(contracts.range(of: "-- rejot:consumer bounced-addresses"))
    try folder.write("billing/contracts/billing.sql", String(contracts[..<own.lowerBound]))
    try replace("billing/rejot.yaml", "    publisher: mail/main\n", "")

    let build = try run("build", in: "billing")
    #expect(build.status == 0)
    #expect(build.errors.hasSuffix("wrote 7 files to generated\n"))
    for command in ["check", "describe"] {
      let unknown = try run(command, "--format", "json", in: "billing")
      #expect(unknown.status == 4)
      #expect(try unknown.ids() == ["consumers-unreadable"])
    }
    let described = try run("describe", "invoice", in: "billing")
    #expect(described.output.contains("consumers   billing/ledger-entries\n"))
    #expect(try run("build", in: "mail").status == 0)
    #expect(try run("check", in: "billing").status == 0)
    #expect(
      try run("describe", "invoice", in: "billing").output.contains(
        "consumers   billing/ledger-entries, mail/letters\n"))
  }
}
