import RejotPostgres

/// What is run as superuser so that migrations need not be: a role that owns the databases and can
/// do what the owner of a database can, such as create tables, functions, trusted extensions and
/// roles, and cannot make the server run programs, read files or open connections.
enum UnprivilegedOwner {
  /// Predefined roles whose members reach outside of the server. Up to version 15 whoever creates
  /// roles may grant any of them, so they are taken away rather than withheld; what they allow is
  /// checked by their number, which no other role can get.
  private static let reachingOut = [
    "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files",
    "pg_create_subscription",
  ]

  /// The database in which the superuser works; no migration gets there.
  static let home = "postgres"

  /// Run once a server.
  static func creation(_ major: Int) -> String {
    let owner = SQLQuoting.identifier(ServerSettings.ownerName)
    let roles = reachingOut.map { "'\($0)'" }.joined(separator: ", ")
    // From 16 on the creator of a role may use it only by this setting.
    let selfGrant =
      major >= 16 ? "ALTER ROLE \(owner) SET createrole_self_grant = 'set, inherit';" : ""
    return """
      DELETE FROM pg_catalog.pg_authid WHERE rolname IN (\(roles));
      CREATE ROLE \(owner) LOGIN CREATEROLE CREATEDB REPLICATION;
      \(selfGrant)
      REVOKE CONNECT ON DATABASE template1, \(home) FROM PUBLIC;
      """
  }

  /// Run after statements that may have made roles, up to version 15: whoever creates a role is not
  /// a member of it there, and could give it no table.
  static func membership(_ major: Int) -> String? {
    guard major < 16 else { return nil }
    return """
      DO $rejot$
      DECLARE
        made pg_catalog.name;
      BEGIN
        FOR made IN
          SELECT rolname FROM pg_catalog.pg_roles
          WHERE NOT rolsuper AND rolname NOT LIKE 'pg\\_%'
            AND NOT pg_catalog.pg_has_role(current_user, oid, 'MEMBER')
        LOOP
          EXECUTE pg_catalog.format('GRANT %I TO CURRENT_USER', made);
        END LOOP;
      END
      $rejot$
      """
  }

  /// Run once in each database: up to version 14 its schema `public` belongs to the superuser, from
  /// 15 on a role must be let into it before a table may be given to it, and dumps comment on
  /// `plpgsql`.
  static let possession = """
    ALTER SCHEMA public OWNER TO \(SQLQuoting.identifier(ServerSettings.ownerName));
    GRANT CREATE ON SCHEMA public TO PUBLIC;
    UPDATE pg_catalog.pg_extension SET extowner = (
      SELECT oid FROM pg_catalog.pg_authid WHERE rolname = '\(ServerSettings.ownerName)'
    ) WHERE extname = 'plpgsql';
    """

  /// Drops every database but the server's own, and every role that migrations made.
  static func clear(
    _ connection: borrowing Connection, superuser: String
  ) throws(PostgresError) {
    let databases = try connection.query(
      "SELECT datname FROM pg_catalog.pg_database WHERE NOT datistemplate AND datname <> $1", [home]
    )
    for name in databases.rows.compactMap({ $0.first ?? nil }) {
      try connection.query("DROP DATABASE \(SQLQuoting.identifier(name)) WITH (FORCE)")
    }
    let roles = try connection.query(
      """
      SELECT rolname FROM pg_catalog.pg_roles
      WHERE rolname NOT LIKE 'pg\\_%' AND rolname NOT IN ($1, $2)
      """, [superuser, ServerSettings.ownerName]
    ).rows.compactMap { $0.first ?? nil }
    guard !roles.isEmpty else { return }
    let list = roles.map(SQLQuoting.identifier).joined(separator: ", ")
    try connection.query("DROP OWNED BY \(list) CASCADE")
    try connection.query("DROP ROLE \(list)")
  }
}
