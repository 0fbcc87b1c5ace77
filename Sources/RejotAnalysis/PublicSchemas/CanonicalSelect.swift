import RejotPostgres
import RejotCatalog
import RejotSQL

/// The canonical text of a SELECT over one table, with placeholders in key order, key columns that
/// were not selected, and the condition that `key:` stands for.
struct CanonicalSelect {
  let answer: AnalysedStatement
  let key: PublicKey
  let scope: QueryScope

  /// The text to analyse once more; nil when the server's own text is already right.
  var edited: String? {
    let numbers = key.columns.map(\.placeholder)
    let isInOrder = numbers.enumerated().allSatisfy { $0.element == $0.offset + 1 }
    guard !isInOrder || key.columns.contains(where: \.isAdded) else { return nil }
    guard let outline = StatementOutline(canonical: answer.canonical) else { return nil }
    let end = outline.bytes(of: 0..<outline.words.count).upperBound
    let from = outline.first("from")
    let order = outline.first("order")
    var text = ""
    var at = 0
    for (index, word) in outline.words.enumerated() {
      text += outline.text(at..<word.range.lowerBound)
      at = word.range.lowerBound
      if index == from { text += addedColumns }
      if index == order { text += condition }
      if let number = outline.parameter(index),
        let place = numbers.firstIndex(of: number)
      {
        text += "$\(place + 1)"
        at = word.range.upperBound
      }
    }
    text += outline.text(at..<end)
    return order == nil ? text + "\n" + condition : text
  }

  private var addedColumns: String {
    key.columns.filter(\.isAdded).map {
      ", \(name($0.variable)) AS \(SQLQuoting.identifier($0.field))\n"
    }.joined()
  }

  private var condition: String {
    let columns = key.columns.enumerated().filter { $0.element.placeholder == nil }
    guard !columns.isEmpty else { return "" }
    return "WHERE "
      + columns.map { "\(name($0.element.variable)) = $\($0.offset + 1)" }
      .joined(separator: " AND ") + " "
  }

  private func name(_ variable: Variable) -> String {
    let entry = scope.query.entry(variable.entry)
    let names = entry?.columnNames ?? []
    let column = names.indices.contains(variable.column - 1) ? names[variable.column - 1] : ""
    return "\(SQLQuoting.identifier(entry?.alias ?? "")).\(SQLQuoting.identifier(column))"
  }
}
