import RejotCatalog
import RejotContract
import RejotPostgres

/// What of a database's own some statements use, which a role must be allowed to.
struct StatementUses {
  /// Functions outside of `pg_catalog`, as GRANT names them, sorted.
  let functions: [String]
  /// Schemas of functions and types, without `pg_catalog`, sorted.
  let schemas: [String]

  /// - Parameter types: those that texts are cast to, beside the trees'.
  init(
    of trees: [Node], types: [UInt32], _ analyst: any StatementAnalyst
  ) throws(PostgresError) {
    let catalog = analyst.catalog
    var types = Set(types)
    var called = Set<UInt32>()
    for tree in trees {
      called.formUnion(tree.calledFunctions)
      tree.walk { node in
        if let type = node.expressionType(in: catalog) { types.insert(type.oid) }
        return true
      }
    }
    let own = try analyst.functions(called.sorted()).filter { $0.value.schema != "pg_catalog" }
    functions = try analyst.signatures(own.keys.sorted()).values.sorted()
    let named = types.compactMap { catalog.types[$0]?.schema }
    schemas = Set(own.values.map(\.schema) + named).subtracting(["pg_catalog"]).sorted()
  }
}
