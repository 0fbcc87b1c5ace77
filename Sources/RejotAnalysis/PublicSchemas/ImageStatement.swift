import RejotContract
import RejotSQL

/// Puts row images into the place of the one table that a canonical SELECT reads.
///
/// The SELECT stands in LATERAL, once a row: so it means what it means for one key. Its item in
/// FROM becomes a subquery over the image's columns, and each placeholder the key's column. All
/// words of ours that the SELECT can see are names that it does not use.
struct ImageStatement {
  let outline: StatementOutline
  let table: QualifiedName
  let columns: ImageColumns
  /// For each placeholder: the key's column, and the type that the SELECT gives the placeholder.
  let key: [(column: ImageColumns.Column, type: String)]

  /// Evaluates images: `$n` holds the n-th carried column's texts. Nil when the SELECT does not
  /// have the form that the server prints.
  var events: String? {
    select.map { select in
      """
      SELECT \(image).\(rows.place), event.*
      FROM (
      \(rows.sql)
      OFFSET 0
      ) AS \(image)
      CROSS JOIN LATERAL (
      \(select)
      ) AS event
      """
    }
  }

  /// Evaluates the rows that the table holds.
  var load: String? {
    select.map { select in
      """
      SELECT event.*
      FROM ONLY \(spelled(table)) AS \(image)
      CROSS JOIN LATERAL (
      \(select)
      ) AS event
      """
    }
  }

  private var rows: ImageRows { ImageRows(columns: columns) }

  // MARK: The SELECT

  /// The canonical text with the image in the table's place.
  private var select: String? {
    guard let item = outline.sources, let alias = alias(in: item) else { return nil }
    let edits = outline.parameterEdits { number in
      guard key.indices.contains(number - 1) else { return nil }
      let (column, type) = key[number - 1]
      return "(\(image).\(SQLName.spelled(column.name)))::\(type)"
    }
    guard edits.count == outline.parameterCount else { return nil }
    return outline.text([.init(item, "(SELECT \(projection)) AS \(alias)")] + edits)
  }

  /// The columns under the names by which the SELECT knows them.
  private var projection: String {
    columns.named.map {
      "\(image).\(SQLName.spelled($0.name)) AS \(SQLName.spelled($0.alias))"
    }.joined(separator: ", ")
  }

  /// The name that qualifies the table's columns, as it is written: `ONLY s.t alias (a, b)`. Nil
  /// for anything but one table.
  private func alias(in item: StatementOutline.Words) -> String? {
    var index = item.lowerBound
    if outline.keyword(index) == "only" { index += 1 }
    guard outline.name(index) == table.schema, outline.isSymbol(index + 1, "."),
      outline.name(index + 2) == table.name
    else { return nil }
    var name = index + 2
    index += 3
    if outline.name(index) != nil, item.contains(index) {
      name = index
      index += 1
    }
    if let list = outline.inside(index) { index = list.upperBound + 1 }
    return index == item.upperBound ? outline.text(of: name..<name + 1) : nil
  }

  // MARK: Names

  /// What the images are called, where the SELECT can see it.
  private var image: String {
    FreshName.of("image", among: Set(outline.words.indices.compactMap { outline.name($0) }))
  }

  private func spelled(_ table: QualifiedName) -> String {
    "\(SQLName.spelled(table.schema)).\(SQLName.spelled(table.name))"
  }
}
