import RejotAnalysis
import RejotContract
import RejotPostgres

/// What a data store provides beside the definitions of its tables, as far as contracts need it:
/// replica identities, the publication's extent and the privileges of the sync's role.
struct StoreReadiness: Equatable {
  /// What is so of one table.
  struct Table: Equatable {
    /// `pg_class.relreplident`.
    var identity = "d"
    /// Columns of the index that is the replica identity; none where there is no such index.
    var identityColumns: Set<String> = []
    /// Operations that reach the publication.
    var published: Set<String> = []
    /// Columns that a column list of the publication leaves out.
    var unpublished: Set<String> = []
    /// The publication's condition on rows, in whatever form: it is there or changed.
    var rowFilter: String?
    /// What the sync's role may do.
    var privileges: Set<String> = []
  }

  /// Tables that are there, by name.
  private(set) var tables: [QualifiedName: Table] = [:]

  /// - Parameters:
  ///   - names: tables that contracts read or write.
  ///   - columns: those of each that must be readable.
  init(
    of names: [QualifiedName], _ columns: [QualifiedName: Set<String>], in store: StoreDefinition,
    on connection: borrowing Connection
  ) throws(PostgresError) {
    guard !names.isEmpty else { return }
    let wanted = [Self.array(names.map(\.schema)), Self.array(names.map(\.name))]
    for row in try connection.query(Self.identities, wanted).rows {
      change(row) { table in
        table.identity = row[2] ?? "n"
        if let column = row[3] { table.identityColumns.insert(column) }
      }
    }
    for row in try connection.query(Self.publications, wanted + [store.publication]).rows {
      change(row) { table in
        table.published = Set((row[2] ?? "").split(separator: ",").map(String.init))
        table.rowFilter = row[3]
        if let column = row[4] { table.unpublished.insert(column) }
      }
    }
    guard let role = store.role else { return }
    let pairs = columns.flatMap { table, columns in columns.map { (table, $0) } }
    let needed = [pairs.map(\.0.schema), pairs.map(\.0.name), pairs.map(\.1)].map(Self.array)
    for row in try connection.query(Self.privileges, wanted + [role] + needed).rows {
      change(row) { table in
        if let privilege = row[2] { table.privileges.insert(privilege) }
      }
    }
  }

  private mutating func change(_ row: [String?], _ body: (inout Table) -> Void) {
    guard let schema = row[0], let name = row[1] else { return }
    body(&tables[QualifiedName(schema: schema, name: name), default: Table()])
  }

  /// A text array in PostgreSQL's notation.
  private static func array(_ texts: [String]) -> String {
    let elements = texts.map { text in
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return "{" + elements.joined(separator: ",") + "}"
  }

  private static let wanted = """
    FROM unnest($1::pg_catalog.text[], $2::pg_catalog.text[]) AS w(schema, name)
    JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
      AND c.relkind IN ('r', 'p')
    """

  private static let identities = """
    SELECT w.schema, w.name, c.relreplident, a.attname
    \(wanted)
    LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisvalid AND i.indislive
      AND CASE c.relreplident WHEN 'd' THEN i.indisprimary AND i.indimmediate
        WHEN 'i' THEN i.indisreplident ELSE false END
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
    """

  /// Of a partitioned table either itself is published or all that hold its rows are. What versions
  /// before 15 do not have is read as JSON, where it is not there.
  private static let publications = """
    SELECT w.schema, w.name,
      pg_catalog.concat_ws(',', CASE WHEN p.pubinsert THEN 'insert' END,
        CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
        CASE WHEN p.pubtruncate THEN 'truncate' END),
      pg_catalog.to_jsonb(r) ->> 'prqual', a.attname
    \(wanted)
    JOIN pg_catalog.pg_publication p ON p.pubname = $3
    LEFT JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid AND r.prrelid = c.oid
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      AND NOT a.attisdropped AND pg_catalog.to_jsonb(r) ->> 'prattrs' IS NOT NULL
      AND NOT a.attnum::pg_catalog.text = ANY (pg_catalog.regexp_split_to_array(
        pg_catalog.btrim(pg_catalog.to_jsonb(r) ->> 'prattrs', '[] '), '[ ,]+'))
    WHERE p.puballtables OR r.oid IS NOT NULL
      OR EXISTS (
        SELECT FROM pg_catalog.pg_publication_tables t
        WHERE t.pubname = p.pubname AND t.schemaname = w.schema AND t.tablename = w.name)
      OR c.relkind = 'p' AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_partition_tree(c.oid) AS leaf
        JOIN pg_catalog.pg_class l ON l.oid = leaf.relid
        JOIN pg_catalog.pg_namespace ln ON ln.oid = l.relnamespace
        WHERE leaf.isleaf AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_publication_tables t
          WHERE t.pubname = p.pubname AND t.schemaname = ln.nspname
            AND t.tablename = l.relname))
    """

  private static let privileges = """
    SELECT w.schema, w.name, k.name
    \(wanted)
    JOIN pg_catalog.pg_roles role ON role.rolname = $3
    CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) AS k(name)
    WHERE pg_catalog.has_schema_privilege(role.oid, n.oid, 'USAGE')
      AND (pg_catalog.has_table_privilege(role.oid, c.oid, k.name)
        OR k.name = 'SELECT' AND EXISTS (
          SELECT FROM unnest($4::pg_catalog.text[], $5::pg_catalog.text[], $6::pg_catalog.text[])
            AS x(schema, name, attribute)
          WHERE x.schema = w.schema AND x.name = w.name)
        AND NOT EXISTS (
          SELECT FROM unnest($4::pg_catalog.text[], $5::pg_catalog.text[], $6::pg_catalog.text[])
            AS x(schema, name, attribute)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = x.attribute
          WHERE x.schema = w.schema AND x.name = w.name
            AND NOT pg_catalog.has_column_privilege(role.oid, c.oid, a.attnum, 'SELECT')))
    """
}
