package import RejotPostgres

/// One value that differs whenever a database's catalog differs in anything that analysis could
/// notice: tables, columns, constraints, types, functions, operators, casts, views, triggers,
/// policies, extensions, roles and rights.
///
/// It is made from what the rows say. Their numbers (`xmin`, `ctid`) would be faster and would lie:
/// two branches of one storage, or two fresh servers with different migrations, have equal numbers
/// for unequal rows. What came with the server (an OID below 16384, `FirstNormalObjectId` in
/// PostgreSQL's `transam.h`) is taken with the few columns that somebody could have altered.
package enum CatalogFingerprint {
  /// Reads no row of a user's table; one query, in a transaction of its own, which a failure may
  /// leave open.
  package static func read(_ connection: borrowing Connection) throws(PostgresError) -> String {
    try connection.execute("BEGIN READ ONLY")
    // Some catalogs hold estimates, whose text depends on it.
    try connection.execute("SET LOCAL extra_float_digits = 1")
    let fingerprint = try read(connection, major: connection.serverVersion / 10_000)
    try connection.execute("ROLLBACK")
    return fingerprint
  }

  private static func read(
    _ connection: borrowing Connection, major: Int
  ) throws(PostgresError) -> String {
    let parts = lines(major: major).map { "SELECT \($0)" }
    return try connection.query(
      """
      SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(
        pg_catalog.string_agg(coalesce(r.line, ''), E'\\n' ORDER BY r.line COLLATE "C"), 'UTF8')),
        'hex')
      FROM (\(parts.joined(separator: "\nUNION ALL "))) AS r(line)
      """
    ).scalar ?? ""
  }

  /// What stands behind each SELECT: a line of text, and where it is from. What is temporary is
  /// left out: only its session sees it.
  private static func lines(major: Int) -> [String] {
    let whole = [
      ("constraint", "t.oid", "t.connamespace NOT IN (\(temporarySchemas))"),
      ("index", "t.indexrelid", "t.indrelid NOT IN (\(temporaryRelations))"),
      ("attrdef", "t.oid", "t.adrelid NOT IN (\(temporaryRelations))"),
      ("type", "t.oid", "t.typnamespace NOT IN (\(temporarySchemas))"),
      ("proc", "t.oid", "t.pronamespace NOT IN (\(temporarySchemas))"),
      ("operator", "t.oid", "true"), ("collation", "t.oid", "true"), ("opclass", "t.oid", "true"),
      ("amop", "t.oid", "true"),
      ("aggregate", "t.aggfnoid::pg_catalog.oid", "true"),
      ("rewrite", "t.oid", "t.ev_class NOT IN (\(temporaryRelations))"),
      ("trigger", "t.oid", "t.tgrelid NOT IN (\(temporaryRelations))"),
    ].map { table, number, condition in
      "'\(table) ' || t::text FROM pg_catalog.pg_\(table) t"
        + " WHERE \(number) >= 16384 AND \(condition)"
    }
    let always = [
      "cast", "enum", "range", "policy", "event_trigger", "extension", "foreign_table",
      "auth_members",
    ].map { "'\($0) ' || t::text FROM pg_catalog.pg_\($0) t" }
    return whole + always + [
      """
      'namespace ' || t::text FROM pg_catalog.pg_namespace t
        WHERE t.oid NOT IN (\(temporarySchemas))
      """,
      """
      'inherits ' || t::text FROM pg_catalog.pg_inherits t
        WHERE t.inhrelid NOT IN (\(temporaryRelations))
      """,
      """
      pg_catalog.concat_ws(' ', 'class', t.oid, t.relname, t.relnamespace, t.reltype, t.relowner,
        t.relkind, t.relpersistence, t.relrowsecurity, t.relforcerowsecurity, t.relreplident,
        t.relispartition, t.relacl, t.reloptions, t.relam) FROM pg_catalog.pg_class t
        WHERE t.relpersistence <> 't'
      """,
      """
      pg_catalog.concat_ws(' ', 'attribute', t.attrelid, t.attnum, t.attname, t.atttypid,
        t.atttypmod, t.attnotnull, t.atthasdef, t.attidentity, t.attgenerated, t.attisdropped,
        t.attcollation, t.attstorage, t.attlen, t.attacl) FROM pg_catalog.pg_attribute t
        JOIN pg_catalog.pg_class c ON c.oid = t.attrelid AND c.relpersistence <> 't'
        WHERE t.attrelid >= 16384 AND t.attnum > 0
      """,
      """
      pg_catalog.concat_ws(' ', 'builtin', t.oid, t.proname, t.pronamespace, t.provolatile,
        t.proisstrict, t.proretset, t.prokind, t.prorettype, t.proargtypes, t.proacl)
        FROM pg_catalog.pg_proc t WHERE t.oid < 16384
      """,
      """
      pg_catalog.concat_ws(' ', 'role', t.oid, t.rolname, t.rolsuper, t.rolinherit, t.rolbypassrls,
        t.rolname = current_user) FROM pg_catalog.pg_roles t
      """,
      """
      'database ' || t::text FROM (SELECT d.oid, d.datname, d.datdba, d.datacl, d.encoding,
        d.datcollate, d.datctype FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database()) t
      """,
      """
      pg_catalog.concat_ws(' ', 'server', pg_catalog.version(), pg_catalog.pg_is_in_recovery(),
        pg_catalog.current_setting('wal_level'), \(major))
      """,
    ]
  }

  private static let temporarySchemas = """
    SELECT n.oid FROM pg_catalog.pg_namespace n
    WHERE n.nspname LIKE 'pg\\_temp\\_%' OR n.nspname LIKE 'pg\\_toast\\_temp\\_%'
    """

  private static let temporaryRelations = """
    SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relpersistence = 't'
    """
}
