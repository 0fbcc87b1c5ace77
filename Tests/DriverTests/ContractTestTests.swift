import Foundation
import RejotDriver
import RejotSource
import Testing

/// `rejotc test`: what passes, and what a failing test shows.
@Suite struct ContractTestTests {
  // MARK: Tests that pass

  @Test func aNewProjectsTestPasses() throws {
    let folder = try ProjectFolder([])
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let made = try RejotcProcess(["init", "demo"], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let run = try RejotcProcess(["test", "--project", "demo"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors == "catalog: embedded for source, target\n1 test passed\n")
  }

  /// Several data stores, several groups, tables that refer to each other.
  @Test func theShopsTestsPass() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let run = try RejotcProcess(["test", "--project", "schemas"], in: root)
    #expect(run.status == 0)
    #expect(run.errors == "catalog: embedded for accounts, orders, crm\n4 tests passed\n")
  }

  @Test func nothingToRunIsNoFailure() throws {
    let result = try TestProject().run()
    #expect(result.exitCode == .fine)
    #expect(result.summary == "no contract tests: tests/ holds none")
  }

  private static let start = """
    contractTest: customers follow
    given:
      accounts.users:
        - { id: 1, first_name: Ada }
    """

  /// Values are compared as the server prints them, rows without regard to their order.
  @Test(arguments: [
    "rows: { crm.customers: [{ id: 1, full_name: Ada }] }",
    "rows: { crm.customers: [{ id: 01, full_name: Ada }] }",
    "rows: { crm.public.customers: [{ full_name: Ada }] }",
    "contracts: [crm-customers]\nrows: { crm.customers: [{ id: 1 }] }",
    """
    steps:
      - insert: { accounts.users: [{ id: 3, first_name: C }, { id: 2, first_name: B }] }
        events:
          - { upsert: customer@1, fields: { id: 2, first_name: B } }
          - { upsert: shop/customer@1, fields: { id: 3, first_name: C } }
        rows: { crm.customers: [{ id: 3 }, { id: 1 }, { id: 2, full_name: B }] }
      - update: { accounts.users: [{ id: 2, first_name: "null" }] }
        delete: { accounts.users: [{ first_name: C }] }
        rows: { crm.customers: [{ id: 1 }, { id: 2, full_name: "null" }] }
      - publish: [{ delete: customer@1, key: { id: 1 } }]
        rows: { crm.customers: [{ id: 2 }] }
    """,
    """
    steps:
      - sql:
          accounts: |
            UPDATE users SET id = 5 WHERE id = 1;
        events:
          - { delete: customer@1, key: { id: 1 } }
          - { upsert: customer@1, fields: { id: 5, first_name: Ada } }
      - replay: true
        rows: { crm.customers: [{ id: 5, full_name: Ada }] }
    """,
  ])
  func passes(_ rest: String) throws {
    let result = try TestProject(Self.start + "\n" + rest).run()
    #expect(result.findings == "")
    #expect(result.exitCode == .fine)
    #expect(result.summary == "1 test passed")
  }

  // MARK: What a failing test shows

  @Test func rowsThatDifferAreShownUnderEachOther() throws {
    let result = try TestProject(
      """
      contractTest: customers follow
      given:
        accounts.users:
          - { id: 1, first_name: Ada }
          - { id: 2, first_name: Grace }
          - { id: 3, first_name: Barbara }
      rows:
        crm.customers:
          - { id: 1, full_name: Ada }
          - { id: 2, full_name: Grace Hopper }
          - { id: 4, full_name: Alan }
      """
    ).run()
    #expect(result.exitCode == .findings)
    #expect(result.summary == "0 tests passed, 1 failed")
    #expect(
      result.findings == """
        tests/test.yaml:8:3: error: customers follow: crm.customers has other rows once what is given \
        is loaded [test-failed]
          8 |   crm.customers:
            |   ^~~~~~~~~~~~~
        note:   id  full_name
              - 2   Grace Hopper
              + 2   Grace
              - 4   Alan
              + 3   Barbara
        help: if what came out is right, record it: rejotc test --update

        """)
  }

