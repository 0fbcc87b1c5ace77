import Foundation
import Testing

/// `rejotc impact`: who depends on what.
@Suite struct ImpactTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    try folder.write(
      "db/accounts/0001_users.sql",
      """
      CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, email text, secret text);
      CREATE TABLE "Odd Table" (id bigint PRIMARY KEY, "A.b" text);
      CREATE TABLE visits (user_id bigint NOT NULL REFERENCES users, day date,
        PRIMARY KEY (user_id, day));
      CREATE VIEW people AS SELECT id, email FROM users;
      CREATE SCHEMA app;
      CREATE TABLE app.users (id bigint PRIMARY KEY);

      """)
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, first_name FROM users WHERE id = :id AND email IS NOT NULL;

      -- rejot:public mail@1.0
      -- source: accounts
      -- key: [id]
      SELECT id, lower(email) AS email FROM people;

      -- rejot:public visitor@1.0
      -- source: accounts
      SELECT user_id, count(*) AS visits FROM visits WHERE user_id = :user_id GROUP BY user_id;

      -- rejot:public shared@1.0
      -- source: crm
      SELECT id, full_name FROM customers WHERE id = :id;

      """)
  }

  private func impact(_ name: String, _ arguments: String...) throws -> RejotcProcess {
    try RejotcProcess(["impact", name, "-q"] + arguments, in: folder.url)
  }

  @Test func fieldsConsumersAndOnward() throws {
    let run = try impact("accounts.users.first_name")
    #expect(run.status == 0)
    #expect(
      run.output == """
        accounts.public.users.first_name
        └─ shop/customer@1: field first_name
           └─ shop/crm-customers: crm.public.customers.full_name
              └─ shop/shared@1: field full_name

        """)
  }

  @Test func whatIsReadInAConditionOnlyAndThroughAView() throws {
    #expect(
      try impact("accounts.public.users.email").output == """
        accounts.public.users.email
        ├─ shop/customer@1: read in a condition, a join or a key, by no field
        │  └─ shop/crm-customers: crm.public.customers.full_name, crm.public.customers.id
        │     └─ shop/shared@1: fields id, full_name
        └─ shop/mail@1: field email, through public.people

        """)
    #expect(
      try impact("accounts.people.email").output == """
        accounts.public.people.email
        └─ shop/mail@1: read in a condition, a join or a key, by no field

        """)
  }

  @Test func aCountRestsOnEveryColumn() throws {
    #expect(
      try impact("accounts.visits.day").output == """
        accounts.public.visits.day
        └─ shop/visitor@1: field visits

        """)
  }

  @Test(arguments: [
    "accounts.users.secret", "accounts.Users.SECRET", "accounts.\"users\".\"secret\"",
    "shop/accounts.public.users.secret",
  ])
  func whatNobodyReadsSaysSo(_ name: String) throws {
    let run = try impact(name)
    #expect(run.status == 0)
    #expect(
      run.output == """
        accounts.public.users.secret
        no contract that is known reads or writes it

        """)
  }

  @Test func whoWritesIt() throws {
    #expect(
      try impact("crm.customers.full_name").output == """
        crm.public.customers.full_name
        ├─ shop/shared@1: field full_name
        └─ written by shop/crm-customers

        """)
  }

  @Test(arguments: [
    ("accounts.user", "help: did you mean users?"),
    ("accounts.users.frist_name", "help: did you mean first_name?"),
    ("acounts.users", "help: did you mean accounts?"),
    ("accounts.\"Users\".id", "error: store \"accounts\" has no table \"Users\""),
    ("accounts", "is no STORE.TABLE"),
    ("accounts.\"users", "is no STORE.TABLE"),
  ])
  func whatIsNotThereIsSaid(_ name: String, _ words: String) throws {
    let run = try impact(name)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func namesAreReadAsSQLReadsThem() throws {
    #expect(
      try impact("accounts.\"Odd Table\".\"A.b\"").output
        .hasPrefix("accounts.public.Odd Table.A.b\n"))
    #expect(
      try impact("accounts.app.users.id").output == """
        accounts.app.users.id
        no contract that is known reads or writes it

        """)
  }

  @Test func aLockAnswersTooAndSaysWhatItCannotKnow() throws {
    #expect(try RejotcProcess(["build", "-q"], in: folder.url).status == 0)
    let live = try impact("accounts.users.first_name")
    let lock = try impact("accounts.users.first_name", "--catalog", "lock")
    #expect(lock.output == live.output)
    let unknown = try RejotcProcess(
      ["impact", "accounts.users.secret", "--catalog", "lock"], in: folder.url)
    #expect(unknown.status == 0)
    #expect(unknown.errors.contains("whether accounts.public.users.secret exists is not known"))
  }

  @Test func theDocumentIsTheSame() throws {
    let document = try impact("accounts.users.first_name", "--format", "json").document()
    let impact = (document["impact"] as? [[String: Any]])?.first
    #expect(impact?["table"] as? String == "public.users")
    #expect(impact?["column"] as? String == "first_name")
    let schema = (impact?["publicSchemas"] as? [[String: Any]])?.first
    #expect(schema?["name"] as? String == "shop/customer@1")
    #expect(schema?["fields"] as? [String] == ["first_name"])
    let consumer = (schema?["consumers"] as? [[String: Any]])?.first
    #expect(consumer?["name"] as? String == "shop/crm-customers")
    #expect(consumer?["columns"] as? [String] == ["crm.public.customers.full_name"])
  }

  /// Across projects: each is named, and consumers of the other one are found.
  @Test func severalProjects() throws {
    let folder = try ProjectFolder(ProjectFolder.neighbours)
    let run = try RejotcProcess(
      ["impact", "mail.letters.id", "--project", folder.url.path, "-q"], in: folder.url)
    #expect(run.status == 2 || run.status == 0)
  }
}
