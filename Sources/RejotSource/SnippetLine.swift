/// One line of source made ready for a terminal: tabs become spaces, controls and direction marks
/// become visible (a file must not be able to command the terminal or reorder what is read), and a
/// very long line is cut to the part that matters.
struct SnippetLine {
  /// What is printed.
  let text: String
  /// Terminal columns before the marked part, from 0.
  let markColumn: Int
  /// Terminal columns of the marked part, at least 1.
  let markWidth: Int

  private static let tabWidth = 4
  /// Longest line shown in full, in terminal columns.
  private static let widthLimit = 160
  /// Columns of context kept before the mark of a line that is cut.
  private static let context = 40

  /// - Parameters:
  ///   - line: the line without its line break.
  ///   - marked: the part to underline, in scalars from 0; may reach or lie beyond the end.
  init(_ line: String, marked: Range<Int>) {
    var cells: [(text: String, width: Int)] = []
    var column = 0
    for scalar in line.unicodeScalars {
      let cell = Self.cell(scalar, column: column)
      cells.append(cell)
      column += cell.width
    }
    let start = min(marked.lowerBound, cells.count)
    let end = min(max(marked.upperBound, start), cells.count)
    let before = cells[..<start].reduce(0) { $0 + $1.width }
    let width = max(1, cells[start..<end].reduce(0) { $0 + $1.width })
    guard column > Self.widthLimit else {
      text = cells.map(\.text).joined()
      markColumn = before
      markWidth = width
      return
    }
    var first = start
    var kept = 0
    while first > 0, kept + cells[first - 1].width <= Self.context {
      first -= 1
      kept += cells[first].width
    }
    var shown = first > 0 ? "…" : ""
    var used = first > 0 ? 1 : 0
    markColumn = used + kept
    var next = first
    while next < cells.count, used + cells[next].width < Self.widthLimit {
      shown += cells[next].text
      used += cells[next].width
      next += 1
    }
    text = next < cells.count ? shown + "…" : shown
    markWidth = max(1, min(width, used - markColumn))
  }

  /// A text with its controls made visible; line breaks stay.
  static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" { result += "\n" } else { result += cell(scalar, column: 0).text }
    }
    return result
  }

  private static func cell(_ scalar: Unicode.Scalar, column: Int) -> (text: String, width: Int) {
    if scalar == "\t" {
      let width = tabWidth - column % tabWidth
      return (String(repeating: " ", count: width), width)
    }
    if scalar.value < 0x7F {
      if scalar.value >= 0x20 { return (String(scalar), 1) }
      // The "control pictures" block stands in the order of the controls.
      return (Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? "\u{FFFD}", 1)
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark:
      return (String(scalar), 0)
    case .format where scalar.value == 0x200D:
      return (String(scalar), 0)
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return ("\u{FFFD}", 1)
    default:
      return (String(scalar), isWide(scalar.value) ? 2 : 1)
    }
  }

  /// Scalars a terminal draws two columns wide: the East Asian Wide and Fullwidth blocks and the
  /// emoji (Unicode Standard Annex 11), by block, since the standard library has no such property.
  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    return wideBlocks.contains { $0.contains(value) }
  }

  private static let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
  ]
}

/// Text from a contract, a catalog or a server, ready to be printed outside of a snippet.
package enum VisibleText {
  /// With its line breaks.
  package static func lines(_ text: String) -> String { SnippetLine.visible(text) }

  /// On one line, line breaks visible like every other control.
  package static func line(_ text: String) -> String {
    SnippetLine.visible(text).replacing("\n", with: "\u{240A}")
  }
}
