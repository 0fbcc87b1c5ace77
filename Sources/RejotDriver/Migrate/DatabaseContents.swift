import RejotPostgres

/// What is in a database beside the system's own: whether migrations find it as empty as they
/// expect.
struct DatabaseContents: Equatable {
  /// The database's name at its server.
  let database: String
  /// The first few objects, such as `table public.customers`.
  let named: [String]
  let count: Int
  /// Consumer groups that have a position here: rows of theirs are taken for applied.
  let groups: [String]

  var isEmpty: Bool { count == 0 && groups.isEmpty }

  /// `table public.a, type public.b and 3 more`.
  var words: String {
    let rest = count - named.count
    return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// How many objects are named.
  private static let limit = 5

  init(of connection: borrowing Connection) throws(PostgresError) {
    database = try connection.query("SELECT current_database()").rows.first?[0] ?? ""
    let found = try connection.query(Self.objects)
    named = found.rows.prefix(Self.limit).compactMap { $0[0] }
    count = found.rows.count
    groups =
      try connection.query("SELECT pg_catalog.to_regclass('rejot.positions')").rows.first?[0] == nil
      ? []
      : try connection.query("SELECT name FROM rejot.positions ORDER BY name").rows
        .compactMap { $0[0] }
  }

  /// Relations, types and routines of everybody's schemas. What belongs to an extension came with
  /// it; the schema `rejot` is the sync's own and stands for nothing but its positions.
  private static let objects = """
    WITH space AS (
      SELECT oid, nspname FROM pg_catalog.pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'rejot')
    ),
    object (rank, class, oid, kind, name) AS (
      SELECT CASE WHEN c.relkind IN ('r', 'p') THEN 1 WHEN c.relkind = 'S' THEN 6 ELSE 2 END,
        'pg_catalog.pg_class'::pg_catalog.regclass, c.oid,
        CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
          WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'table' END,
        pg_catalog.format('%I.%I', s.nspname, c.relname)
      FROM pg_catalog.pg_class AS c JOIN space AS s ON s.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      UNION ALL
      SELECT 3, 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 'type',
        pg_catalog.format('%I.%I', s.nspname, t.typname)
      FROM pg_catalog.pg_type AS t JOIN space AS s ON s.oid = t.typnamespace
      WHERE t.typtype IN ('d', 'e', 'r') OR t.typtype = 'b' AND t.typcategory <> 'A'
        OR EXISTS (
          SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = t.typrelid AND c.relkind = 'c')
      UNION ALL
      SELECT 4, 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid,
        CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
        pg_catalog.format('%I.%I(%s)', s.nspname, p.proname,
          pg_catalog.pg_get_function_identity_arguments(p.oid))
      FROM pg_catalog.pg_proc AS p JOIN space AS s ON s.oid = p.pronamespace
    )
    SELECT kind || ' ' || name FROM object AS o
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend AS d
      WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
    ORDER BY rank, name COLLATE "C"
    """
}
