import RejotCatalog
import RejotPostgres

/// How a canonical SELECT is written with its placeholders numbered in key order and with the key
/// among its columns.
struct KeyEdits {
  let key: PublicKey
  /// The SELECT.
  let query: Query

  /// Whether the text is not written so already.
  var isNeeded: Bool {
    let isInOrder = numbers.enumerated().allSatisfy { $0.element == $0.offset + 1 }
    return !isInOrder || key.columns.contains(where: \.isAdded)
  }

  /// For each `$n`: its place in the key.
  func placeholders(in outline: StatementOutline) -> [StatementOutline.Edit] {
    outline.parameterEdits { number in numbers.firstIndex(of: number).map { "$\($0 + 1)" } }
  }

  /// The key's columns that were not selected, to stand before FROM; empty where all were.
  var addedColumns: String {
    key.columns.filter(\.isAdded).map {
      ", \(name($0)) AS \(SQLQuoting.identifier($0.field))\n"
    }.joined()
  }

  /// A column of the key as the SELECT names it.
  func name(_ column: PublicKey.Column) -> String {
    guard let variable = column.variable, let entry = query.entry(variable.entry),
      entry.columnNames.indices.contains(variable.column - 1)
    else { return "" }
    return "\(SQLQuoting.identifier(entry.alias ?? ""))."
      + SQLQuoting.identifier(entry.columnNames[variable.column - 1])
  }

  private var numbers: [Int?] { key.columns.map(\.placeholder) }
}
