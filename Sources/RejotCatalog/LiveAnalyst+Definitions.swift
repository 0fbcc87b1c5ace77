package import RejotPostgres

/// Facts that few statements need, asked for one by one.
extension LiveAnalyst {
  package func signatures(_ functions: [UInt32]) throws(PostgresError) -> [UInt32: String] {
    guard !functions.isEmpty else { return [:] }
    let list = "{" + functions.map(String.init).joined(separator: ",") + "}"
    let result = try connection.query(
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

  package func columnDefinitions(
    _ relation: UInt32
  ) throws(PostgresError) -> [Int: ColumnDefinition] {
    let result = try connection.query(
      """
      SELECT a.attnum, CASE WHEN a.attcollation NOT IN (0, 100) THEN
          pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.collname) END,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid), d.adbin
      FROM pg_catalog.pg_attribute a
      LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
      LEFT JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
      LEFT JOIN pg_catalog.pg_attrdef d
        ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated <> ''
      WHERE a.attrelid = $1::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped
      """, [String(relation)])
    var definitions: [Int: ColumnDefinition] = [:]
    for values in result.rows {
      var row = CatalogRow(values)
      let number = row.number()
      let collation = row.optionalText()
      let generation = row.optionalText().map { KeywordQuotes.removed(from: $0) }
      let tree: Node?
      do {
        tree = try row.optionalText().map { try NodeReader.read($0) }
      } catch {
        throw PostgresError(sqlState: "54001", message: "a generated column: \(error)")
      }
      definitions[number] = ColumnDefinition(
        collation: collation, generation: generation, generationTree: tree)
    }
    return definitions
  }
}
