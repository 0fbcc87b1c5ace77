import Foundation
import RejotContract
import RejotEmit
import RejotEphemeral
import RejotPostgres
import Testing

/// The set-up script against a real server: it provides what contracts need, and a second run
/// changes nothing.
@Suite struct SetupSQLTests {
  private static let shared = Result {
    let environment = ProcessInfo.processInfo.environment
    return try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
  }

  private static let tables = """
    CREATE TABLE plain (id bigint PRIMARY KEY, x text);
    CREATE TABLE "na'me ""$rejot$" (code text NOT NULL, y int NOT NULL);
    CREATE UNIQUE INDEX "by code" ON "na'me ""$rejot$" (code);
    CREATE UNIQUE INDEX other ON "na'me ""$rejot$" (y);
    INSERT INTO plain VALUES (1, 'a');
    INSERT INTO "na'me ""$rejot$" VALUES ('a', 1);
    """

  private func database(_ name: String = #function) throws -> Connection {
    let server = try Self.shared.get()
    try server.createDatabase(name)
    let connection = try Connection(server.url(database: name))
    try connection.execute(Self.tables)
    return connection
  }

  private func script(
    plain: IdentityRequirement = .primaryKey, odd: IdentityRequirement = .index("by code"),
    role: String? = nil
  ) throws -> String {
    let text = SampleProject.text
    let tables = [("plain", "id", plain), ("na'me \"$rejot$", "code", odd)]
    let project = Project(
      name: "p",
      dataStores: [
        DataStore(name: "s", url: "", slot: "s", publication: "the \"feed'", role: role)
      ],
      publicSchemas: tables.enumerated().map { place, table in
        let name = QualifiedName(schema: "public", name: table.0)
        return PublicSchema(
          name: "c\(place)", version: Version(major: 1, minor: 0), source: "s", key: ["k"],
          fields: [Field(name: "k", type: text, nullable: false, because: "", lineage: [])],
          plan: .inline(InlinePlan(table: name, columns: [table.1])), canonicalSQL: "",
          tables: [
            SourceTable(
              name: name, columns: [SourceColumn(name: table.1, type: text, notNull: true)],
              identity: table.2)
          ])
      })
    let files = try Emitter.files(for: project)
    return try #require(files.first { $0.path == "s.setup.sql" }).contents
  }

  /// Everything the script may touch, with the transaction that last wrote it.
  private func catalog(_ connection: borrowing Connection) throws -> [[String?]] {
    try connection.query(
      """
      SELECT 'publication' AS kind, xmin::text, to_jsonb(p)::text FROM pg_publication AS p
      UNION ALL SELECT 'member', xmin::text, to_jsonb(r)::text FROM pg_publication_rel AS r
      UNION ALL SELECT 'table', xmin::text, relname::text || relreplident::text || coalesce(relacl::text, '')
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT 'index', xmin::text, indexrelid::text || indisreplident::text
        FROM pg_index WHERE indexrelid >= 16384
      UNION ALL SELECT 'schema', xmin::text, coalesce(nspacl::text, '') FROM pg_namespace
      ORDER BY 1, 3
      """
    ).rows
  }

  private func identities(_ connection: borrowing Connection) throws -> [String?] {
    try connection.query(
      "SELECT relreplident FROM pg_class WHERE relname IN ('plain', E'na\\'me \"$rejot$')"
        + " ORDER BY relname DESC"
    ).rows.map { $0[0] }
  }

  private func published(_ connection: borrowing Connection) throws -> [String?] {
    try connection.query(
      "SELECT tablename FROM pg_publication_tables WHERE pubname = E'the \"feed\\'' ORDER BY 1"
    ).rows.map { $0[0] }
  }

  /// Runs the script twice; the second run must leave every row of the catalog alone.
  private func runTwice(_ script: String, _ connection: borrowing Connection) throws {
    try connection.execute(script)
    let first = try catalog(connection)
    try connection.execute(script)
    #expect(try catalog(connection) == first)
    // The application goes on writing.
    try connection.execute("UPDATE plain SET x = 'b'; UPDATE \"na'me \"\"$rejot$\" SET code = 'b'")
    try connection.execute("DELETE FROM plain; DELETE FROM \"na'me \"\"$rejot$\"")
  }

  @Test func provideWhatIsMissingOnce() throws {
    let connection = try database()
    try runTwice(script(), connection)
    #expect(try identities(connection) == ["d", "i"])
    #expect(try published(connection) == ["na'me \"$rejot$", "plain"])
  }

