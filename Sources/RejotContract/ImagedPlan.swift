/// The `imaged` plan: the SELECT of one table, evaluated by the publisher's server over images of
/// changed rows. It reads no table: what it says of a row depends on that row alone.
package struct ImagedPlan: Sendable, Equatable, Codable {
  package var table: QualifiedName
  /// The columns the SELECT reads, in the table's order. `$n` of `sql` holds the n-th one's text
  /// forms, one element a row.
  package var columns: [ImagedColumn]
  /// For each part of the key, in its order: the name of the source column.
  package var keyColumns: [String]
  /// Gives for each image that the SELECT has a row for: the image's place from 1, then the fields.
  package var sql: String
  /// The same fields for the rows that the table holds, for the initial load.
  package var load: String
  /// Functions outside of `pg_catalog` that the SELECT calls, such as `app.label(text)`, sorted.
  package var functions: [String]
  /// The schemas whose functions and types the two statements name, sorted.
  package var schemas: [String]

  package init(
    table: QualifiedName, columns: [ImagedColumn], keyColumns: [String], sql: String, load: String,
    functions: [String] = [], schemas: [String] = []
  ) {
    self.table = table
    self.columns = columns
    self.keyColumns = keyColumns
    self.sql = sql
    self.load = load
    self.functions = functions
    self.schemas = schemas
  }
}

/// A column of a row image: it travels as text and is cast to its type.
package struct ImagedColumn: Sendable, Equatable, Codable {
  package var name: String
  /// As in `pg_type`: `pg_catalog`, `_int8` for `bigint[]`. Any type will do: the value itself is
  /// not published.
  package var type: QualifiedName

  package init(name: String, type: QualifiedName) {
    self.name = name
    self.type = type
  }
}
