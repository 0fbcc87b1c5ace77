import RejotPostgres

/// Reads the operator families of B-trees, in one query.
enum EqualityReader {
  static func read(_ connection: borrowing Connection) throws(PostgresError) -> Equalities {
    let result = try connection.query(
      """
      SELECT 'family', o.amopopr, o.amopfamily
      FROM pg_catalog.pg_amop o JOIN pg_catalog.pg_am m ON m.oid = o.amopmethod
      WHERE m.amname = 'btree' AND o.amopstrategy = 3
      UNION ALL
      SELECT 'default', c.opcintype, c.opcfamily
      FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
      WHERE m.amname = 'btree' AND c.opcdefault
      UNION ALL
      SELECT 'opposite', n.oid, n.oprnegate
      FROM pg_catalog.pg_operator n
      WHERE n.oprnegate IN (
        SELECT o.amopopr
        FROM pg_catalog.pg_amop o JOIN pg_catalog.pg_am m ON m.oid = o.amopmethod
        WHERE m.amname = 'btree' AND o.amopstrategy = 3)
      """)
    var equalities = Equalities()
    for values in result.rows {
      var row = CatalogRow(values)
      switch row.text() {
      case "family": equalities.families[row.oid(), default: []].insert(row.oid())
      case "default": equalities.defaults[row.oid()] = row.oid()
      default: equalities.opposites[row.oid()] = row.oid()
      }
    }
    return equalities
  }
}
