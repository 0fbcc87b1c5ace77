import Foundation
import Testing

/// What people and scripts see of the command line itself.
@Suite struct CommandLineTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
  }

  @Test(arguments: [
    ["chek"], ["build", "--frobnicate"], ["check", "--catalog", "cloud"], ["check", "--project"],
    ["describe", "a", "b"], ["check", "--format", "xml"],
  ])
  func wrongUsageExitsWithTwo(_ arguments: [String]) throws {
    let run = try RejotcProcess(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("Error: "))
    #expect(run.output.isEmpty)
  }

  @Test func wrongUsageIsADocumentInJSON() throws {
    let run = try RejotcProcess(["check", "--frobnicate", "--format", "json"], in: folder.url)
    #expect(run.status == 2)
    #expect(try run.ids() == ["wrong-usage"])
    #expect(run.errors.isEmpty)
  }

  @Test func misspeltCommandIsSuggested() throws {
    let run = try RejotcProcess(["chek", "--format", "text"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no command \"chek\"; did you mean check?"))
  }

  @Test func helpAndVersionAreNoFailures() throws {
    let help = try RejotcProcess(["--help"], in: folder.url)
    #expect(help.status == 0)
    #expect(help.output.contains("rejotc describe customer@1"))
    let version = try RejotcProcess(["--version"], in: folder.url)
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
    let bare = try RejotcProcess([], in: folder.url)
    #expect(bare.status == 0)
    #expect(bare.output.hasPrefix("OVERVIEW: "))
  }

  @Test func projectIsFoundUpwardsAndByName() throws {
    let below = folder.url.appending(path: "contracts")
    let empty = try ProjectFolder([("notes.txt", "")])
    for run in [
      try RejotcProcess(["check"], in: below),
      try RejotcProcess(["check", "--project", folder.url.path], in: empty.url),
      try RejotcProcess(["check", "--project", folder.url.path + "/rejot.yaml"], in: empty.url),
    ] {
      #expect(run.status == 0)
      #expect(run.errors.hasSuffix("checked 2 contracts: no findings\n"))
    }
    let nowhere = try RejotcProcess(["check", "--format", "json"], in: empty.url)
    #expect(nowhere.status == 2)
    #expect(try nowhere.ids() == ["project-not-found"])
    let missing = try RejotcProcess(["check", "--project", "gone"], in: empty.url)
    #expect(missing.status == 2)
    #expect(
      missing.errors == """
        error: --project gone: nothing is there [project-not-found]
        help: name a folder with a rejot.yaml, or the file itself

        1 error

        """)
  }

  @Test func quietPrintsFindingsOnly() throws {
    let run = try RejotcProcess(["check", "-q"], in: folder.url)
    #expect(run.errors.isEmpty && run.output.isEmpty && run.status == 0)
  }

  @Test func coloursOnRequestOnly() throws {
    try folder.write("contracts/crm.sql", "-- rejot:consumer crm\n")
    let plain = try RejotcProcess(["check"], in: folder.url)
    #expect(plain.status == 1)
    #expect(!plain.errors.contains("\u{1B}"))
    let coloured = try RejotcProcess(["check", "--color", "always"], in: folder.url)
    #expect(coloured.errors.contains("\u{1B}["))
  }

  @Test func environmentComesBeforeContractErrors() throws {
    try folder.write("contracts/crm.sql", "-- rejot:consumer crm\n")
    let run = try RejotcProcess(
      ["check", "--format", "json"], in: folder.url,
      environment: ["REJOT_POSTGRES_BIN": "/nowhere"])
    #expect(run.status == 3)
    #expect(try run.ids().contains("server-binaries-missing"))
    #expect(try run.ids().contains("missing-key"))
  }

  @Test func describeGivesTheAgreedShape() throws {
    let run = try RejotcProcess(["describe", "customer@1", "--format", "json"], in: folder.url)
    #expect(run.status == 0)
    let document = try run.document()
    #expect(document["version"] as? Int == 1)
    let schema = try #require((document["publicSchemas"] as? [[String: Any]])?.first)
    #expect(schema["name"] as? String == "customer")
    #expect(schema["major"] as? Int == 1)
    #expect(schema["minor"] as? Int == 0)
    #expect(schema["source"] as? String == "accounts")
    #expect(schema["key"] as? [String] == ["id"])
    #expect(schema["plan"] as? String == "inline")
    #expect(schema["promise"] as? String == "exact")
    #expect(schema["tables"] as? [String] == ["accounts.public.users"])
    #expect(schema["consumers"] as? [String] == ["shop/crm-customers"])
    let field = try #require((schema["fields"] as? [[String: Any]])?.last)
    #expect(field["name"] as? String == "first_name")
    #expect(field["type"] as? String == "text")
    #expect(field["nullable"] as? Bool == false)
    #expect(field["swiftType"] as? String == "String")
    #expect(field["lineage"] as? [String] == ["accounts.public.users.first_name"])
    #expect((document["consumerSchemas"] as? [Any])?.isEmpty == true)
  }

  @Test func describeShowsConsumers() throws {
    let run = try RejotcProcess(["describe", "crm-customers", "--format", "json"], in: folder.url)
    #expect(run.status == 0)
    let consumers = try run.document()["consumerSchemas"] as? [[String: Any]]
    let consumer = try #require(consumers?.first)
    #expect(consumer["name"] as? String == "shop/crm-customers")
    #expect(consumer["from"] as? String == "shop/customer@1")
    #expect(consumer["into"] as? String == "crm")
    #expect(consumer["batch"] as? Bool == true)
    #expect(
      consumer["writes"] as? [String] == [
        "crm.public.customers.full_name", "crm.public.customers.id",
      ])
    let parameters = consumer["parameters"] as? [[String: Any]]
    #expect(parameters?.compactMap { $0["name"] as? String } == ["id", "first_name"])
  }

  @Test func describeOfNothingIsWrongUsage() throws {
    let run = try RejotcProcess(["describe", "costumer"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.contains(
        """
        error: project shop has no contract "costumer" [wrong-usage]
        help: did you mean customer?
        help: the contracts are customer@1, crm-customers
        """))
  }

  @Test func describeGoesOnBesideErrors() throws {
    try folder.write(
      "contracts/broken.sql", "-- rejot:public broken@1.0\n-- source: accounts\nSELECT 1")
    let run = try RejotcProcess(["describe", "customer"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("public schema shop/customer@1.0\n"))
    #expect(run.errors.contains("contracts/broken.sql:3:"))
  }
}
