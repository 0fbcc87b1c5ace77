import RejotCatalog

/// The columns that identify an event, in the order of the key's index.
struct PublicKey {
  /// One of them.
  struct Column {
    /// Range table index and number of the column in the SELECT; nil where the key is an output
    /// column that is more than that, or one of a set operation.
    let variable: Variable?
    /// The placeholder that is compared with it; nil under `key:`.
    let placeholder: Int?
    /// The field that carries it.
    var field: String
    /// No output column carries it: a field is added.
    var isAdded: Bool
  }

  var columns: [Column]
  /// The relation they belong to, when it is one.
  let relation: UInt32?
  /// The unique index that proves at most one row; nil when nothing does.
  let index: Index?
  /// The unique indexes that prove it where several tables are read.
  var uses: Set<RowBound.Use> = []

  /// The numbers of its columns, where they are a table's.
  var numbers: [Int] { columns.compactMap(\.variable?.column) }

  var fields: [String] { columns.map(\.field) }

  /// Numbers of the columns that fields were added for.
  var addedColumns: [Int] { columns.filter(\.isAdded).compactMap(\.variable?.column) }
}
