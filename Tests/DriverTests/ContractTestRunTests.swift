import Foundation
import RejotDriver
import RejotSource
import Testing

/// How contract tests run: events as the runtime makes them, and each test on a database as new.
@Suite struct ContractTestRunTests {
  // MARK: Events

  private static let joined: [(String, String)] = [
    (
      "db/accounts/0001_users.sql",
      """
      CREATE TABLE cities (id int PRIMARY KEY, name text NOT NULL);
      CREATE TABLE users (
        id bigint PRIMARY KEY, first_name text NOT NULL, city int REFERENCES cities);

      """
    ),
    (
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT u.id, u.first_name || ', ' || c.name AS first_name
      FROM users u JOIN cities c ON c.id = u.city WHERE u.id = :id;

      """
    ),
  ]

  /// Plan lookup: a change of one table is an event of every key that it touches.
  @Test func aJoinsOtherTableMakesEvents() throws {
    let result = try TestProject(
      """
      contractTest: cities
      given:
        accounts.cities: [{ id: 1, name: London }]
        accounts.users: [{ id: 1, first_name: A, city: 1 }, { id: 2, first_name: B, city: 1 }]
      steps:
        - update: { accounts.cities: [{ id: 1, name: Paris }] }
          events:
            - { upsert: customer@1, fields: { id: 1, first_name: "A, Paris" } }
            - { upsert: customer@1, fields: { id: 2, first_name: "B, Paris" } }
        - update: { accounts.users: [{ id: 2, city: null }] }
          events:
            - { delete: customer@1, key: { id: 2 } }
          rows:
            crm.customers: [{ id: 1, full_name: "A, Paris" }]
      """, Self.joined
    ).run()
    #expect(result.findings == "")
  }

  /// A large value that an update leaves alone is not in the server's log.
  @Test func unchangedLargeValuesAreFound() throws {
    let project = try TestProject(
      """
      contractTest: large
      steps:
        - sql:
            accounts: |
              INSERT INTO users (id, first_name) SELECT 1, string_agg(md5(n::text), '')
              FROM generate_series(1, 1000) AS g(n);
        - sql:
            accounts: |
              UPDATE users SET visits = 7;
          events:
            - upsert: customer@1
              fields: { id: 1, first_name: 32000, visits: 7 }
      """,
      [
        (
          "db/accounts/0001_users.sql",
          "CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, visits int);\n"
        ),
        (
          "contracts/customer.sql",
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, length(first_name)::text AS first_name, visits FROM users WHERE id = :id;

          """
        ),
      ])
    #expect(project.run().findings == "")
  }

  /// What a consumer writes may be published again.
  @Test func eventsGoOnThroughStores() throws {
    let project = try TestProject(
      """
      contractTest: chain
      given: { accounts.users: [{ id: 1, first_name: A }] }
      steps:
        - rows: { accounts.mirror: [{ id: 1, name: A }] }
        - update: { accounts.users: [{ id: 1, first_name: B }] }
          events:
            - { upsert: customer@1, fields: { id: 1, first_name: B } }
            - { upsert: mirrored@1, fields: { id: 1, full_name: B } }
          rows: { accounts.mirror: [{ id: 1, name: B }] }
      """,
      [
        (
          "db/accounts/0002_mirror.sql", "CREATE TABLE mirror (id bigint PRIMARY KEY, name text);\n"
        ),
        (
          "contracts/mirror.sql",
          """
          -- rejot:public mirrored@1.0
          -- source: crm
          SELECT id, full_name FROM customers WHERE id = :id;
          -- rejot:consumer mirror
          -- from: shop/mirrored@1
          -- into: accounts
          INSERT INTO mirror (id, name) VALUES (:id, :full_name)
          ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
          -- rejot:delete
          DELETE FROM mirror WHERE id = :id;

          """
        ),
      ])
    #expect(project.run().findings == "")
  }

  @Test func truncateStopsAConsumer() throws {
    let result = try TestProject(
      """
      contractTest: truncated
      given: { accounts.users: [{ id: 1, first_name: A }] }
      steps:
        - sql:
            accounts: |
              TRUNCATE users;
      """
    ).run()
    #expect(result.diagnostics.map(\.id.rawValue) == ["test-failed"])
    #expect(result.findings.contains("consumer crm-customers stops at the TRUNCATE of a table"))
  }

  /// Of imported public schemas tests bring the events.
  @Test func importedEventsAreBrought() throws {
    let folder = try ProjectFolder(ProjectFolder.neighbours)
    try folder.write(
      "mail/tests/letters.yaml",
      """
      contractTest: none of it is here
      steps:
        - publish: []

      """)
    let run = try RejotcProcess(["test"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasSuffix("1 test passed\n"))
    let generated = try RejotcProcess(["test", "--generate", "--format", "json"], in: folder.url)
    // The example's table of letters takes no invoice that is void.
    #expect(try generated.ids() == ["test-recorded", "test-recorded", "test-failed"])
    #expect(
      generated.output.contains(
        "billing/invoice@1: every label of state: consumer letters cannot apply the upsert"))
    #expect(try folder.text("mail/tests/generated.yaml").contains("publish:"))
  }

  // MARK: Each test on its own

  /// Rows, sequences, objects, settings and rows of migrations are as new for the second test.
  @Test(arguments: [
    "INSERT INTO users (first_name) VALUES ('left');",
    "UPDATE kinds SET name = 'other';",
    "DELETE FROM kinds;",
    "INSERT INTO kinds VALUES (9, 'new');",
    "CREATE TABLE left_over (); ALTER TABLE users ADD COLUMN more text;",
    "SELECT setval('users_id_seq', 500), nextval('own');",
    "SET search_path = pg_catalog; SET DateStyle = 'German';",
    "BEGIN; COMMIT; INSERT INTO public.users (first_name) VALUES ('left');",
    "CREATE VIEW v AS SELECT 1; DROP VIEW v;",
  ])
  func testsLeaveNothing(_ sql: String) throws {
    let project = try TestProject(
      """
      contractTest: first
      steps:
        - sql:
            accounts: |
              \(sql)
      ---
      contractTest: second
      steps:
        - insert: { accounts.users: [{ first_name: A }] }
          events: [{ upsert: customer@1, fields: { id: 1, first_name: A } }]
          rows:
            accounts.users: [{ id: 1, first_name: A }]
            accounts.kinds: [{ id: 1, name: usual }]
            crm.customers: [{ id: 1, full_name: A }]
        - sql:
            accounts: |
              CREATE TABLE left_over ();
              INSERT INTO kinds VALUES (nextval('own'), to_char(DATE '2024-03-01', 'YYYY'));
          rows:
            accounts.kinds: [{ id: 1 }, { id: 41, name: 2024 }]
      """,
      [
        (
          "db/accounts/0001_users.sql",
          """
          CREATE TABLE users (
            id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, first_name text NOT NULL);
          CREATE TABLE kinds (id int PRIMARY KEY, name text);
          INSERT INTO kinds VALUES (1, 'usual');
          CREATE SEQUENCE own;
          SELECT setval('own', 40);

          """
        )
      ])
    let result = project.run()
    #expect(result.findings == "")
    #expect(result.summary == "2 tests passed")
  }

  /// Rows that are given take no number away from those that come later.
  @Test func sequencesStandBehindWhatIsGiven() throws {
    let result = try TestProject(
      """
      contractTest: numbers
      given: { accounts.users: [{ id: 1, first_name: A }, { id: 7, first_name: B }] }
      steps:
        - insert: { accounts.users: [{ first_name: C }] }
          events: [{ upsert: customer@1, fields: { id: 8, first_name: C } }]
      ---
      contractTest: from the first
      steps:
        - insert: { accounts.users: [{ first_name: C }] }
          events: [{ upsert: customer@1, fields: { id: 1, first_name: C } }]
      """,
      [
        (
          "db/accounts/0001_users.sql",
          "CREATE TABLE users (id bigserial PRIMARY KEY, first_name text NOT NULL);\n"
        )
      ]
    ).run()
    #expect(result.findings == "")
  }

  /// A link must not lead what is written out of the project.
  @Test(arguments: ["tests", "tests/generated.yaml"])
  func nothingIsWrittenOutside(_ link: String) throws {
    let project = try TestProject()
    let outside = try ProjectFolder([("generated.yaml", "# not ours\n")])
    let target = link == "tests" ? outside.url : outside.url.appending(path: "generated.yaml")
    let place = project.folder.url.appending(path: link)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: place, withDestinationURL: target)
    let result = project.run(generates: true)
    #expect(result.exitCode != .fine)
    #expect(result.findings.contains("leads out of the project"), "\(result.findings)")
    #expect(try outside.text("generated.yaml") == "# not ours\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.url.path).count == 1)
  }

  /// The statements of tests are a stranger's: they run as the migrations do.
  @Test(arguments: [
    "COPY users FROM PROGRAM 'echo 1';", "SELECT pg_read_file('/etc/passwd');",
    "CREATE ROLE boss SUPERUSER;",
  ])
  func statementsAreNoSuperusers(_ sql: String) throws {
    let result = try TestProject(
      "contractTest: hostile\nsteps:\n  - sql:\n      accounts: |\n        \(sql)"
    ).run()
    #expect(result.diagnostics.map(\.id.rawValue) == ["test-invalid"])
    #expect(result.findings.contains("SQLSTATE 42501"), "\(result.findings)")
  }
}
