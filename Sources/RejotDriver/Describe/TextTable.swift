import RejotSource

/// Columns of text in a terminal, what would act on it made visible.
enum TextTable {
  /// Facts under their names.
  static func list(_ facts: [(String, String)]) -> String {
    facts.map { "  " + padded($0.0, to: 12) + VisibleText.line($0.1) + "\n" }.joined()
  }

  /// Rows under a header, columns as wide as their widest value, nothing cut.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let all = [header] + rows.map { $0.map(VisibleText.line) }
    let widths = header.indices.map { column in
      all.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    return all.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : padded(cell, to: widths[column] + 2)
      }
      return "    " + cells.joined() + "\n"
    }.joined()
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.unicodeScalars.count))
  }
}
