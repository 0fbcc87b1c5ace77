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
    guard let sources = outline.sources else { return nil }
    let filter = condition.isEmpty ? nil : outline.condition
    // Where a condition that stands alone goes: behind FROM.
    let place = filter == nil ? sources.upperBound : nil
    var text = ""
    var at = 0
    for (index, word) in outline.words.enumerated() {
      text += outline.text(at..<word.range.lowerBound)
      at = word.range.lowerBound
      if index == sources.lowerBound - 1 { text += addedColumns }
      if index == place, !condition.isEmpty { text += "WHERE \(condition) " }
      if index == filter?.lowerBound { text += "\(condition) AND (" }
      if index == filter?.upperBound { text += ") " }
      if let number = outline.parameter(index),
        let place = numbers.firstIndex(of: number)
      {
        text += "$\(place + 1)"
        at = word.range.upperBound
      }
    }
    text += outline.text(at..<end)
    if filter?.upperBound == outline.words.count { text += ")" }
    if place == outline.words.count, !condition.isEmpty { text += "\nWHERE \(condition)" }
    return text
  }

  private var addedColumns: String {
    key.columns.filter(\.isAdded).map {
      ", \(name($0.variable)) AS \(SQLQuoting.identifier($0.field))\n"
    }.joined()
  }

  /// What `key:` stands for; empty under placeholders.
  private var condition: String {
    let columns = key.columns.enumerated().filter { $0.element.placeholder == nil }
    return columns.map { "\(name($0.element.variable)) = $\($0.offset + 1)" }
      .joined(separator: " AND ")
  }

  private func name(_ variable: Variable?) -> String {
    guard let variable else { return "" }
    let entry = scope.query.entry(variable.entry)
    let names = entry?.columnNames ?? []
    let column = names.indices.contains(variable.column - 1) ? names[variable.column - 1] : ""
    return "\(SQLQuoting.identifier(entry?.alias ?? "")).\(SQLQuoting.identifier(column))"
  }
}
