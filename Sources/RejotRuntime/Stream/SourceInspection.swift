import RejotPostgres

/// Looks at a publisher before streaming: whether everything the contracts need is there, and what
/// its types are called.
struct SourceInspection {
  let store: StoreDescriptor
  let url: String
  let applicationName: String
  let schemas: [PublicSchemaDescriptor]

  /// - Parameter patience: seconds to wait for the server, where not as long as its URL says.
  func connect(patience: Int? = nil) throws -> Connection {
    try open(patience.map { [("connect_timeout", "\($0)")] } ?? [], SessionSettings.reading)
  }

  /// A session that speaks the replication protocol, its text forms pinned.
  func connectForReplication() throws -> Connection {
    try open([("replication", "database")], SessionSettings.streaming)
  }

  /// Failures are already those of the source.
  private func open(_ parameters: [(String, String)], _ settings: String) throws -> Connection {
    do {
      let connection = try Connection(
        url,
        parameters: parameters + [
          ("application_name", applicationName), ("tcp_user_timeout", "30000"),
        ])
      try connection.execute(settings)
      return connection
    } catch {
      throw SourceFailure(error, store: store.name)
    }
  }

  /// Everything that must hold before a slot is created or read.
  func check(_ connection: borrowing Connection) throws {
    try checkServer(connection)
    let missing = try missingSetup(connection)
    guard missing.isEmpty else {
      throw SourceFailure.refused(
        "data store \(store.name) is not set up: \(missing.joined(separator: "; "));"
          + " run \(store.name).setup.sql, or start with --setup")
    }
  }

  /// The same again while streaming: rows of a table that has left the publication never arrive,
  /// and nothing in the stream says so. A server that does not answer at once is asked later.
  func recheck(_ connection: borrowing Connection) throws {
    do throws(PostgresError) {
      try connection.execute("SET statement_timeout = '1s'")
    } catch {
      return
    }
    do {
      let missing = try missingSetup(connection)
      guard !missing.isEmpty else { return }
      throw SourceFailure.refused(
        "the setup of data store \(store.name) was changed while it was followed:"
          + " \(missing.joined(separator: "; ")); changes made since then may not have been sent."
          + " Run \(store.name).setup.sql, or start with --setup; where rows were written"
          + " meanwhile, start over: empty the groups' tables and their rows in rejot.positions")
    } catch is PostgresError {
      return
    }
  }

  private func checkServer(_ connection: borrowing Connection) throws {
    let level = try connection.query("SELECT current_setting('wal_level')").scalar ?? ""
    guard level == "logical" else {
      throw SourceFailure.refused(
        "data store \(store.name) has wal_level = \(level), logical replication needs logical:"
          + " ALTER SYSTEM SET wal_level = 'logical'; then restart the server")
    }
    let standbys =
      try connection.query("SELECT current_setting('synchronous_standby_names')").scalar ?? ""
    guard !Self.matches(standbys, applicationName) else {
      throw SourceFailure.refused(
        "synchronous_standby_names = '\(standbys)' of data store \(store.name) would make this"
          + " connection a synchronous standby, and every COMMIT there wait for it:"
          + " name the standbys instead")
    }
  }

  /// Whether `synchronous_standby_names` takes in an application name; case does not count.
  static func matches(_ standbys: String, _ applicationName: String) -> Bool {
    let list = standbys.drop { $0 != "(" }.isEmpty ? standbys[...] : standbys.drop { $0 != "(" }
    return list.split { "(), \t".contains($0) && $0 != " " }.contains { part in
      let name = part.drop { $0 == " " || $0 == "\"" }
      let trimmed = name.reversed().drop { $0 == " " || $0 == "\"" }.reversed()
      return String(trimmed) == "*"
        || String(trimmed).lowercased() == applicationName.lowercased()
    }
  }

  // MARK: What setup.sql provides

  private func missingSetup(_ connection: borrowing Connection) throws -> [String] {
    let publication = try connection.query(
      """
      SELECT concat_ws(', ', CASE WHEN NOT pubinsert THEN 'insert' END,
        CASE WHEN NOT pubupdate THEN 'update' END, CASE WHEN NOT pubdelete THEN 'delete' END,
        CASE WHEN NOT pubtruncate THEN 'truncate' END)
      FROM pg_catalog.pg_publication WHERE pubname = $1
      """, [store.publication])
    guard let operations = publication.rows.first else {
      // The setup creates the publication, and needs the tables for it.
      return try missingTables(connection) + ["publication \(store.publication) does not exist"]
    }
    var missing: [String] = []
    if let lacking = operations[0], !lacking.isEmpty {
      missing.append("publication \(store.publication) does not publish \(lacking)")
    }
    // A table that serves several contracts is looked at once.
    var tables: [PublicSchemaDescriptor.Source] = []
    var keys: [String: Set<String>] = [:]
    for source in schemas.flatMap(\.sources) {
      if keys[source.quoted] == nil { tables.append(source) }
      let names = zip(source.columns, source.isIdentity).compactMap { $1 ? $0.name : nil }
      keys[source.quoted, default: []].formUnion(names)
    }
    for table in tables {
      let needed = (keys[table.quoted] ?? []).sorted()
      if let problem = try tableProblem(connection, table, needed) { missing.append(problem) }
    }
    return missing
  }

