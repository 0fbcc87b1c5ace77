import RejotSource

/// What a step made otherwise than its test expects, of one table or one public schema.
struct Difference {
  /// One row or event of either side.
  struct Line {
    let isExpected: Bool
    /// One for each column; nil where the test does not name it.
    let cells: [Cell?]
  }

  /// A value, which may be NULL.
  struct Cell: Equatable {
    let value: String?
  }

  enum Subject {
    case rows(table: String)
    case events(contract: String)
  }

  let subject: Subject
  let place: Span
  let columns: [String]
  let lines: [Line]

  /// The lines under each other, with a header.
  var text: String {
    var rows = [[" "] + columns]
    for (place, line) in lines.enumerated() {
      let cells = line.cells.enumerated().map { column, cell in
        cell.map { shown($0, column: column, line: place) } ?? ""
      }
      rows.append([line.isExpected ? "-" : "+"] + cells)
    }
    let widths = rows[0].indices.map { column in
      rows.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += TextTable.padded(cell, to: widths[column] + (column == 0 ? 1 : 2))
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// The widest that a value is shown.
  private static let width = 40

  /// A value as tests write it; of a long one the part where the two sides begin to differ.
  private func shown(_ cell: Cell, column: Int, line: Int) -> String {
    let whole = YAMLValue.written(cell.value)
    guard whole.unicodeScalars.count > Self.width, let value = cell.value else { return whole }
    let near = [line - 1, line + 1].filter { lines.indices.contains($0) }.first {
      lines[$0].isExpected != lines[line].isExpected
    }
    let other = near.flatMap { lines[$0].cells[column]?.value } ?? ""
    let same = zip(value.unicodeScalars, other.unicodeScalars).prefix { $0 == $1 }.count
    let scalars = Array(value.unicodeScalars)
    let start = max(0, min(same, scalars.count) - Self.width / 3)
    var part = String.UnicodeScalarView()
    part.append(contentsOf: scalars[start...].prefix(Self.width * 2 / 3))
    let before = start > 0 ? "…" : ""
    let after = start + part.count < scalars.count ? "…" : ""
    return "\(before)\(YAMLValue.written(String(part)))\(after) (\(scalars.count) characters)"
  }
}
