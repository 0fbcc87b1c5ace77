import RejotPostgres

/// Reads a database's catalog in a handful of queries, whose number does not depend on the number
/// of tables.
///
/// Facts are those of `pg_class`, `pg_attribute`, `pg_index`, `pg_constraint`, `pg_type` and
/// `pg_enum` of PostgreSQL 14 to 18. Relations of the system's own schemas are left out, as are
/// temporary ones, which only their session sees; types are all there. Queries rest on
/// `pg_catalog` being first in the search path, where it is unless a store names it elsewhere.
enum CatalogReader {
  /// Reads everything in the session's current search path, which decides how `format_type`
  /// spells a type.
  static func read(_ connection: borrowing Connection) throws(PostgresError) -> Catalog {
    let major = connection.serverVersion / 10_000
    let relations = try readRelations(connection, where: "NOT \(isSystemSchema)", major: major)
    return Catalog(
      serverMajor: major, relations: relations, types: try readTypes(connection),
      equalities: try EqualityReader.read(connection))
  }

  /// Reads relations by their OIDs, whatever schema they are in.
  static func read(
    relations oids: [UInt32], _ connection: borrowing Connection
  ) throws(PostgresError) -> [UInt32: Relation] {
    let list = oids.map(String.init).joined(separator: ",")
    return try readRelations(
      connection, where: "c.oid = ANY ('{\(list)}'::pg_catalog.oid[])",
      major: connection.serverVersion / 10_000)
  }

  /// - Parameter condition: over `pg_class c` and its schema `pg_namespace n`.
  private static func readRelations(
    _ connection: borrowing Connection, where condition: String, major: Int
  ) throws(PostgresError) -> [UInt32: Relation] {
    var relations = try readNames(connection, where: condition)
    try readTriggersAndRules(connection, into: &relations)
    try readColumns(connection, where: condition, major: major, into: &relations)
    try readIndexes(connection, where: condition, major: major, into: &relations)
    try readForeignKeys(connection, major: major, into: &relations)
    try CheckReader.read(connection, major: major, into: &relations)
    return relations
  }

  /// Schemas whose relations nobody puts into a contract.
  private static let isSystemSchema = """
    (n.nspname IN ('pg_catalog', 'information_schema', 'pg_toast')
      OR n.nspname LIKE 'pg\\_temp\\_%' OR n.nspname LIKE 'pg\\_toast\\_temp\\_%')
    """

