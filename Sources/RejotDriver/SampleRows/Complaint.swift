import RejotCatalog
import RejotPostgres

/// What a database has against a row.
struct Complaint {
  /// Numbers of the columns that it is about; nil: any of them.
  let columns: Set<Int>?
  /// Constants that stand in the constraint: values near to them may fulfil it.
  let constants: [String]

  init(
    _ error: PostgresError, _ relation: Relation, _ connection: borrowing Connection
  ) throws(PostgresError) {
    if let name = error.column {
      columns = Set(relation.columns.filter { $0.name == name }.map(\.number))
      constants = []
      return
    }
    guard let constraint = error.constraint else {
      (columns, constants) = (nil, [])
      return
    }
    let found = try connection.query(
      """
      SELECT pg_catalog.array_to_string(k.conkey, ' '), pg_catalog.pg_get_constraintdef(k.oid)
      FROM pg_catalog.pg_constraint AS k WHERE k.conname = $1
      ORDER BY k.conrelid = pg_catalog.to_regclass($2) DESC, k.oid
      """,
      [
        constraint,
        "\(SQLQuoting.identifier(relation.schema)).\(SQLQuoting.identifier(relation.name))",
      ])
    let row = found.rows.first ?? []
    let numbers = (row.first ?? nil)?.split(separator: " ").compactMap { Int($0) } ?? []
    let index = relation.indexes.first { $0.name == constraint }
    let told = numbers.isEmpty ? index?.columns ?? [] : numbers
    columns = told.isEmpty || told.contains(0) ? nil : Set(told)
    constants = Self.constants(in: (row.count > 1 ? row[1] : nil) ?? "")
  }

  /// The strings and numbers of an expression, and numbers beside them.
  static func constants(in text: String) -> [String] {
    var found: [String] = []
    for (place, part) in text.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if place % 2 == 1 {
        found.append(String(part))
        continue
      }
      for word in part.split(whereSeparator: { !"0123456789.".contains($0) }) {
        found.append(String(word))
        if let number = Int(word) { found += [String(number + 1), String(number - 1)] }
        // Lengths are numbers too.
        if let length = Int(word), (1...1_000).contains(length) {
          found.append(String(repeating: "x", count: length))
        }
      }
    }
    return found
  }
}
