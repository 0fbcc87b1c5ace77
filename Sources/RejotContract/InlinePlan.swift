/// The `inline` plan: generated Swift computes each event from the image of the changed row.
package struct InlinePlan: Sendable, Equatable, Codable {
  package var table: QualifiedName
  /// For each field, in field order, what it is. A part of the key is a column.
  package var values: [InlineExpression]
  /// Which rows have an event; where it is not true the row's key has none. Nil: all have one.
  package var filter: InlineExpression?

  package init(
    table: QualifiedName, values: [InlineExpression], filter: InlineExpression? = nil
  ) {
    self.table = table
    self.values = values
    self.filter = filter
  }

  /// Every field is a column, and every row has an event.
  package init(table: QualifiedName, columns: [String]) {
    self.init(table: table, values: columns.map { .column($0) })
  }

  /// For each field the column that it copies; nil where something is computed or left out.
  package var copiedColumns: [String]? {
    guard filter == nil, copies else { return nil }
    return values.flatMap(\.columns)
  }

  /// Every field is a column as it stands in the row.
  package var copies: Bool {
    values.allSatisfy { value in
      if case .column = value { true } else { false }
    }
  }

  /// The columns that it reads, in the order of the fields that first do, the filter's last.
  package var columns: [String] {
    var names: [String] = []
    for value in values + (filter.map { [$0] } ?? []) {
      for name in value.columns where !names.contains(name) { names.append(name) }
    }
    return names
  }
}