  @Test func wholeRowsWhereAsked() throws {
    let connection = try database()
    try runTwice(script(odd: .full), connection)
    #expect(try identities(connection) == ["d", "f"])
  }

  @Test func aStrongerIdentityStays() throws {
    let connection = try database()
    try connection.execute(
      "ALTER TABLE plain REPLICA IDENTITY FULL; ALTER TABLE \"na'me \"\"$rejot$\" REPLICA IDENTITY FULL"
    )
    try runTwice(script(), connection)
    #expect(try identities(connection) == ["f", "f"])
  }

  @Test func anIdentityOfOthersIsWidenedNotTaken() throws {
    let connection = try database()
    try connection.execute(
      """
      ALTER TABLE "na'me ""$rejot$" REPLICA IDENTITY USING INDEX other;
      ALTER TABLE plain REPLICA IDENTITY NOTHING
      """)
    try runTwice(script(), connection)
    #expect(try identities(connection) == ["d", "f"])
  }

  @Test func publicationsOfOthersServe() throws {
    let connection = try database()
    try connection.execute("CREATE PUBLICATION \"the \"\"feed'\" FOR ALL TABLES")
    try runTwice(script(odd: .full), connection)
    #expect(try published(connection) == ["na'me \"$rejot$", "plain"])
  }

  @Test func everyOperationIsPublished() throws {
    let connection = try database()
    try connection.execute(
      "CREATE PUBLICATION \"the \"\"feed'\" FOR TABLE plain WITH (publish = 'insert')")
    try runTwice(script(), connection)
    let operations = try connection.query(
      "SELECT pubinsert AND pubupdate AND pubdelete AND pubtruncate FROM pg_publication")
    #expect(operations.scalar == "t")
  }

