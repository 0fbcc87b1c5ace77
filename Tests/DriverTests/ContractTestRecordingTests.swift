import RejotDriver
import RejotSource
import Testing

/// `rejotc test --update` and the formats for machines.
@Suite struct ContractTestRecordingTests {
  private static let test = """
    # Why this test is here.
    contractTest: customers follow

    given:
      accounts.users:
        - { id: 1, first_name: Ada }   # the first

    rows:
      crm.customers:
        - { id: 1, full_name: Grace }

    steps:
      # A comment above a step.
      - name: nothing is expected yet   # a comment beside it
        insert:
          accounts.users:
            - { id: 2, first_name: "B: #1" }

      - { name: in braces, delete: { accounts.users: [{ id: 2 }] }, events: [], rows: {} }
    """

  @Test func whatCameOutIsWrittenAndTheRunFails() throws {
    let project = try TestProject(Self.test)
    let result = project.run(updates: true)
    #expect(result.diagnostics.map(\.id.rawValue) == ["test-recorded"])
    #expect(result.exitCode == .findings)
    #expect(result.summary == "0 tests passed, 1 recorded")
    #expect(
      try project.folder.text("tests/test.yaml") == """
        # Why this test is here.
        contractTest: customers follow

        given:
          accounts.users:
            - { id: 1, first_name: Ada }   # the first

        rows:
          crm.customers:
            - { id: 1, full_name: Ada }

        steps:
          # A comment above a step.
          - name: nothing is expected yet   # a comment beside it
            insert:
              accounts.users:
                - { id: 2, first_name: "B: #1" }
            events:
              - upsert: customer@1
                fields: { id: 2, first_name: "B: #1" }
            rows:
              crm.customers:
                - { id: 1, full_name: Ada }
                - { id: 2, full_name: "B: #1" }

          - { name: in braces, delete: { accounts.users: [{ id: 2 }] }, events: \
        [{ delete: customer@1, key: { id: 2 } }], rows: {} }

        """)
    let again = project.run(updates: true)
    #expect(again.exitCode == .fine, "\(again.findings)")
    #expect(again.summary == "1 test passed")
  }

  /// Texts that YAML would read as something else come back as they are.
  @Test(arguments: [
    "null", "", " a", "a ", "- a", "-1", "a: b", "a #b", "'", "\"", "{a}", "[a]", "a, b", "@a",
    "a@b",
    "%", "true", "~", "1e5", "a\\nb", "ä", "\\u00A0", "?", "!a", "\\\\",
  ])
  func recordedTextsComeBack(_ text: String) throws {
    let project = try TestProject(
      """
      contractTest: texts
      steps:
        - insert: { accounts.users: [{ id: 1, first_name: "\(text == "\"" ? "\\\"" : text)" }] }
      """)
    #expect(project.run(updates: true).exitCode == .findings)
    #expect(project.run().findings == "")
    #expect(try project.folder.text("tests/test.yaml").contains("full_name: "))
  }

  @Test func machinesAreTold() throws {
    let project = try TestProject(
      "contractTest: right\nrows: {}\n---\ncontractTest: wrong\nrows: { crm.customers: [{ id: 1 }] }"
    )
    func run(_ format: String) throws -> RejotcProcess {
      try RejotcProcess(["test", "--format", format], in: project.folder.url)
    }
    let json = try run("json")
    #expect(json.status == 1)
    #expect(try json.ids() == ["test-failed"])
    let tests = try #require(try json.document()["tests"] as? [[String: Any]])
    #expect(tests.map { $0["name"] as? String } == ["right", "wrong"])
    #expect(tests.map { $0["status"] as? String } == ["passed", "failed"])
    #expect(tests.map { $0["line"] as? Int } == [1, 4])
    let difference = try #require((tests[1]["differences"] as? [[String: Any]])?.first)
    #expect(difference["table"] as? String == "crm.customers")
    #expect(difference["expected"] as? [[String: String]] == [["id": "1"]])
    #expect((difference["actual"] as? [Any])?.isEmpty == true)
    #expect(try run("junit").output.contains("<testcase name=\"right\""))
    #expect(try run("junit").output.contains("tests=\"3\" failures=\"1\""))
    #expect(try run("github").output.hasPrefix("::error file=tests/test.yaml,line=5"))
    #expect(try run("sarif").output.contains("\"ruleId\": \"test-failed\""))
  }

  @Test(arguments: ["live", "lock"])
  func testsRunOnThrowAwayServersOnly(_ catalog: String) throws {
    let project = try TestProject("contractTest: a\nrows: {}")
    let run = try RejotcProcess(["test", "--catalog", catalog], in: project.folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("--catalog \(catalog) cannot stand with rejotc test [wrong-usage]"))
  }

  @Test func timesAreSaidWhereTheyAreAskedFor() throws {
    let project = try TestProject("contractTest: timed\nrows: {}")
    let quiet = try RejotcProcess(["test"], in: project.folder.url)
    #expect(!quiet.errors.contains(" ms"))
    let run = try RejotcProcess(["test", "-v"], in: project.folder.url)
    #expect(run.errors.contains(/\n\d+\.\d ms  timed\n/))
  }

  @Test func withoutServerProgramsTheEnvironmentFails() throws {
    let project = try TestProject("contractTest: a\nrows: {}")
    let run = try RejotcProcess(
      ["test"], in: project.folder.url,
      environment: ["PATH": "/nowhere", "REJOT_POSTGRES_BIN": "/nowhere"])
    #expect(run.status == 3)
    #expect(run.errors.contains("[server-binaries-missing]"))
  }
}
