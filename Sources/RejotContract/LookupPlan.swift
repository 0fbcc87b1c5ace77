/// The `lookup` plan: what one row does not decide. The publisher's server evaluates the SELECT for
/// the keys that changes touch, as its tables are by then.
package struct LookupPlan: Sendable, Equatable, Codable {
  /// Each table the SELECT reads, through views, subqueries and WITH too, sorted by name.
  package var sources: [LookupSource]
  /// As in `pg_type`, one for each part of the key, in key order.
  package var keyTypes: [QualifiedName]
  /// `$n` holds the text forms of the n-th part of each key. Gives for each key that has a row the
  /// key's place from 1, then the fields.
  package var sql: String
  /// The same fields for every key there is, for the initial load.
  package var load: String
  /// Functions outside of `pg_catalog` that the statements call, such as `app.label(text)`, sorted.
  package var functions: [String]
  /// The schemas whose functions and types the statements name, sorted.
  package var schemas: [String]
  /// Views that the SELECT reads, also inside of others, sorted: whoever reads them must be allowed
  /// to.
  package var views: [QualifiedName]

  package init(
    sources: [LookupSource], keyTypes: [QualifiedName], sql: String, load: String,
    functions: [String] = [], schemas: [String] = [], views: [QualifiedName] = []
  ) {
    self.sources = sources
    self.keyTypes = keyTypes
    self.sql = sql
    self.load = load
    self.functions = functions
    self.schemas = schemas
    self.views = views
  }
}

/// A table that a looked-up SELECT reads, and which keys a change of it touches.
package struct LookupSource: Sendable, Equatable, Codable {
  package var table: QualifiedName
  /// The columns of its row images that tell keys, in the table's order.
  package var columns: [ImagedColumn]
  /// One for each place where the table stands in the SELECT: a row touches the keys of all.
  package var derivations: [KeyDerivation]

  package init(table: QualifiedName, columns: [ImagedColumn], derivations: [KeyDerivation]) {
    self.table = table
    self.columns = columns
    self.derivations = derivations
  }
}

/// How a row image leads to the keys it touches. Both images of an update touch, and a NULL in a
/// part of the key touches nothing.
package enum KeyDerivation: Sendable, Equatable {
  /// The row carries the key: names of columns, one for each part of the key, in key order.
  case columns([String])
  /// `$n` holds the text forms of the n-th of the source's columns, one element a row image. Gives
  /// the image's place from 1 and the key's parts; reads the other tables on the way to the key.
  case query(String)
}
