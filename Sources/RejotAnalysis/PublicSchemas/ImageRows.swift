/// Row images as rows: each text cast to its column's type, once a row, behind its number.
struct ImageRows {
  let columns: ImageColumns

  /// `$n` holds the n-th carried column's texts.
  var sql: String {
    guard !columns.generated.isEmpty else { return carried }
    let made = columns.generated.map {
      ", (\($0.expression))::\($0.column.type)\(collate($0.column))"
        + " AS \(SQLName.spelled($0.column.name))"
    }
    return "SELECT base.*\(made.joined())\nFROM (\n\(carried)\n) AS base"
  }

  /// What an image's number is called, beside its columns.
  var place: String {
    FreshName.of("place", among: Set((columns.carried + columns.named).map(\.name)))
  }

  /// Without its schema unnest takes several arrays; a bare name of one array is the same function.
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
}

/// Names of ours that a text does not use.
enum FreshName {
  static func of(_ name: String, among taken: Set<String>) -> String {
    var fresh = name
    var number = 0
    while taken.contains(fresh) {
      number += 1
      fresh = "\(name)\(number)"
    }
    return fresh
  }
}
