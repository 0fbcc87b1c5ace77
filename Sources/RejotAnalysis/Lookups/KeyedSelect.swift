import RejotCatalog
import RejotPostgres
import RejotSQL

/// The canonical text of any SELECT with `$n` for the n-th part of its key: placeholders are
/// numbered in key order, key columns that were not selected are added, and `key:` becomes a
/// condition around the whole, where it means the same whatever stands inside.
struct KeyedSelect {
  let canonical: String
  let key: PublicKey
  let scope: QueryScope

  /// Nil when the text has a form that is not known.
  var text: String? {
    key.columns.contains { $0.placeholder == nil } ? around : numbered
  }

  // MARK: key:

  private var around: String {
    let conditions = key.columns.enumerated().map { place, column in
      "r.\(SQLName.spelled(column.field)) \(equality(of: column.field)) $\(place + 1)"
    }
    return
      "SELECT r.*\nFROM (\n\(canonical)\n) AS r\nWHERE \(conditions.joined(separator: " AND "))"
  }

  /// The `=` of the column's own type, which may belong to an extension.
  private func equality(of field: String) -> String {
    let catalog = scope.facts.catalog
    guard
      let output = scope.query.outputs.first(where: { $0.name == field }),
      let type = output.expression.expressionType(in: catalog)?.oid,
      let entry = catalog.types[TextIdentity(catalog: catalog).base(type)],
      entry.kind == .base, entry.element == nil, entry.schema != "pg_catalog"
    else { return "=" }
    return "OPERATOR(\(SQLName.spelled(entry.schema)).=)"
  }

  // MARK: Placeholders

  private var numbered: String? {
    let numbers = key.columns.map(\.placeholder)
    let isInOrder = numbers.enumerated().allSatisfy { $0.element == $0.offset + 1 }
    let added = key.columns.filter(\.isAdded)
    guard !isInOrder || !added.isEmpty else { return canonical }
    guard let outline = StatementOutline(canonical: canonical) else { return nil }
    let from = added.isEmpty ? nil : outline.sources.map { $0.lowerBound - 1 }
    guard added.isEmpty || from != nil else { return nil }
    var text = ""
    var at = 0
    for (index, word) in outline.words.enumerated() {
      let isFrom = index == from
      let number = outline.parameter(index).flatMap(numbers.firstIndex)
      guard isFrom || number != nil else { continue }
      text += outline.text(at..<word.range.lowerBound)
      at = word.range.lowerBound
      if isFrom {
        text += added.map { ", \(name($0)) AS \(SQLQuoting.identifier($0.field))\n" }.joined()
      } else if let number {
        text += "$\(number + 1)"
        at = word.range.upperBound
      }
    }
    return text + outline.text(at..<outline.bytes(of: 0..<outline.words.count).upperBound)
  }

  private func name(_ column: PublicKey.Column) -> String {
    guard let variable = column.variable, let entry = scope.query.entry(variable.entry),
      entry.columnNames.indices.contains(variable.column - 1)
    else { return "" }
    return "\(SQLQuoting.identifier(entry.alias ?? ""))."
      + SQLQuoting.identifier(entry.columnNames[variable.column - 1])
  }
}
