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
  /// Reads no row of a user's table; one query.
  package static func read(_ connection: borrowing Connection) throws(PostgresError) -> String {
    let major = connection.serverVersion / 10_000
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

  /// What stands behind each SELECT: a line of text, and where it is from.
  private static func lines(major: Int) -> [String] {
    let whole = [
      "constraint", "index", "attrdef", "type", "proc", "operator", "collation", "opclass",
      "aggregate", "rewrite", "trigger",
    ].map { table in
      "'\(table) ' || t::text FROM pg_catalog.pg_\(table) t WHERE \(owner(table)) >= 16384"
    }
    let always = [
      "namespace", "cast", "enum", "range", "inherits", "policy", "event_trigger", "extension",
      "foreign_table", "auth_members",
    ].map { "'\($0) ' || t::text FROM pg_catalog.pg_\($0) t" }
    return whole + always + [
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

  /// The column that says whether a row of a catalog came with the server.
  private static func owner(_ table: String) -> String {
    switch table {
    case "index": "t.indexrelid"
    case "aggregate": "t.aggfnoid::pg_catalog.oid"
    default: "t.oid"
    }
  }
}
