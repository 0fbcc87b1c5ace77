import RejotContract

/// What became of a public schema's SELECT, views looked through.
package struct StatementChange: Sendable {
  /// Fields whose value is computed otherwise, with both expressions. A field that has the same
  /// name and no expression here is what it was.
  package private(set) var expressions: [String: Expressions] = [:]
  /// Fields that are gone and whose value has another name now.
  package private(set) var renamed: [(from: String, to: String)] = []
  /// JSON values with other keys inside, by field.
  package private(set) var shapes: [String: JSONShapeChange] = [:]
  package private(set) var rows = RowsChange()
  /// It could not be read: expressions and rows may be others, nobody knows which.
  package private(set) var isUnclear = false

  /// A field's expression in normal form, before and now.
  package struct Expressions: Sendable {
    package var old: String
    package var new: String
  }

  init(_ old: PublicSchema, of before: Project, _ new: PublicSchema, of now: Project) {
    let oldViews = before.views(of: old)
    let newViews = now.views(of: new)
    let (oldColumns, newColumns) = (before.columns(of: old), now.columns(of: new))
    // What `row.*` stands for changes below a statement that stays.
    guard
      old.canonicalSQL != new.canonicalSQL || oldViews != newViews
        || new.canonicalSQL.contains(".*") && oldColumns != newColumns
    else { return }
    guard let oldQuery = QueryNormaliser(views: oldViews).query(old.canonicalSQL),
      let newQuery = QueryNormaliser(views: newViews).query(new.canonicalSQL)
    else {
      isUnclear = true
      return
    }
    rows = RowsChange(
      oldQuery, newQuery,
      references: Set(before.references(of: old)).union(now.references(of: new)),
      notNull: Set(before.notNullColumns(of: old)).intersection(now.notNullColumns(of: new)))
    compare(old, oldQuery, new, newQuery)
    for (field, text) in newQuery.texts {
      guard let type = new.fields.first(where: { $0.name == field })?.type.value.base,
        type == .scalar(.json) || type == .scalar(.jsonb), let oldText = oldQuery.texts[field]
      else { continue }
      shapes[field] = JSONShapeChange(
        JSONShape(oldText) { oldColumns[$0] ?? [] }, JSONShape(text) { newColumns[$0] ?? [] })
    }
  }

  private mutating func compare(
    _ old: PublicSchema, _ oldQuery: NormalQuery, _ new: PublicSchema, _ newQuery: NormalQuery
  ) {
    let oldTexts = oldQuery.texts
    let newTexts = newQuery.texts
    for field in new.fields {
      guard let before = old.fields.first(where: { $0.name == field.name }),
        let oldText = oldTexts[field.name], let newText = newTexts[field.name]
      else { continue }
      let isSame =
        oldText == newText
        && !rows.labels.contains { newText.contains($0 + ".") || newText.contains($0 + " {") }
      guard !isSame, !Self.isSameInSwift(field.name, old, new),
        !Self.isOnlyGuarded(oldText, newText, before, field)
      else { continue }
      expressions[field.name] = Expressions(old: oldText, new: newText)
    }
    let gone = old.fields.filter { field in !new.fields.contains { $0.name == field.name } }
    let come = new.fields.filter { field in !old.fields.contains { $0.name == field.name } }
    var taken = Set<String>()
    for field in gone {
      guard let text = oldTexts[field.name],
        let other = come.first(where: {
          newTexts[$0.name] == text && $0.type.value == field.type.value
            && !taken.contains($0.name)
        })
      else { continue }
      taken.insert(other.name)
      renamed.append((field.name, other.name))
    }
  }

  /// Both are computed in Swift, from the same columns in the same way.
  private static func isSameInSwift(
    _ field: String, _ old: PublicSchema, _ new: PublicSchema
  ) -> Bool {
    guard case .inline(let before) = old.plan, case .inline(let now) = new.plan,
      before.table == now.table,
      let oldPlace = old.fields.firstIndex(where: { $0.name == field }),
      let newPlace = new.fields.firstIndex(where: { $0.name == field }),
      before.values.indices.contains(oldPlace), now.values.indices.contains(newPlace)
    else { return false }
    return before.values[oldPlace] == now.values[newPlace]
  }

  /// What was never NULL is only kept from being NULL: `x`, now `coalesce(x, …)`, or back.
  private static func isOnlyGuarded(
    _ oldText: String, _ newText: String, _ old: Field, _ new: Field
  ) -> Bool {
    func guarded(_ text: String) -> String { "COALESCE ( \(text) ," }
    return !old.nullable && newText.hasPrefix(guarded(oldText))
      || !new.nullable && oldText.hasPrefix(guarded(newText))
  }
}

extension NormalQuery {
  /// The expression of each output column. Of several branches all count.
  fileprivate var texts: [String: String] {
    Dictionary(items.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Project {
  /// What its lock recorded of the catalog for a contract.
  private func facts(of schema: PublicSchema) -> [CatalogFact] {
    let store = dataStores.first { $0.name == schema.source }
    return (store?.catalog ?? []).filter { $0.usedBy.contains(schema.label) }.map(\.fact)
  }

  fileprivate func views(of schema: PublicSchema) -> [String: String] {
    var views: [String: String] = [:]
    for fact in facts(of: schema) {
      if case .view(let name, let selects) = fact { views[name] = selects }
    }
    return views
  }

  /// The columns of each table as far as the contract rests on them, by the table's name.
  fileprivate func columns(of schema: PublicSchema) -> [String: [String]] {
    var columns: [String: [String]] = [:]
    for table in schema.tables {
      columns["\(table.name.schema).\(table.name.name)"] = table.columns.map(\.name)
    }
    return columns
  }

  /// `schema.table.column` of columns that are NOT NULL.
  fileprivate func notNullColumns(of schema: PublicSchema) -> [String] {
    facts(of: schema).compactMap { fact in
      if case .column(let name, _, true) = fact { name } else { nil }
    }
  }

  /// Foreign keys that always find their row.
  fileprivate func references(of schema: PublicSchema) -> [ReferenceFact] {
    facts(of: schema).compactMap { fact in
      if case .reference(let columns, let finds) = fact {
        ReferenceFact(columns: columns, finds: finds)
      } else {
        nil
      }
    }
  }
}

/// `schema.table (columns)` always find their row in `schema.table (columns)`.
struct ReferenceFact: Hashable {
  var columns: String
  var finds: String
}