  @Test func eventsThatDifferAreShownByTheirContract() throws {
    let result = try TestProject(
      Self.start + """

        steps:
          - name: two changes of one row
            sql:
              accounts: |
                UPDATE users SET first_name = 'B' WHERE id = 1;
                DELETE FROM users WHERE id = 1;
            events:
              - { delete: customer@1, key: { id: 1 } }
              - { upsert: customer@1, fields: { id: 1, first_name: B } }
        """
    ).run()
    #expect(
      result.findings == """
        tests/test.yaml:11:5: error: customers follow: customer@1 publishes other events after "two \
        changes of one row" [test-failed]
          11 |     events:
             |     ^~~~~~
        note:   event   id  first_name
              - delete  1
              + upsert  1   B
              - upsert  1   B
              + delete  1
        help: if what came out is right, record it: rejotc test --update

        """)
  }

  @Test func longValuesAreShownWhereTheyDiffer() throws {
    let long = String(repeating: "x", count: 200)
    let result = try TestProject(
      """
      contractTest: long
      given: { accounts.users: [{ id: 1, first_name: \(long)A }] }
      rows: { crm.customers: [{ id: 1, full_name: \(long)B }] }
      """
    ).run()
    #expect(result.findings.contains("- 1   …xxxxxxxxxxxxxB (201 characters)\n"))
    #expect(result.findings.contains("+ 1   …xxxxxxxxxxxxxA (201 characters)\n"))
  }

  /// What the sync would stop at fails the test, whatever it expects.
  @Test func aConsumerThatCannotApplyFails() throws {
    let project = try TestProject(
      """
      contractTest: no
      steps:
        - name: a long name
          insert: { accounts.users: [{ id: 1, first_name: Ada Lovelace }] }
      ---
      contractTest: after it
      given: { accounts.users: [{ id: 1, first_name: Ada }] }
      rows: { crm.customers: [{ full_name: Ada }] }
      """,
      [
        (
          "db/crm/0001_customers.sql",
          """
          CREATE TABLE customers (
            id bigint PRIMARY KEY, full_name text NOT NULL CHECK (length(full_name) < 9));

          """
        )
      ])
    let result = project.run()
    #expect(
      result.findings == """
        tests/test.yaml:3:11: error: no: consumer crm-customers cannot apply the upsert of customer@1 \
        with id = 1: new row for relation "customers" violates check constraint \
        "customers_full_name_check" [test-failed]
          3 |   - name: a long name
            |           ^~~~~~~~~~~
        note: Failing row contains (1, Ada Lovelace).
        note: SQLSTATE 23514
        note: the sync would stop the consumer here

        """)
    #expect(result.summary == "1 test passed, 1 failed")
  }

  /// Everything that a test can ask for and that is not there.
  @Test(arguments: [
    ("given: { acounts.users: [] }\nrows: {}", 2, "no contract uses a data store acounts"),
    ("given: { accounts.user: [] }\nrows: {}", 2, "data store accounts has no table user"),
    ("given: { accounts: [] }\nrows: {}", 2, "\"accounts\" names no table"),
    ("given: { accounts.users: [{ i: 1 }] }\nrows: {}", 2, "accounts.users has no column i"),
    ("given: { accounts.users: [{ id: x }] }\nrows: {}", 2, "accounts.users refuses the row"),
    ("contracts: [customers@1]\nrows: {}", 2, "the project has no contract customers@1"),
    ("rows: { crm.customers: [{ id: x }] }\ngiven: {}", 2, "this is no value of id"),
    ("steps:\n  - replay: true", 3, "no step before this one has events to replay"),
    ("steps:\n  - delete: { accounts.users: [{ id: 9 }] }", 3, "accounts.users has no such row"),
    ("steps:\n  - update: { accounts.users: [{ first_name: A }] }", 3, "does not say which one"),
    ("steps:\n  - sql:\n      accounts: |\n        DELETE FROM no;", 5, "refuses the statement"),
    ("steps:\n  - sql:\n      account: |\n        SELECT 1;", 4, "uses a data store account"),
    ("steps:\n  - events: [{ delete: x@1, key: {} }]", 3, "the test has no public schema x@1"),
    (
      "steps:\n  - events: [{ delete: customer@1, key: { name: x } }]", 3,
      "customer@1 has no key field name"
    ),
    (
      "steps:\n  - publish: [{ upsert: customer@1, fields: { id: 1 } }]", 3,
      "customer@1 is never published without its field first_name"
    ),
  ])
  func whatCannotBeIsPointedAt(_ rest: String, _ line: Int, _ message: String) throws {
    let result = try TestProject("contractTest: wrong\n" + rest).run()
    #expect(result.diagnostics.map(\.id.rawValue) == ["test-invalid"])
    #expect(result.findings.contains(message), "\(result.findings)")
    #expect(result.findings.hasPrefix("tests/test.yaml:\(line):"), "\(result.findings)")
    #expect(result.exitCode == .findings)
  }

  /// Every key has its place and its shape.
  @Test(arguments: [
    ("rows: {}", "missing-key"), ("contractTest: a", "missing-key"),
    ("contractTest: a\nstep: []", "unknown-key"), ("- a", "yaml-shape"),
    ("contractTest: a\nsteps: [{ nam: a }]", "unknown-key"),
    ("contractTest: a\nsteps: [{ events: [{ insert: a }] }]", "unknown-key"),
    ("contractTest: a\nsteps: [{ events: [{ fields: {} }] }]", "yaml-shape"),
    ("contractTest: a\nsteps: [{ sql: { accounts: SELECT 1 } }]", "sql-not-literal"),
    ("contractTest: a\nrows: { crm.customers: { id: 1 } }", "yaml-shape"),
    ("contractTest: a\nrows: { crm.customers: [{ id: [1] }] }", "yaml-shape"),
    ("contractTest: a\nsteps: [{ replay: yes }]", "invalid-value"),
    ("contractTest: a\nrows: {}\n---\ncontractTest: a\nrows: {}", "test-invalid"),
  ])
  func whatIsNoTestIsFound(_ text: String, _ id: String) throws {
    let result = try TestProject(text).run()
    #expect(result.diagnostics.contains { $0.id.rawValue == id }, "\(result.findings)")
    #expect(result.exitCode == .findings)
  }

  /// What cannot be read keeps nothing else from running.
  @Test func theOthersRun() throws {
    let result = try TestProject("contractTest: a\nrows: {}\n---\ncontractTes: b\nrows: {}").run()
    #expect(result.exitCode == .findings)
    #expect(result.summary == "1 test passed, 1 cannot be read")
  }

  @Test func namesChooseTests() throws {
    let project = try TestProject("contractTest: one\nrows: {}\n---\ncontractTest: two\nrows: {}")
    #expect(project.run("tw").summary == "1 test passed")
    let none = project.run("thre")
    #expect(none.diagnostics.map(\.id.rawValue) == ["wrong-usage"])
    #expect(none.exitCode == .usage)
  }

  @Test func contractsWithErrorsRunNothing() throws {
    let result = try TestProject(
      "contractTest: one\nrows: {}",
      [("contracts/customer.sql", "-- rejot:public customer@1.0\n-- source: accounts\nSELECT 1;\n")]
    ).run()
    #expect(result.exitCode == .findings)
    #expect(result.summary.hasSuffix("; no test was run"))
  }
}
