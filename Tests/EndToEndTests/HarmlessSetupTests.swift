import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// What `<store>.setup.sql` provides must not stand in the way of the applications that own the
/// tables: a publication without an identity makes their UPDATE and DELETE fail.
@Suite("Applications under the generated setup", .serialized)
struct HarmlessSetupTests {
  /// Rows for every table of a store, as its application would write them.
  private static let rows = [
    "accounts": """
    INSERT INTO users (first_name, last_name, login, password_hash)
      VALUES ('Ada', 'Lovelace', 'ada', 'x'), ('Bob', 'Hope', 'bob', 'y');
    INSERT INTO customers (user_id, contact_name, email) SELECT id, login, login FROM users;
    """,
    "orders": """
    INSERT INTO products (sku, name, price) VALUES ('s', 'saw', 12);
    INSERT INTO orders (customer_id) VALUES (gen_random_uuid());
    INSERT INTO order_lines SELECT o.id, 1, p.id, 1, 12 FROM orders o, products p;
    INSERT INTO known_customers VALUES (gen_random_uuid(), 'Ada', 'ada', 'gold');
    """,
    "crm": """
    INSERT INTO replicated_users VALUES (1, 'Ada');
    INSERT INTO customers VALUES (gen_random_uuid(), 'Ada', 'ada', 'gold', 1, '{}', '{}', true,
      NULL, now());
    INSERT INTO products VALUES (1, 's', 'saw', 1, '{}', '{}', false);
    INSERT INTO orders VALUES (1, gen_random_uuid(), 'paid', 1, false, NULL, now());
    INSERT INTO order_lines VALUES (1, 1, 1, 1, 1, '');
    INSERT INTO mailing_list VALUES (gen_random_uuid(), 'ada', 'Hi', 1, '');
    """,
    "source": Trade.sample + #"""
      INSERT INTO item VALUES (1, 'item'); INSERT INTO account VALUES ('r', 1, 'Ada');
      INSERT INTO parent VALUES (1, 'p'); INSERT INTO child VALUES (1, 1, 'c');
      INSERT INTO sample (id) VALUES (1); INSERT INTO document VALUES (1, 't', 'b');
      INSERT INTO listing (id, title) VALUES (1, 'l'); INSERT INTO public.parcel (id) VALUES (1);
      INSERT INTO "select".item VALUES (1, 'f');
      INSERT INTO "Odd ""Schema"".$"."Täble 💡 of\ ""names""" ("Key") VALUES (1);
      """#,
  ]

  private static let projects = [
    ("../schemas", "../generated", ["accounts", "orders", "crm"]),
    ("Scenarios", "Scenarios/generated", ["source"]),
  ]

  @Test("INSERT, UPDATE and DELETE go through on every table", arguments: projects.indices)
  func everyTable(project: Int) throws {
    let (folder, generated, stores) = Self.projects[project]
    let ambient = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: try ServerBinaries.find(major: nil, environment: ambient), environment: ambient)
    defer { server.stop() }
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("..")
    for store in stores {
      try server.createDatabase(store)
      try server.applyMigrations(
        try World.migrations(in: "\(folder)/db/\(store)"), database: store,
        searchPath: ["public"])
      let owner = try Connection(server.url(database: store))
      if store == stores[0] { try owner.execute("CREATE ROLE application LOGIN") }
      let setup = tests.appendingPathComponent("\(generated)/\(store).setup.sql")
      // A store that nobody reads needs none.
      if store != "crm" { try owner.execute(try String(contentsOf: setup, encoding: .utf8)) }
      try grantEverything(owner)
      try write(store, as: try Connection(server.url(database: store, user: "application")))
    }
  }

  /// Lets the application write all tables; they and the publication belong to somebody else.
  private func grantEverything(_ owner: borrowing Connection) throws {
    let schemas = try owner.query(
      """
      SELECT quote_ident(nspname) FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      """)
    for schema in schemas.rows.compactMap(\.[0]) {
      try owner.execute(
        """
        GRANT USAGE ON SCHEMA \(schema) TO application;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \(schema) TO application;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA \(schema) TO application;
        """)
    }
  }

  private func write(_ store: String, as application: borrowing Connection) throws {
    #expect(
      try application.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").scalar
        == "f")
    try application.execute(try #require(Self.rows[store]))
    let tables = try application.query(
      """
      SELECT c.oid::regclass, quote_ident(a.attname)
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      ORDER BY c.oid DESC
      """)
    #expect(tables.rows.count >= 2)
    for row in tables.rows {
      let (table, column) = (row[0] ?? "", row[1] ?? "")
      #expect(
        try application.query("SELECT EXISTS (SELECT FROM \(table))").scalar == "t",
        "no row of \(store).\(table) is written")
      try application.execute("UPDATE \(table) SET \(column) = \(column)")
    }
    // Those that point to others first.
    for row in tables.rows { try application.execute("DELETE FROM \(row[0] ?? "")") }
  }
}
