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
      SELECT \(image).\(place), event.*
      FROM (
      \(images)
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

  // MARK: The SELECT

  /// The canonical text with the image in the table's place.
  private var select: String? {
    guard let item = outline.sources, let alias = alias(in: item) else { return nil }
    var text = ""
    var at = 0
    for (index, word) in outline.words.enumerated() {
      if item.contains(index) {
        guard index == item.lowerBound else { continue }
        text += outline.text(at..<word.range.lowerBound)
        text += "(SELECT \(projection)) AS \(alias)"
        at = outline.bytes(of: item).upperBound
      } else if let number = outline.parameter(index) {
        guard key.indices.contains(number - 1) else { return nil }
        let (column, type) = key[number - 1]
        text += outline.text(at..<word.range.lowerBound)
        text += "(\(image).\(SQLName.spelled(column.name)))::\(type)"
        at = word.range.upperBound
      }
    }
    return text + outline.text(at..<outline.bytes(of: 0..<outline.words.count).upperBound)
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

  // MARK: The images

  private var images: String {
    guard !columns.generated.isEmpty else { return carried }
    let made = columns.generated.map {
      ", (\($0.expression))::\($0.column.type)\(collate($0.column))"
        + " AS \(SQLName.spelled($0.column.name))"
    }
    return "SELECT base.*\(made.joined())\nFROM (\n\(carried)\n) AS base"
  }

  /// Each text cast to its column's type, once a row. Without its schema unnest takes several
  /// arrays; a bare name of one array is the same function.
  private var carried: String {
    let names = columns.carried.indices.map { "c\($0 + 1)" }
    let values = zip(names, columns.carried).map { name, column in
      ", v.\(name)::\(column.type)\(collate(column)) AS \(SQLName.spelled(column.name))"
    }
    let arrays = names.indices.map { "$\($0 + 1)::pg_catalog.text[]" }
    return "SELECT v.place AS \(place)\(values.joined())\n"
      + "FROM unnest(\(arrays.joined(separator: ", ")))"
      + " WITH ORDINALITY AS v(\(names.joined(separator: ", ")), place)"
  }

  private func collate(_ column: ImageColumns.Column) -> String {
    column.collation.map { " COLLATE \($0)" } ?? ""
  }

  // MARK: Names

  /// What the images are called, where the SELECT can see it.
  private var image: String {
    Self.fresh("image", among: Set(outline.words.indices.compactMap { outline.name($0) }))
  }

  /// What an image's number is called, beside its columns.
  private var place: String {
    Self.fresh("place", among: Set((columns.carried + columns.named).map(\.name)))
  }

  private static func fresh(_ name: String, among taken: Set<String>) -> String {
    var fresh = name
    var number = 0
    while taken.contains(fresh) {
      number += 1
      fresh = "\(name)\(number)"
    }
    return fresh
  }

  private func spelled(_ table: QualifiedName) -> String {
    "\(SQLName.spelled(table.schema)).\(SQLName.spelled(table.name))"
  }
}