  private func missingTables(_ connection: borrowing Connection) throws -> [String] {
    var missing: [String] = []
    for table in Set(schemas.flatMap(\.sources).map(\.quoted)).sorted() {
      let found = try connection.query("SELECT pg_catalog.to_regclass($1)", [table]).scalar
      if found == nil { missing.append(absence(of: table)) }
    }
    return missing
  }

  private func absence(of table: String) -> String {
    "table \(table) does not exist: \(SchemaAdvice.missingTable(store.name))"
  }

  /// - Parameter keys: the columns that old images of its rows must have.
  private func tableProblem(
    _ connection: borrowing Connection, _ source: PublicSchemaDescriptor.Source, _ keys: [String]
  ) throws -> String? {
    let table = "\(source.schema).\(source.table)"
    let found = try connection.query(
      """
      SELECT c.oid, p.pubname IS NOT NULL,
        -- As JSON, because servers before 15 have no such column.
        to_jsonb(p) ->> 'rowfilter' IS NOT NULL
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_publication_tables p
          ON p.pubname = $3 AND p.schemaname = $1 AND p.tablename = $2
      WHERE n.nspname = $1 AND c.relname = $2
      """, [source.schema, source.table, store.publication])
    guard let row = found.rows.first else { return absence(of: table) }
    guard row[1] == "t" else {
      return "publication \(store.publication) does not cover table \(table)"
    }
    guard row[2] != "t" else {
      return "publication \(store.publication) leaves out rows of table \(table) by a row filter"
    }
    // Partitions have identities of their own.
    let identity = try connection.query(
      """
      SELECT c.oid::pg_catalog.regclass, a.attname
      FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
        AND a.attnum > 0 AND NOT a.attisdropped AND (c.relreplident = 'f' OR EXISTS (
          SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = a.attrelid
            AND a.attnum = ANY (i.indkey)
            AND CASE c.relreplident WHEN 'd' THEN i.indisprimary
              WHEN 'i' THEN i.indisreplident END))
      WHERE c.oid = $1::oid
        OR c.oid IN (SELECT t.relid FROM pg_catalog.pg_partition_tree($1::oid::regclass) t)
      ORDER BY c.oid <> $1::oid, 1
      """, [row[0]])
    var covered: [(table: String, columns: Set<String>)] = []
    for line in identity.rows {
      if covered.last?.table != line[0] { covered.append((line[0] ?? table, [])) }
      if let column = line[1] { covered[covered.count - 1].columns.insert(column) }
    }
    for (place, member) in covered.enumerated() {
      let open = keys.filter { !member.columns.contains($0) }
      if open.isEmpty { continue }
      return "the replica identity of table \(place == 0 ? table : member.table) does not cover"
        + " \(open.joined(separator: ", "))"
    }
    return nil
  }

  /// By OID: which of all the tables of ``schemas`` a table is, counted through them.
  func tables(_ connection: borrowing Connection) throws -> [UInt32: [Int]] {
    var tables: [UInt32: [Int]] = [:]
    for (place, source) in schemas.flatMap(\.sources).enumerated() {
      let found = try connection.query(
        """
        SELECT c.oid
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = $2
        """, [source.schema, source.table])
      if let oid = found.scalar.flatMap({ UInt32($0) }) { tables[oid, default: []].append(place) }
    }
    return tables
  }

  /// The publisher's types by OID, without those of tables' rows that no column has.
  func typeNames(_ connection: borrowing Connection) throws -> TypeNames {
    let found = try connection.query(
      """
      SELECT t.oid, n.nspname || '.' || \(TypeNameSQL.name)
      FROM pg_catalog.pg_type AS t \(TypeNameSQL.joins)
      WHERE t.typtype <> 'c' AND t.typtype <> 'p'
        AND NOT (t.typelem <> 0 AND EXISTS (
          SELECT FROM pg_catalog.pg_type c WHERE c.oid = t.typelem AND c.typtype = 'c'))
        OR EXISTS (
          SELECT FROM pg_catalog.pg_attribute a WHERE a.atttypid = t.oid AND a.attnum > 0)
      """)
    var names: [UInt32: String] = [:]
    for row in found.rows {
      if let type = row[0].flatMap({ UInt32($0) }), let name = row[1] { names[type] = name }
    }
    return TypeNames(names)
  }
}