  private static func readNames(
    _ connection: borrowing Connection, where condition: String
  ) throws(PostgresError) -> [UInt32: Relation] {
    let result = try connection.query(
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence = 'p', c.relrowsecurity,
        EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_class child ON child.oid = i.inhrelid
          WHERE i.inhparent = c.oid AND NOT child.relispartition),
        c.relispartition, c.relreplident
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND \(condition)
      """)
    var relations: [UInt32: Relation] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      relations[row.oid()] = Relation(
        schema: row.text(), name: row.text(), kind: Relation.Kind(rawValue: row.text()) ?? .other,
        isLogged: row.flag(), columns: [], indexes: [], foreignKeys: [],
        checks: [], hasRowSecurity: row.flag(), userTriggers: [], rules: [],
        hasRulesBelow: false, hasInheritanceChildren: row.flag(),
        hasForeignDescendants: false, isPartition: row.flag(), replicaIdentity: row.text())
    }
    return relations
  }

  /// Triggers, rules, and what hangs on the tables below a table: all of them go down once.
  private static func readTriggersAndRules(
    _ connection: borrowing Connection, into relations: inout [UInt32: Relation]
  ) throws(PostgresError) {
    let result = try connection.query(
      """
      WITH RECURSIVE below AS (
        SELECT i.inhparent AS top, i.inhrelid AS relation FROM pg_catalog.pg_inherits i
        UNION
        SELECT below.top, i.inhrelid
        FROM below JOIN pg_catalog.pg_inherits i ON i.inhparent = below.relation)
      SELECT t.tgrelid AS relation, 'trigger' AS kind, t.tgname AS name
      FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal
      UNION
      SELECT below.top, 'trigger', t.tgname
      FROM below JOIN pg_catalog.pg_trigger t ON t.tgrelid = below.relation
      WHERE NOT t.tgisinternal
      UNION
      SELECT r.ev_class, 'rule', r.rulename
      FROM pg_catalog.pg_rewrite r WHERE r.rulename <> '_RETURN'
      UNION
      SELECT below.top, 'rule below', r.rulename
      FROM below JOIN pg_catalog.pg_rewrite r ON r.ev_class = below.relation
      UNION
      SELECT below.top, 'foreign table', ''
      FROM below JOIN pg_catalog.pg_class f ON f.oid = below.relation WHERE f.relkind = 'f'
      ORDER BY relation, kind, name
      """)
    for values in result.rows {
      var row = CatalogRow(values)
      let relation = row.oid()
      switch row.text() {
      case "trigger": relations[relation]?.userTriggers.append(row.text())
      case "rule": relations[relation]?.rules.append(row.text())
      case "foreign table":
        if relations[relation]?.kind == .table || relations[relation]?.kind == .partitionedTable {
          relations[relation]?.hasForeignDescendants = true
        }
      default:
        if relations[relation]?.kind == .partitionedTable {
          relations[relation]?.hasRulesBelow = true
        }
      }
    }
  }

  /// The condition that a column is NOT NULL for every row: from 18 on it may be declared without
  /// looking at the rows that are there.
  private static func isNotNull(_ attribute: String, major: Int) -> String {
    let declared = "\(attribute).attnotnull"
    guard major >= 18 else { return declared }
    return """
      (\(declared) AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k
        WHERE k.conrelid = \(attribute).attrelid AND k.contype = 'n'
          AND k.conkey[1] = \(attribute).attnum AND NOT (k.convalidated AND k.conenforced)))
      """
  }

  private static func readColumns(
    _ connection: borrowing Connection, where condition: String, major: Int,
    into relations: inout [UInt32: Relation]
  ) throws(PostgresError) {
    let result = try connection.query(
      """
      WITH RECURSIVE below AS (
        SELECT i.inhparent AS top, i.inhrelid AS relation FROM pg_catalog.pg_inherits i
        UNION
        SELECT below.top, i.inhrelid
        FROM below JOIN pg_catalog.pg_inherits i ON i.inhparent = below.relation),
      open_below AS (
        SELECT below.top, child.attname
        FROM below JOIN pg_catalog.pg_attribute child ON child.attrelid = below.relation
        WHERE child.attnum > 0 AND NOT \(isNotNull("child", major: major)))
      SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod,
        pg_catalog.format_type(a.atttypid, a.atttypmod), \(isNotNull("a", major: major)),
        (a.attrelid, a.attname) IN (SELECT o.top, o.attname FROM open_below o),
        a.attidentity, a.attgenerated,
        a.attgenerated = '' AND (a.atthasdef OR t.typdefault IS NOT NULL),
        a.attidentity <> '' OR EXISTS (
          SELECT 1
          FROM pg_catalog.regexp_matches(
            coalesce(d.adbin::pg_catalog.text, t.typdefaultbin::pg_catalog.text),
            ':(?:op)?funcid (\\d+)', 'g') AS called(id)
          JOIN pg_catalog.pg_proc p ON p.oid = called.id[1]::pg_catalog.oid
          WHERE p.provolatile = 'v'),
        a.attlen = -1 AND a.attstorage <> 'p', coalesce(l.collisdeterministic, true)
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        AND a.attgenerated = ''
      WHERE a.attnum > 0 AND NOT a.attisdropped
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND \(condition)
      ORDER BY a.attrelid, a.attnum
      """)
    for values in result.rows {
      var row = CatalogRow(values)
      relations[row.oid()]?.columns.append(
        Column(
          number: row.number(), name: row.text(), type: row.oid(),
          modifier: Int32(truncatingIfNeeded: row.number()), typeName: row.text(),
          notNull: row.flag(), mayBeNullBelow: row.flag(), identity: row.text(),
          generated: row.text(),
          hasDefault: row.flag(), hasVolatileDefault: row.flag(), mayBeToasted: row.flag(),
          hasDeterministicCollation: row.flag()))
    }
  }

  private static func readIndexes(
    _ connection: borrowing Connection, where condition: String, major: Int,
    into relations: inout [UInt32: Relation]
  ) throws(PostgresError) {
    let result = try connection.query(
      """
      SELECT x.indrelid, i.relname, x.indisunique, x.indisprimary, x.indimmediate,
        x.indisvalid AND x.indisready AND x.indislive, x.indisexclusion, x.indnkeyatts, x.indkey,
        pg_catalog.pg_get_expr(x.indpred, x.indrelid, true),
        \(major < 15 ? "false" : "x.indnullsnotdistinct"),
        NOT EXISTS (
          SELECT 1
          FROM ROWS FROM (pg_catalog.unnest(x.indkey::pg_catalog.int2[]),
            pg_catalog.unnest(x.indcollation::pg_catalog.oid[]),
            pg_catalog.unnest(x.indclass::pg_catalog.oid[])) AS k(number, collation_oid, class)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
          JOIN pg_catalog.pg_opclass o ON o.oid = k.class
          WHERE k.collation_oid <> a.attcollation OR NOT o.opcdefault),
        NOT EXISTS (
          SELECT 1
          FROM ROWS FROM (pg_catalog.unnest(x.indkey::pg_catalog.int2[]),
            pg_catalog.unnest(x.indcollation::pg_catalog.oid[])) AS k(number, collation_oid)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
          JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
          WHERE k.collation_oid <> a.attcollation AND NOT l.collisdeterministic),
        (SELECT pg_catalog.string_agg(o.opcfamily::pg_catalog.text, ' ' ORDER BY k.place)
          FROM pg_catalog.unnest(x.indclass::pg_catalog.oid[]) WITH ORDINALITY AS k(class, place)
          JOIN pg_catalog.pg_opclass o ON o.oid = k.class)
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE \(condition)
      ORDER BY x.indrelid, x.indisprimary DESC, i.relname COLLATE "C"
      """)
    for values in result.rows {
      var row = CatalogRow(values)
      let (relation, name) = (row.oid(), row.text())
      let (isUnique, isPrimary) = (row.flag(), row.flag())
      let (isImmediate, isValid, isExclusion) = (row.flag(), row.flag(), row.flag())
      let keyCount = row.number()
      // What stands behind the key columns is only INCLUDEd.
      let columns = Array(row.numbers().prefix(keyCount))
      relations[relation]?.indexes.append(
        Index(
          name: name, isUnique: isUnique, isPrimary: isPrimary, isImmediate: isImmediate,
          isValid: isValid, isExclusion: isExclusion, columns: columns,
          predicate: row.optionalText(),
          nullsNotDistinct: row.flag(), comparesAsColumns: row.flag(),
          isAsCoarseAsColumns: row.flag(), families: row.oids()))
    }
  }

  private static func readForeignKeys(
    _ connection: borrowing Connection, major: Int, into relations: inout [UInt32: Relation]
  ) throws(PostgresError) {
    let result = try connection.query(
      """
      WITH RECURSIVE parts AS (
        SELECT k.oid AS whole, k.oid AS part FROM pg_catalog.pg_constraint k
        WHERE k.contype = 'f'
        UNION
        SELECT parts.whole, k.oid FROM parts
        JOIN pg_catalog.pg_constraint k ON k.conparentid = parts.part)
      SELECT k.conrelid, k.conname, pg_catalog.array_to_string(k.conkey, ' '), k.confrelid,
        pg_catalog.array_to_string(k.confkey, ' '), k.convalidated,
        \(major < 18 ? "true" : "k.conenforced"), k.condeferrable,
        \(major < 18 ? "false" : "k.conperiod"), EXISTS (\(partOfAnother)),
        k.confdeltype, k.confupdtype, pg_catalog.array_to_string(k.conpfeqop, ' '),
        (SELECT pg_catalog.string_agg(o.oprcom::pg_catalog.text, ' ' ORDER BY u.place)
          FROM pg_catalog.unnest(k.conpfeqop) WITH ORDINALITY AS u(operator, place)
          JOIN pg_catalog.pg_operator o ON o.oid = u.operator),
        k.oid IN (SELECT parts.whole FROM parts
          JOIN pg_catalog.pg_trigger t ON t.tgconstraint = parts.part
          WHERE t.tgenabled NOT IN ('O', 'A'))
      FROM pg_catalog.pg_constraint k WHERE k.contype = 'f'
      ORDER BY k.conrelid, k.conname COLLATE "C"
      """)
    for values in result.rows {
      var row = CatalogRow(values)
      relations[row.oid()]?.foreignKeys.append(
        ForeignKeyConstraint(
          name: row.text(), columns: row.numbers(), references: row.oid(),
          referencedColumns: row.numbers(), isValidated: row.flag(), isEnforced: row.flag(),
          isDeferrable: row.flag(), isOverTime: row.flag(), isPartOfAnother: row.flag(),
          onDelete: row.text(), onUpdate: row.text(), operators: row.oids(),
          commutators: row.oids(), isSwitchedOff: row.flag()))
    }
  }

  /// A foreign key to a partitioned table has an entry for each partition too: the row that is
  /// pointed to is in one of them, not in each.
  private static let partOfAnother = """
    WITH RECURSIVE above AS (
      SELECT p.oid, p.confrelid, p.conparentid FROM pg_catalog.pg_constraint p
      WHERE p.oid = k.conparentid
      UNION ALL
      SELECT p.oid, p.confrelid, p.conparentid FROM above
      JOIN pg_catalog.pg_constraint p ON p.oid = above.conparentid)
    SELECT 1 FROM above WHERE above.confrelid <> k.confrelid
    """

  private static func readTypes(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> [UInt32: TypeEntry] {
    let labels = try readLabels(connection)
    let checked = try CheckReader.domainsWithoutNull(connection)
    // `int2vector` and its like have elements too, but are not written as arrays: a true array is
    // the one its element names. Row types of the system's own tables are left out.
    // After a dot every keyword is a name: quoting it would depend on which words are keywords in
    // this server's version (`json` from 17 on).
    let result = try connection.query(
      """
      SELECT t.oid, n.nspname, t.typname, pg_catalog.format_type(t.oid, NULL),
        pg_catalog.quote_ident(n.nspname) || '.' || CASE
          WHEN t.typname OPERATOR(pg_catalog.~) '^[a-z_][a-z0-9_]*$' THEN t.typname
          ELSE pg_catalog.quote_ident(t.typname) END, t.typtype,
        CASE WHEN e.typarray = t.oid THEN e.oid END, nullif(t.typarray, 0::pg_catalog.oid),
        nullif(t.typbasetype, 0::pg_catalog.oid), t.typtype = 'd' AND t.typnotnull, t.typdelim,
        nullif(t.typrelid, 0::pg_catalog.oid), coalesce(r.rngsubtype, m.rngsubtype),
        EXISTS (SELECT 1 FROM pg_catalog.pg_cast k
          WHERE k.castsource = 'pg_catalog.text'::pg_catalog.regtype AND k.casttarget = t.oid
            AND k.castmethod = 'f' AND (k.oid >= 16384
              OR t.oid = 'pg_catalog.regclass'::pg_catalog.regtype)),
        x.extname
      FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
      LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
      LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid = t.oid
      LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
        AND d.objid = t.oid AND d.deptype = 'e'
      LEFT JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
      LEFT JOIN pg_catalog.pg_class c
        ON c.oid = CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE e.typrelid END
          AND c.relkind <> 'c'
      WHERE NOT (\(isSystemSchema) AND (c.oid IS NOT NULL OR n.nspname LIKE 'pg\\_t%'))
      """)
    var types: [UInt32: TypeEntry] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      let oid = row.oid()
      types[oid] = TypeEntry(
        schema: row.text(), name: row.text(), displayName: row.text(), qualifiedName: row.text(),
        kind: TypeEntry.Kind(rawValue: row.text()) ?? .base, element: row.optionalOID(),
        array: row.optionalOID(), base: row.optionalOID(),
        domainRefusesNull: row.flag() || checked.contains(oid), labels: labels[oid] ?? [],
        delimiter: row.text(), relation: row.optionalOID(),
        bound: row.optionalOID(), castsTextItsOwnWay: row.flag(), extension: row.optionalText())
    }
    return types
  }

  private static func readLabels(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> [UInt32: [String]] {
    let result = try connection.query(
      """
      SELECT e.enumtypid, e.enumlabel FROM pg_catalog.pg_enum e
      ORDER BY e.enumtypid, e.enumsortorder
      """)
    var labels: [UInt32: [String]] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      labels[row.oid(), default: []].append(row.text())
    }
    return labels
  }
}
