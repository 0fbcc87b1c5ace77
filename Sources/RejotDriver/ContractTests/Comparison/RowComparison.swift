import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// Holds all rows of a table against those that a test expects, by key and value.
///
/// Columns that no expected row names are not looked at, and a row is looked at in the columns that
/// it names. The order of rows means nothing.
struct RowComparison {
  let table: TestTable
  let expected: TableRows
  /// The compared columns, in the table's order.
  let columns: [Column]

  init(_ expected: TableRows, in bench: TestBench) throws(TestFailure) {
    self.expected = expected
    table = try TestTable(expected.table, in: bench)
    var named: Set<String> = []
    for value in expected.rows.flatMap(\.values) { named.insert(try table.column(value.name).name) }
    let table = table
    columns = table.relation.columns.filter { named.isEmpty || named.contains($0.name) }
  }

  /// No expectation, only what there is in some columns.
  init(_ table: TestTable, columns: Set<String>) {
    self.table = table
    expected = TableRows(
      table: Located(table.label, .startOfFile("")), rows: [])
    self.columns = table.relation.columns.filter { columns.contains($0.name) }
  }

  /// A row: values by the place of their column among ``columns``, nil where it names none.
  private typealias Row = [Difference.Cell?]

  /// What is different; nil when nothing is.
  func difference(_ forms: inout TextForms) throws(TestFailure) -> Difference? {
    var wanted: [Row] = []
    for row in expected.rows {
      var cells = Row(repeating: nil, count: columns.count)
      for (place, column) in columns.enumerated() {
        guard let value = row.values.first(where: { $0.name.value == column.name }) else {
          continue
        }
        cells[place] = Difference.Cell(value: try forms.form(value, as: column.type))
      }
      wanted.append(cells)
    }
    let found = try actual()
    let lines = lines(wanted, found.map { $0.map { Difference.Cell(value: $0) } }, forms)
    return lines.isEmpty
      ? nil
      : Difference(
        subject: .rows(table: table.label), place: expected.table.span,
        columns: columns.map(\.name), lines: lines)
  }

  /// All rows of the table in the compared columns, in the order of its key.
  func actual() throws(TestFailure) -> [[String?]] {
    let names = columns.map { SQLQuoting.identifier($0.name) }.joined(separator: ", ")
    let key = table.key.map(SQLQuoting.identifier).joined(separator: ", ")
    let order = key.isEmpty ? "" : " ORDER BY \(key)"
    do {
      let rows = try table.store.own().query(
        "SELECT \(names) FROM \(table.name.quoted)\(order)"
      ).rows
      return key.isEmpty ? rows.sorted(by: Self.precedes) : rows
    } catch { throw TestFailure(error) }
  }

  private static func precedes(_ left: [String?], _ right: [String?]) -> Bool {
    left.map { $0.map { "1\($0)" } ?? "0" }.lexicographicallyPrecedes(
      right.map { $0.map { "1\($0)" } ?? "0" })
  }

  // MARK: Which is which

  private func lines(
    _ wanted: [Row], _ found: [Row], _ forms: TextForms
  ) -> [Difference.Line] {
    var left = found
    var missing: [Row] = []
    for row in wanted {
      if let place = left.firstIndex(where: { fits(row, $0, forms) }) {
        left.remove(at: place)
      } else {
        missing.append(row)
      }
    }
    var lines: [Difference.Line] = []
    for row in missing {
      lines.append(Difference.Line(isExpected: true, cells: row))
      // The row of the same key is shown below it.
      if let place = left.firstIndex(where: { hasSameKey(row, $0, forms) }) {
        lines.append(Difference.Line(isExpected: false, cells: left.remove(at: place)))
      }
    }
    return lines + left.map { Difference.Line(isExpected: false, cells: $0) }
  }

  private func fits(_ wanted: Row, _ found: Row, _ forms: TextForms) -> Bool {
    columns.indices.allSatisfy { place in
      wanted[place].map { isEqual($0, found[place], place, forms) } ?? true
    }
  }

  private func hasSameKey(_ wanted: Row, _ found: Row, _ forms: TextForms) -> Bool {
    !table.key.isEmpty
      && table.key.allSatisfy { name in
        guard let place = columns.firstIndex(where: { $0.name == name }),
          let cell = wanted[place]
        else { return false }
        return isEqual(cell, found[place], place, forms)
      }
  }

  private func isEqual(
    _ wanted: Difference.Cell, _ found: Difference.Cell?, _ place: Int, _ forms: TextForms
  ) -> Bool {
    guard let found else { return false }
    return forms.areEqual(wanted.value, found.value, as: columns[place].type)
  }
}
