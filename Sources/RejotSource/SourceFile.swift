/// One text a user wrote, and where each of its bytes stands for a reader.
///
/// Offsets inside the compiler are UTF-8 byte offsets from 0. People read lines and columns from 1,
/// columns in Unicode scalars. libyaml counts scalars from 0, the server's error cursor counts
/// scalars from 1; both are converted by ``ScalarOffsets``.
package struct SourceFile: Sendable, Equatable {
  /// The path as diagnostics print it: relative to the project's folder, with `/`.
  package let path: String
  /// The text, decoded as UTF-8.
  package let text: String
  /// The text's bytes; spans index into these.
  package let bytes: [UInt8]
  /// Byte offset at which each line starts; the first is 0.
  private let lineStarts: [Int]

  package init(path: String, text: String) {
    self.path = path
    self.text = text
    bytes = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Number of lines; a text without a newline has one.
  package var lineCount: Int { lineStarts.count }

  /// The line and column of a byte offset, both from 1, columns in Unicode scalars.
  /// Offsets outside the text are moved to its nearest end.
  package func position(of offset: Int) -> Position {
    let clamped = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: clamped)
    let column = scalarCount(lineStarts[line]..<clamped)
    return Position(line: line + 1, column: column + 1)
  }

  /// The text of a line, counted from 1, without its line break.
  package func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    return String(decoding: bytes[lineStarts[number - 1]..<endOfLine(number)], as: UTF8.self)
  }

  /// All lines, without their line breaks.
  package var lines: [String] { (1...lineCount).map(line) }

  /// The byte offset at which a line, counted from 1, ends, before its line break.
  package func endOfLine(_ number: Int) -> Int {
    guard number >= 1, number <= lineStarts.count else { return bytes.count }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }

  /// The span of a range of byte offsets.
  package func span(_ range: Range<Int>) -> Span {
    Span(file: path, start: range.lowerBound, end: range.upperBound)
  }

  /// The byte offset of a line and a column, both from 1, columns in Unicode scalars.
  package func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return bytes.count }
    var remaining = column - 1
    var offset = lineStarts[line - 1]
    while remaining > 0, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func scalarCount(_ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}

/// A place in a text as people read it: line and column from 1, columns in Unicode scalars.
package struct Position: Sendable, Hashable, Comparable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
