import RejotCatalog
import RejotPostgres

/// Proposes rows for every table of a schema; the database refuses those that its constraints do
/// not allow, so that what stays is as odd as the constraints permit.
///
/// Biased to the edge: tables without rows, columns of nothing but NULLs, few different values, so
/// that duplicates and matches are common and dangling rows too.
struct RandomRows {
  private let catalog: Catalog
  private var source: SeededSource

  init(catalog: Catalog, seed: UInt64) {
    self.catalog = catalog
    source = SeededSource(seed: seed)
  }

  /// Whether to take one of the ways around the constraints.
  mutating func takes() -> Bool { source.chance(0.5) }

  /// One statement that fills all tables.
  mutating func script() -> String {
    // A table is older than those that point to it.
    let tables = catalog.relations.keys.sorted().compactMap { catalog.relations[$0] }
    var inserts: [String] = []
    for table in tables where Self.isFilled(table) {
      for row in rows(of: table) {
        inserts.append("BEGIN \(row); EXCEPTION WHEN OTHERS THEN NULL; END;")
      }
    }
    return """
      DO $fill$ BEGIN SET CONSTRAINTS ALL IMMEDIATE;
      \(inserts.joined(separator: "\n"))
      END $fill$
      """
  }

  /// Two tables of the corpus hold what the schema put there.
  private static func isFilled(_ table: Relation) -> Bool {
    guard table.kind == .table || table.kind == .partitionedTable, !table.isPartition else {
      return false
    }
    return !["empty", "past"].contains(table.name)
  }

  private mutating func rows(of table: Relation) -> [String] {
    let columns = table.columns.filter { $0.generated.isEmpty && $0.identity != "a" }
    let name =
      "\(SQLQuoting.identifier(table.schema)).\(SQLQuoting.identifier(table.name))"
    let list = columns.map { SQLQuoting.identifier($0.name) }.joined(separator: ", ")
    let count = [0, 0, 1, 2, 4, 6, 8, 12].randomElement(using: &source) ?? 0
    var shares: [Double] = []
    for column in columns {
      let share = Self.sharesOfNulls.randomElement(using: &source) ?? 0
      shares.append(column.notNull ? 0 : share)
    }
    var rows: [String] = []
    for _ in 0..<count {
      var values: [String] = []
      for (column, share) in zip(columns, shares) {
        values.append(source.chance(share) ? "NULL" : value(column))
      }
      rows.append("INSERT INTO \(name) (\(list)) VALUES (\(values.joined(separator: ", ")))")
    }
    return rows
  }

  private static let sharesOfNulls = [0, 0.3, 0.3, 0.6, 1]

  private mutating func value(_ column: Column) -> String {
    let pool = EdgeValues.pool(of: column.type, in: catalog)
    return pool.randomElement(using: &source) ?? "NULL"
  }
}
