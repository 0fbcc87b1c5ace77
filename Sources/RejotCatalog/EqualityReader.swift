import RejotPostgres

/// Reads the operator families of B-trees, in one query.
enum EqualityReader {
  static func read(_ connection: borrowing Connection) throws(PostgresError) -> Equalities {
    let result = try connection.query(
      """
      SELECT true, o.amopopr, o.amopfamily
      FROM pg_catalog.pg_amop o JOIN pg_catalog.pg_am m ON m.oid = o.amopmethod
      WHERE m.amname = 'btree' AND o.amopstrategy = 3
      UNION ALL
      SELECT false, c.opcintype, c.opcfamily
      FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
      WHERE m.amname = 'btree' AND c.opcdefault
      """)
    var equalities = Equalities()
    for values in result.rows {
      var row = CatalogRow(values)
      if row.flag() {
        equalities.families[row.oid(), default: []].insert(row.oid())
      } else {
        equalities.defaults[row.oid()] = row.oid()
      }
    }
    return equalities
  }
}