  @Test func aNarrowedPublicationIsNotBroken() throws {
    let connection = try database()
    try connection.execute("CREATE PUBLICATION others FOR TABLE plain (id)")
    let before = try catalog(connection)
    let failure = #expect(throws: PostgresError.self) {
      try connection.execute(try script(plain: .full))
    }
    #expect(failure?.message.contains("column list or row filter on plain") == true)
    #expect(try catalog(connection) == before)
    try connection.execute("UPDATE plain SET x = 'b'")
  }

  @Test func grantsWhatTheRoleLacks() throws {
    let connection = try database()
    try connection.execute("CREATE ROLE \"r \\ 'ole\"; REVOKE ALL ON SCHEMA public FROM PUBLIC")
    try runTwice(script(role: "r \\ 'ole"), connection)
    try connection.execute("SET ROLE \"r \\ 'ole\"; SELECT * FROM plain; RESET ROLE")
  }

  @Test func grantsWhatEvaluatingImagesCalls() throws {
    let connection = try database()
    try connection.execute(
      """
      CREATE ROLE evaluator; CREATE SCHEMA "my app"; CREATE TYPE "my app".mood AS ENUM ('low');
      CREATE FUNCTION "my app".label(text, "my app".mood) RETURNS text IMMUTABLE LANGUAGE sql
        AS 'SELECT $1';
      REVOKE EXECUTE ON FUNCTION "my app".label FROM PUBLIC;
      """)
    var project = Project(
      name: "p",
      dataStores: [DataStore(name: "s", url: "", slot: "s", publication: "p", role: "evaluator")])
    let name = QualifiedName(schema: "public", name: "plain")
    project.publicSchemas = [
      PublicSchema(
        name: "c", version: Version(major: 1, minor: 0), source: "s", key: ["id"],
        fields: [
          Field(name: "id", type: SampleProject.int8, nullable: false, because: "", lineage: [])
        ],
        plan: .imaged(
          ImagedPlan(
            table: name,
            columns: [
              ImagedColumn(name: "id", type: QualifiedName(schema: "pg_catalog", name: "int8"))
            ], keyColumns: ["id"], sql: "", load: "",
            functions: ["\"my app\".label(text,\"my app\".mood)"], schemas: ["my app", "public"])),
        canonicalSQL: "", tables: [SourceTable(name: name, columns: [], identity: .primaryKey)])
    ]
    let files = try Emitter.files(for: project)
    try runTwice(try #require(files.first { $0.path == "s.setup.sql" }).contents, connection)
    try connection.execute(
      "SET ROLE evaluator; SELECT \"my app\".label('a', 'low'); RESET ROLE")
  }

  /// The setup of a looked-up contract over tables of the test.
  private func lookupScript(
    _ tables: [(String, IdentityRequirement)], role: String? = nil
  ) throws -> String {
    var project = Project(
      name: "p",
      dataStores: [
        DataStore(name: "s", url: "", slot: "s", publication: "the \"feed'", role: role)
      ])
    let int8 = QualifiedName(schema: "pg_catalog", name: "int8")
    let sources = tables.map { table, _ in
      LookupSource(
        table: QualifiedName(schema: "public", name: table),
        columns: [ImagedColumn(name: "id", type: int8)], derivations: [.columns(["id"])])
    }
    project.publicSchemas = [
      PublicSchema(
        name: "c", version: Version(major: 1, minor: 0), source: "s", key: ["id"],
        fields: [
          Field(name: "id", type: SampleProject.int8, nullable: false, because: "", lineage: [])
        ],
        plan: .lookup(
          LookupPlan(
            sources: sources, keyTypes: [int8], sql: "", load: "",
            functions: ["app.label(bigint)"], schemas: ["app"])),
        canonicalSQL: "",
        tables: tables.map { table, identity in
          SourceTable(
            name: QualifiedName(schema: "public", name: table), columns: [], identity: identity)
        })
    ]
    let files = try Emitter.files(for: project)
    return try #require(files.first { $0.path == "s.setup.sql" }).contents
  }

  @Test func partitionsArePublishedByTheirRoot() throws {
    let connection = try database()
    try connection.execute(
      """
      CREATE SCHEMA app;
      CREATE FUNCTION app.label(bigint) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
      CREATE ROLE looker; REVOKE EXECUTE ON FUNCTION app.label FROM PUBLIC;
      CREATE TABLE whole (id bigint, day date) PARTITION BY LIST (id);
      CREATE TABLE "whole 1" PARTITION OF whole FOR VALUES IN (1) PARTITION BY LIST (day);
      CREATE TABLE whole_1_1 PARTITION OF "whole 1" DEFAULT;
      CREATE TABLE whole_2 PARTITION OF whole FOR VALUES IN (2);
      CREATE TABLE keyed (id bigint PRIMARY KEY, code bigint) PARTITION BY LIST (id);
      CREATE TABLE keyed_1 PARTITION OF keyed FOR VALUES IN (1);
      CREATE TABLE keyed_2 (id bigint PRIMARY KEY, code bigint NOT NULL UNIQUE);
      ALTER TABLE keyed ATTACH PARTITION keyed_2 FOR VALUES IN (2);
      ALTER TABLE keyed_1 REPLICA IDENTITY NOTHING;
      ALTER TABLE keyed_2 REPLICA IDENTITY USING INDEX keyed_2_code_key;
      """)
    let script = try lookupScript(
      [("keyed", .primaryKey), ("plain", .primaryKey), ("whole", .full)], role: "looker")
    try runTwice(script, connection)
    let identities = try connection.query(
      """
      SELECT relname, relreplident FROM pg_class WHERE relname ~ '^(keyed|whole|plain)'
        AND relkind IN ('r', 'p') ORDER BY 1
      """
    ).rows.map { "\($0[0] ?? "") \($0[1] ?? "")" }
    #expect(
      identities == [
        "keyed d", "keyed_1 d", "keyed_2 f", "plain d", "whole f", "whole 1 f", "whole_1_1 f",
        "whole_2 f",
      ])
    #expect(try published(connection) == ["keyed", "plain", "whole"])
    try connection.execute(
      """
      INSERT INTO keyed VALUES (1, 1), (2, 2); UPDATE keyed SET code = 3; DELETE FROM keyed;
      INSERT INTO whole VALUES (1), (2); UPDATE whole SET day = now(); DELETE FROM whole;
      SET ROLE looker; SELECT app.label(count(*)) FROM keyed; RESET ROLE
      """)
    // A partition that comes later gets its identity by running it again.
    try connection.execute("CREATE TABLE whole_3 PARTITION OF whole FOR VALUES IN (3)")
    try connection.execute(script)
    #expect(
      try connection.query("SELECT relreplident FROM pg_class WHERE relname = 'whole_3'").scalar
        == "f")
  }

  @Test func oneTableOfSeveralContractsGetsAnIdentityForAll() throws {
    var project = SampleProject.value
    var other = project.publicSchemas[1]
    other.name = "other"
    other.tables[0].identity = .primaryKey
    project.publicSchemas.append(other)
    let files = try Emitter.files(for: project)
    let setup = try #require(files.first { $0.path == "orders.setup.sql" }).contents
    #expect(setup.components(separatedBy: "REPLICA IDENTITY FULL").count == 4)
    #expect(!setup.contains("USING INDEX"))
  }
}
