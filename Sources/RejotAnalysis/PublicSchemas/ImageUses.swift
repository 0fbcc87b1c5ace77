import RejotCatalog
import RejotContract
import RejotPostgres

/// What of a database's own the evaluation of images uses, which a role must be allowed to.
struct ImageUses {
  /// Functions outside of `pg_catalog`, as GRANT names them, sorted.
  let functions: [String]
  /// Schemas of functions and types, without `pg_catalog`, sorted.
  let schemas: [String]

  init(
    of tree: Node, _ columns: ImageColumns, _ analyst: any StatementAnalyst
  ) throws(PostgresError) {
    let catalog = analyst.catalog
    var types = Set<UInt32>()
    tree.walk { node in
      if let type = node.expressionType(in: catalog) { types.insert(type.oid) }
      return true
    }
    let called = tree.calledFunctions.sorted()
    let own = try analyst.functions(called).filter { $0.value.schema != "pg_catalog" }
    functions = try analyst.signatures(own.keys.sorted()).values.sorted()
    let named = types.compactMap { catalog.types[$0]?.schema }
    schemas = Set(own.values.map(\.schema) + named + columns.carried.map(\.typeName.schema))
      .subtracting(["pg_catalog"]).sorted()
  }
}
