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
  /// How many scalars begin before every ``stride``th byte: a column is counted from the nearest
  /// one, so that thousands of findings in one endless line cost no more than in short ones.
  private let scalarCounts: [Int]

  private static let stride = 256

  package init(path: String, text: String) {
    self.path = path
    self.text = text
    bytes = Array(text.utf8)
    var starts = [0]
    var counts: [Int] = []
    counts.reserveCapacity(bytes.count / Self.stride + 1)
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.stride == 0 { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
      if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    }
    lineStarts = starts
    scalarCounts = counts
  }

  /// Number of lines; a text without a newline has one.
  package var lineCount: Int { lineStarts.count }

  /// The line and column of a byte offset, both from 1, columns in Unicode scalars.
  /// Offsets outside the text are moved to its nearest end.
  package func position(of offset: Int) -> Position {
    let clamped = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: clamped)
    let column = scalars(before: clamped) - scalars(before: lineStarts[line])
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

  private func scalars(before offset: Int) -> Int {
    let mark = min(offset / Self.stride, scalarCounts.count - 1)
    guard mark >= 0 else { return 0 }
    let rest = bytes[(mark * Self.stride)..<offset]
    return rest.reduce(scalarCounts[mark]) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}

extension SourceFile {
  /// Bytes of a longer line that are looked at on either side of a place in it.
  private static let neighbourhood = 2048

  /// The line around a byte offset without its line break, or of an endless one the part around the
  /// offset; and how many scalars of the line stand before that.
  func neighbourhood(of offset: Int) -> (text: String, before: Int) {
    let offset = min(max(offset, 0), bytes.count)
    let place = position(of: offset)
    let whole = self.offset(line: place.line, column: 1)..<endOfLine(place.line)
    guard whole.count > 2 * Self.neighbourhood else { return (line(place.line), 0) }
    var start = max(whole.lowerBound, offset - Self.neighbourhood)
    var end = min(whole.upperBound, offset + Self.neighbourhood)
    while start > whole.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < whole.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let text = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    return (text, position(of: start).column - 1)
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
