import RejotContract
import RejotSQL

/// Rewrites canonical text for many events: each parameter becomes a column of `unnest`.
struct BatchText {
  let outline: StatementOutline
  let parameters: [Parameter]

  /// `INSERT INTO t (…) SELECT … FROM unnest(…) AS e(…) ON CONFLICT (…) DO UPDATE SET …`.
  func insert() -> BatchStatement? {
    let columns = outline.insertColumns
    let cells = outline.firstValues
    guard let values = outline.first("values"), let conflict = outline.first("on", "conflict"),
      let update = outline.first("do", "update", "set"), !columns.isEmpty,
      columns.count == cells.count, columns.allSatisfy({ $0.count == 1 })
    else { return nil }
    let names = columns.map { outline.text(of: $0) }
    let key = outline.conflictTarget.map { outline.items($0).map { outline.text(of: $0) } } ?? []
    let others = names.filter { !key.contains($0) }
    let assigned = others.isEmpty ? names : others
    let sql =
      "\(outline.text(of: 0..<values))\nSELECT "
      + cells.map { replaced($0) }.joined(separator: ", ") + "\nFROM \(source)\n"
      + outline.text(of: conflict..<update) + " DO UPDATE SET "
      + assigned.map { "\($0) = EXCLUDED.\($0)" }.joined(separator: ", ")
    return BatchStatement(sql: sql, arrayTypes: arrayTypes)
  }

  /// `DELETE FROM t USING unnest(…) AS e(…) WHERE …`, or
  /// `UPDATE t SET … FROM unnest(…) AS e(…) WHERE …`.
  func change() -> BatchStatement? {
    guard let start = outline.first("where"), let condition = outline.condition else { return nil }
    let joins = outline.keyword(0) == "update" ? "FROM" : "USING"
    let sql = "\(replaced(0..<start))\n\(joins) \(source)\nWHERE \(replaced(condition))"
    return BatchStatement(sql: sql, arrayTypes: arrayTypes)
  }

  private var arrayTypes: [String] {
    parameters.map { Self.travelsAsText($0) ? "pg_catalog.text[]" : "\($0.type.qualified)[]" }
  }

  /// unnest would take an array of arrays apart, and composites too where it takes several arrays;
  /// and not every type's arrays are written with commas. What is none of that is an array of its
  /// type.
  static func travelsAsText(_ parameter: Parameter) -> Bool {
    switch parameter.type.value.base {
    case .array, .composite, .other, .scalar(.box): true
    case .scalar, .enumeration, .domain, .range, .multirange: false
    }
  }

  /// A name that no word of the statement has.
  private var alias: String {
    FreshName.of("e", among: Set(outline.words.indices.compactMap { outline.name($0) }))
  }

  private var source: String {
    let arrays = arrayTypes.enumerated().map { "$\($0.offset + 1)::\($0.element)" }
    let columns = parameters.indices.map { "p\($0 + 1)" }
    return "unnest(\(arrays.joined(separator: ", "))) "
      + "AS \(alias)(\(columns.joined(separator: ", ")))"
  }

  /// The words with each `$n` as the column that holds it.
  private func replaced(_ words: StatementOutline.Words) -> String {
    let edits = outline.parameterEdits(in: words) { number in
      guard parameters.indices.contains(number - 1) else { return nil }
      let parameter = parameters[number - 1]
      return Self.travelsAsText(parameter)
        ? "(\(alias).p\(number))::\(parameter.type.qualified)" : "\(alias).p\(number)"
    }
    return outline.text(of: words, edits)
  }
}
