import RejotPostgres

/// What a query gave over many databases: the first NULL of each column.
package struct Sightings: Sendable {
  /// A row with a NULL, and the database it came from.
  package struct Row: Sendable {
    package let seed: UInt64
    package let values: [String?]
  }

  package let query: CorpusQuery
  /// By column.
  package private(set) var nulls: [Int: Row] = [:]
  package private(set) var rows = 0
  /// Names as the server gives them.
  package private(set) var names: [String] = []
  /// The last error, if there was one.
  package var failure: String?

  init(query: CorpusQuery) { self.query = query }

  mutating func add(_ result: QueryResult, seed: UInt64) {
    names = result.columns.map(\.name)
    rows += result.rows.count
    for row in result.rows {
      for (column, value) in row.enumerated() where value == nil && nulls[column] == nil {
        nulls[column] = Row(seed: seed, values: row)
      }
    }
  }
}

extension Sightings.Row: CustomStringConvertible {
  package var description: String {
    let words = values.map { $0 ?? "NULL" }.joined(separator: " | ")
    return "seed \(seed), row \(words)"
  }
}
