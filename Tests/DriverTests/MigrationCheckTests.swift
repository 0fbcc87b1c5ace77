import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// `rejotc check --migration`: DDL on throw-away servers, and whom it breaks.
@Suite struct MigrationCheckTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    try folder.write(
      "db/accounts/0001_users.sql",
      """
      CREATE TABLE users (
        id bigint PRIMARY KEY,
        first_name text NOT NULL,
        last_name text,
        email text NOT NULL,
        secret text
      );
      CREATE VIEW people AS SELECT id, email FROM users;

      """)
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, first_name, last_name FROM users WHERE id = :id AND email <> '';

      """)
  }

  /// The ids of what the check says of a migration, with the line of its cause.
  private func check(
    _ sql: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> (run: RejotcProcess, findings: [String]) {
    try folder.write("db/accounts/0002_change.sql", sql)
    let run = try RejotcProcess(
      ["check", "--migration", "db/accounts/0002_change.sql", "--format", "json"] + arguments,
      in: folder.url, environment: environment)
    let diagnostics = try run.document()["diagnostics"] as? [[String: Any]] ?? []
    let findings = diagnostics.map { finding in
      let labels = finding["labels"] as? [[String: Any]] ?? []
      let lines = labels.compactMap { label -> String? in
        guard label["file"] as? String == "db/accounts/0002_change.sql" else { return nil }
        return (label["line"] as? Int).map { "\($0):\(label["column"] as? Int ?? 0)" }
      }
      return (["[\(finding["id"] as? String ?? "")]"] + lines).joined(separator: " ")
    }
    return (run, findings)
  }

  // MARK: Silence

  @Test(arguments: [
    "ALTER TABLE users DROP COLUMN secret;",
    "ALTER TABLE users RENAME COLUMN secret TO hidden;",
    "CREATE INDEX CONCURRENTLY by_name ON users (last_name);",
    "ALTER TABLE users ADD COLUMN nick text; COMMENT ON TABLE users IS 'People';",
    "BEGIN; ALTER TABLE users RENAME TO t; ALTER TABLE t RENAME TO users; COMMIT;",
    "DROP VIEW people;",
    "ALTER TABLE users REPLICA IDENTITY FULL;",
    "CREATE ROLE somebody; GRANT SELECT ON users TO somebody;",
    "CREATE PUBLICATION rejot_shop_accounts FOR TABLE users;",
    "-- nothing\n",
  ])
  func whatNobodyReadsIsNobodysBusiness(_ sql: String) throws {
    let (run, findings) = try check(sql)
    #expect(findings == [], "\(run.output)")
    #expect(run.status == 0)
  }

  // MARK: Tables and columns

  @Test func aRenameIsARenameWithItsEdit() throws {
    try folder.write(
      "db/accounts/0002_change.sql",
      """
      ALTER TABLE users ADD COLUMN nick text;
      ALTER TABLE users RENAME COLUMN last_name TO last_names;

      """)
    let run = try RejotcProcess(
      ["check", "--migration", "db/accounts/0002_change.sql", "-q"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        contracts/customer.sql:3:24: error: column public.users.last_name, which shop/customer@1 \
        reads, is called last_names then [source-column-renamed]
          3 | SELECT id, first_name, last_name FROM users WHERE id = :id AND email <> '';
            |                        ^~~~~~~~~
        db/accounts/0002_change.sql:2:33: this statement does it
          2 | ALTER TABLE users RENAME COLUMN last_name TO last_names;
            |                                 ^~~~~~~~~
        note: field last_name of shop/customer@1 is made of it
        note: followed by shop/crm-customers
        help: name it last_names in the contract; the fields keep their names
          3 - SELECT id, first_name, last_name FROM users WHERE id = :id AND email <> '';
          3 + SELECT id, first_name, last_names AS last_name FROM users WHERE id = :id AND email <> '';


        """)
  }

  /// A server's analysis stops at the first column that is missing.
  @Test func eachColumnAndEachStatementIsTold() throws {
    let (run, findings) = try check(
      """
      BEGIN;
      ALTER TABLE users ADD COLUMN nick text;
      ALTER TABLE users
        ADD COLUMN age int,
        DROP COLUMN last_name;
      ALTER TABLE users RENAME COLUMN email TO mail;
      COMMIT;
      ALTER TABLE users RENAME COLUMN first_name TO given_name;

      """)
    #expect(
      findings == [
        "[source-column-renamed] 8:33", "[source-column-dropped] 5:15",
        "[source-column-renamed] 6:33",
      ])
    #expect(run.status == 1)
    #expect(run.output.contains("no field is made of it"))
  }

  @Test(arguments: [
    ("DROP TABLE users CASCADE;", ["[source-table-dropped] 1:12"]),
    ("ALTER TABLE users RENAME TO persons;", ["[source-table-renamed] 1:13"]),
    ("CREATE SCHEMA old; ALTER TABLE users SET SCHEMA old;", ["[source-table-renamed] 1:32"]),
  ])
  func aTableThatIsGone(_ sql: String, _ expected: [String]) throws {
    #expect(try check(sql).findings == expected)
  }

  /// The view stands where the table stood, which is published and identified as before.
  @Test func aTableBehindAViewIsStillPublished() throws {
    let (_, findings) = try check(
      "ALTER TABLE users RENAME TO persons; CREATE VIEW users AS SELECT * FROM persons;")
    #expect(!findings.contains { $0.hasPrefix("[publication") || $0.hasPrefix("[replica") })
  }

  @Test func aViewGoesWithItsColumn() throws {
    try folder.write(
      "contracts/people.sql",
      """
      -- rejot:public people@1.0
      -- source: accounts
      -- key: [id]
      SELECT id, email FROM people;

      """)
    let (_, findings) = try check(
      "ALTER TABLE users DROP COLUMN secret, DROP COLUMN email CASCADE;")
    #expect(findings == ["[source-column-dropped] 1:51", "[source-column-dropped] 1:51"])
  }

  // MARK: Meanings

  @Test func whatReachesAConsumerIsItsErrorWithTheStatement() throws {
    let (_, findings) = try check(
      "SELECT 1;\nALTER TABLE users ALTER COLUMN first_name DROP NOT NULL;\n")
    #expect(findings.contains("[consumer-null-into-not-null] 2:1"))
  }

  /// The change names the contract, the error its consumer; both the statement.
  @Test func aChangeIsInTheDocument() throws {
    let (run, findings) = try check("ALTER TABLE users ALTER COLUMN first_name DROP NOT NULL;\n")
    #expect(
      Set(findings) == ["[field-became-nullable] 1:1", "[consumer-null-into-not-null] 1:1"])
    let changes = try run.document()["changes"] as? [[String: Any]] ?? []
    #expect(changes.map { $0["rule"] as? String } == ["field-became-nullable"])
    #expect(changes.first?["consumers"] as? [String] == ["shop/crm-customers"])
    #expect(changes.first?["verdict"] as? String == "breaking")
  }

  /// What the migration does is told once; what else was edited since the baseline is told as well.
  @Test func againstABaselineToo() throws {
    #expect(try RejotcProcess(["build", "-q"], in: folder.url).status == 0)
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, first_name FROM users WHERE id = :id AND email <> '';

      """)
    let (run, findings) = try check(
      "ALTER TABLE users ALTER COLUMN first_name DROP NOT NULL;\n",
      ["--against", "generated"])
    #expect(findings.count { $0.hasPrefix("[field-became-nullable]") } == 1, "\(run.errors)")
    let changes = try run.document()["changes"] as? [[String: Any]] ?? []
    #expect(Set(changes.compactMap { $0["rule"] as? String }).contains("field-removed"))
  }

  /// Contracts of a pull request may be written for its own migration.
  @Test func aContractThatNeedsTheMigrationIsFine() throws {
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, given AS first_name FROM users WHERE id = :id;

      """)
    let (run, findings) = try check("ALTER TABLE users RENAME COLUMN first_name TO given;\n")
    #expect(findings == [])
    #expect(run.status == 0)
  }

  /// What is wrong already stays the contract's own.
  @Test func anErrorOfBeforeHasNoStatement() throws {
    try folder.write(
      "contracts/other.sql",
      """
      -- rejot:public other@1.0
      -- source: accounts
      SELECT id, nowhere FROM users WHERE id = :id;

      """)
    #expect(try check("DROP VIEW people;").findings == ["[column-not-found]"])
  }

  // MARK: What the sync needs

  @Test(arguments: [
    ("ALTER TABLE users REPLICA IDENTITY NOTHING;", "[replica-identity-weakened] 1:13"),
    ("ALTER PUBLICATION rejot_shop_accounts DROP TABLE users;", "[publication-too-small] 1:50"),
    (
      "ALTER PUBLICATION rejot_shop_accounts SET (publish = 'insert, update');",
      "[publication-too-small] 1:1"
    ),
    ("DROP PUBLICATION rejot_shop_accounts;", "[publication-too-small] 1:1"),
    ("REVOKE SELECT ON users FROM shop_sync;", "[privilege-lost] 1:18"),
    ("REVOKE USAGE ON SCHEMA public FROM shop_sync, PUBLIC;", "[privilege-lost] 1:1"),
  ])
  func whatSetupProvidesCanBeLost(_ sql: String, _ expected: String) throws {
    let project = try folder.text("rejot.yaml")
    try folder.write(
      "rejot.yaml",
      project.replacing(
        "migrations: db/accounts\n", with: "migrations: db/accounts\n    role: shop_sync\n"))
    #expect(try check(sql).findings == [expected])
  }

  @Test func aDroppedKeyIsNoIdentity() throws {
    let (_, findings) = try check("ALTER TABLE users DROP CONSTRAINT users_pkey;")
    #expect(Set(findings) == ["[replica-identity-weakened] 1:13", "[key-not-unique] 1:1"])
  }

  /// A table that is made anew is another one.
  @Test func aTableMadeAnewIsNotPublished() throws {
    let (_, findings) = try check(
      """
      ALTER TABLE users RENAME TO users_old;
      CREATE TABLE users (LIKE users_old INCLUDING ALL);

      """)
    #expect(findings == ["[publication-too-small] 2:14"])
  }

  // MARK: Running

  @Test func eachRefusedStatementIsNamed() throws {
    let (run, findings) = try check(
      """
      CREATE TABEL x ();
      BEGIN;
      ALTER TABLE nowhere ADD COLUMN x int;
      ALTER TABLE users DROP COLUMN secret;
      COMMIT;
      ALTER TABLE users DROP COLUMN nothing;

      """)
    #expect(findings == ["[migration-failed]", "[migration-failed]", "[migration-failed]"])
    #expect(run.status == 3)
  }

  @Test func aFileOfTheFolderIsNotAppliedTwice() throws {
    try folder.write("db/accounts/0003_later.sql", "ALTER TABLE nicks RENAME TO names;\n")
    let (run, findings) = try check(
      "CREATE TABLE nicks (); ALTER TABLE users DROP COLUMN email CASCADE;")
    #expect(findings == ["[source-column-dropped] 1:54"])
    #expect(run.status == 1)
  }

  @Test func aFileElsewhereNeedsItsStore() throws {
    try folder.write("try.sql", "ALTER TABLE users DROP COLUMN last_name;\n")
    func run(_ arguments: String...) throws -> RejotcProcess {
      try RejotcProcess(["check", "-q"] + arguments, in: folder.url)
    }
    let unclear = try run("--migration", "try.sql")
    #expect(unclear.status == 2)
    #expect(unclear.errors.contains("help: name the store: --migration accounts=try.sql\n"))
    #expect(try run("--migration", "accounts=try.sql").status == 1)
    #expect(try run("--migration", "try.sql", "--store", "accounts").status == 1)
    #expect(try run("--migration", "shop/accounts=try.sql").status == 1)
    let other = try run("--migration", "acounts=try.sql")
    #expect(other.status == 2)
    #expect(other.errors.contains("help: did you mean accounts?\n"))
    #expect(try run("--store", "accounts").status == 2)
    #expect(try run("--migration", "nowhere.sql").status == 2)
  }

  // MARK: The state before

  @Test func withoutMigrationsOrADatabaseNothingIsKnown() throws {
    let project = try folder.text("rejot.yaml")
    try folder.write(
      "rejot.yaml",
      project.replacing("      migrations: db/accounts\n", with: "")
        .replacing("    migrations: db/accounts\n", with: ""))
    let (run, findings) = try check("SELECT 1;", ["--store", "accounts"])
    #expect(findings == ["[migration-base-missing]"])
    #expect(run.status == 4)
  }

  /// The live database is read by pg_dump and never changed.
  @Test func theSchemaOfALiveDatabaseIsCopied() throws {
    let server = try TestServer.start(ServerSettings())
    defer { server.stop() }
    try server.createDatabase("accounts")
    let url = server.url(database: "accounts")
    let connection = try Connection(url)
    try connection.execute(try folder.text("db/accounts/0001_users.sql"))
    try connection.execute("CREATE ROLE clerk; CREATE PUBLICATION mine FOR TABLE users")
    let project = try folder.text("rejot.yaml")
    try folder.write(
      "rejot.yaml", project.replacing("    migrations: db/accounts\n", with: ""))
    let (run, findings) = try check(
      """
      GRANT SELECT ON users TO clerk;
      ALTER PUBLICATION mine DROP TABLE users;
      ALTER TABLE users DROP COLUMN last_name;

      """, ["--store", "accounts"], environment: ["ACCOUNTS_DATABASE_URL": url])
    #expect(findings == ["[source-column-dropped] 3:31"], "\(run.output)")
    let columns = try connection.query(
      "SELECT FROM pg_catalog.pg_attribute WHERE attname = 'last_name'")
    #expect(columns.rows.count == 1)
  }
}
