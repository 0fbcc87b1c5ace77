import RejotCatalog

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
    let edits = KeyEdits(key: key, query: scope.query)
    guard edits.isNeeded else { return canonical }
    guard let outline = StatementOutline(canonical: canonical) else { return nil }
    let placeholders = edits.placeholders(in: outline)
    guard key.columns.contains(where: \.isAdded) else { return outline.text(placeholders) }
    guard let sources = outline.sources else { return nil }
    let added = StatementOutline.Edit.insert(edits.addedColumns, before: sources.lowerBound - 1)
    return outline.text([added] + placeholders)
  }
}
