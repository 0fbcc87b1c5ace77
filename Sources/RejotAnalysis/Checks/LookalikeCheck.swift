import RejotContract
import RejotSource

/// Names of one table that Unicode takes for the same, although PostgreSQL does not: `é` as one
/// character and as `e` with an accent behind it. Swift compares as Unicode does, and would read
/// one column for the other.
struct LookalikeCheck {
  let statement: ContractStatement

  func run(_ tables: [SourceTable], into diagnostics: inout [Diagnostic]) {
    for table in tables {
      let groups = Dictionary(grouping: table.columns.map(\.name)) { $0 }
      for (name, twins) in groups.sorted(by: { $0.key < $1.key }) where twins.count > 1 {
        diagnostics.append(
          Diagnostic(
            .swiftNameCollision,
            "two columns of \(table.name.schema).\(table.name.name) that the SELECT reads cannot "
              + "be told apart in Swift: \(SQLName.spelled(name))",
            at: statement.span(name: name) ?? statement.start, notes: [Self.fact(twins)],
            help: [Diagnostic.Help("read one of them only, or rename one in the database")]))
      }
    }
  }

  /// What is different about names that look the same.
  static func fact(_ names: [String]) -> String {
    let spellings = names.map { name in
      name.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true).leftPadded }
        .joined(separator: " ")
    }.sorted()
    return "Unicode takes these for the same: \(spellings.joined(separator: " and "))"
  }
}

extension String {
  /// At least four digits, as code points are written.
  fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
