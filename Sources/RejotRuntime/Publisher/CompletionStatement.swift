import RejotPostgres

/// The SQL that completes events of one public schema from its table's rows.
struct CompletionStatement {
  private let schema: PublicSchemaDescriptor
  private let isPartitioned: Bool

  init(_ schema: PublicSchemaDescriptor, isPartitioned: Bool) {
    self.schema = schema
    self.isPartitioned = isPartitioned
  }

  /// Selects columns of the rows with given keys; the first output is the key's place, from 1.
  /// `$n` is an array with the n-th key column's text forms.
  ///
  /// - Parameter columns: places in the contract's list.
  func select(_ columns: [Int]) -> String {
    let keys = schema.keyColumns.indices.map { "k\($0 + 1)" }
    let arrays = keys.indices.map { "$\($0 + 1)::pg_catalog.text[]" }
    let outputs = columns.map { ", t.\(SQLQuoting.identifier(schema.columns[$0].name))" }
    let matches = zip(keys, schema.keyColumns).map { key, place in
      let column = schema.columns[place]
      return "t.\(SQLQuoting.identifier(column.name))"
        + " = k.\(key)::\(SQLQuoting.identifier(column.typeSchema))"
        + ".\(SQLQuoting.identifier(column.typeName))"
    }
    // Without its schema, because only the bare name takes several arrays.
    return "SELECT k.place\(outputs.joined()) FROM unnest(\(arrays.joined(separator: ", ")))"
      + " WITH ORDINALITY AS k(\(keys.joined(separator: ", ")), place)"
      + " JOIN \(only)\(schema.quotedTable) AS t ON \(matches.joined(separator: " AND "))"
  }

  /// The stream of a table does not carry the rows of tables that inherit from it, unless they are
  /// its partitions.
  private var only: String { isPartitioned ? "" : "ONLY " }
}

extension PublicSchemaDescriptor {
  /// Its table, as SQL names it.
  var quotedTable: String {
    "\(SQLQuoting.identifier(tableSchema)).\(SQLQuoting.identifier(table))"
  }
}
