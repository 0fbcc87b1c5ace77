package import RejotPostgres

/// Facts that few statements need, asked for one by one.
extension LiveAnalyst {
  package func signatures(_ functions: [UInt32]) throws(PostgresError) -> [UInt32: String] {
    guard !functions.isEmpty else { return [:] }
    let list = "{" + functions.map(String.init).joined(separator: ",") + "}"
    let result = try ask(
      """
      SELECT p.oid, p.oid::pg_catalog.regprocedure::pg_catalog.text
      FROM pg_catalog.pg_proc p WHERE p.oid = ANY ($1::pg_catalog.oid[])
      """, [list])
    var signatures: [UInt32: String] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      signatures[row.oid()] = row.text()
    }
    return signatures
  }

  /// Relations and types by the extension that they came with.
  package func extensionMembers() throws(PostgresError) -> [String: Set<UInt32>] {
    let result = try ask(
      """
      SELECT e.extname, d.objid FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
      WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e'
        AND d.classid IN ('pg_catalog.pg_class'::pg_catalog.regclass,
          'pg_catalog.pg_type'::pg_catalog.regclass)
      """)
    var members: [String: Set<UInt32>] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      members[row.text(), default: []].insert(row.oid())
    }
    return members
  }

  package func relations(_ oids: [UInt32]) throws(PostgresError) -> [UInt32: Relation] {
    guard !oids.isEmpty else { return [:] }
    return try inTransaction { connection throws(PostgresError) in
      try CatalogReader.read(relations: oids, connection)
    }
  }

  package func columnDefinitions(
    _ relation: UInt32
  ) throws(PostgresError) -> [Int: ColumnDefinition] {
    let special = try specialDefinitions()[relation] ?? [:]
    let numbers = (catalog.relations[relation]?.columns ?? []).map(\.number)
    return Dictionary(
      uniqueKeysWithValues: numbers.map { ($0, special[$0] ?? ColumnDefinition()) })
  }

  /// The definitions of all columns that have more than a type, by relation and number; read once
  /// for all, since contracts ask about one table after the other.
  private func specialDefinitions() throws(PostgresError) -> [UInt32: [Int: ColumnDefinition]] {
    if let knownDefinitions { return knownDefinitions }
    let result = try ask(
      """
      SELECT a.attrelid, a.attnum, CASE WHEN a.attcollation NOT IN (0, 100) THEN
          pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.collname) END,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid), d.adbin
      FROM pg_catalog.pg_attribute a
      LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
      LEFT JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
      LEFT JOIN pg_catalog.pg_attrdef d
        ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated <> ''
      WHERE (a.attcollation NOT IN (0, 100) OR a.attgenerated <> '') AND a.attnum > 0
        AND NOT a.attisdropped
      """)
    var definitions: [UInt32: [Int: ColumnDefinition]] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      let (relation, number) = (row.oid(), row.number())
      guard catalog.relations[relation] != nil else { continue }
      let collation = row.optionalText()
      let generation = row.optionalText().map { KeywordQuotes.removed(from: $0) }
      let tree: Node?
      do {
        tree = try row.optionalText().map { try NodeReader.read($0) }
      } catch {
        throw PostgresError(sqlState: "54001", message: "a generated column: \(error)")
      }
      definitions[relation, default: [:]][number] = ColumnDefinition(
        collation: collation, generation: generation, generationTree: tree)
    }
    knownDefinitions = definitions
    return definitions
  }
}
