import RejotSource

/// A SQL contract file cut at its `-- rejot:` lines.
struct SQLHeaders {
  /// One header and the SQL below it, as byte ranges of the file.
  struct Section {
    /// From `rejot:` to the end of its line, blanks cut off.
    let mark: Range<Int>
    /// What follows `rejot:` up to a blank, such as `public`.
    let word: Range<Int>
    /// What follows the word, such as `customer@1.0`; may be empty.
    let argument: Range<Int>
    /// The header's further lines without their mark and one space: YAML text and its map.
    let yaml: (text: String, map: SpanMap)
    /// Where the line after the header begins.
    let end: Int
    /// The SQL without blank space around it.
    let sql: Range<Int>
  }

  let sections: [Section]
  /// The first line above all headers that is neither empty nor a comment.
  let stray: Range<Int>?

  init(_ file: SourceFile) {
    var cutter = Cutter(file)
    (sections, stray) = cutter.cut()
  }
}

/// Walks over the lines of a file once.
private struct Cutter {
  private let file: SourceFile
  private let bytes: [UInt8]
  /// Ranges of the lines without their breaks.
  private let lines: [Range<Int>]

  init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
    var lines: [Range<Int>] = []
    var start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < file.bytes.count {
      let newline = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
      let hasReturn = newline > start && file.bytes[newline - 1] == 0x0D
      lines.append(start..<(hasReturn ? newline - 1 : newline))
      start = newline + 1
    }
    self.lines = lines
  }

  mutating func cut() -> (sections: [SQLHeaders.Section], stray: Range<Int>?) {
    let heads = lines.indices.filter { isHead(lines[$0]) }
    let sections = heads.enumerated().map { position, line in
      section(at: line, until: position + 1 < heads.count ? heads[position + 1] : lines.count)
    }
    return (sections, stray(before: heads.first ?? lines.count))
  }

  private func section(at head: Int, until next: Int) -> SQLHeaders.Section {
    let mark = trimmed(comment(lines[head]) ?? lines[head])
    let afterColon = mark.lowerBound + "rejot:".utf8.count
    let wordEnd = bytes[afterColon..<mark.upperBound].firstIndex(where: isBlank) ?? mark.upperBound
    var map = SpanMap(file: file.path, origin: mark.upperBound)
    var text: [UInt8] = []
    var line = head + 1
    while line < next, let content = comment(lines[line]) {
      text += bytes[content]
      map.append(copying: content)
      // The break after each line stands for itself, so that positions at a line's end are right.
      text.append(0x0A)
      map.append(derivedLength: 1, standingFor: content.upperBound..<content.upperBound)
      line += 1
    }
    let start = line < lines.count ? lines[line].lowerBound : bytes.count
    let end = next < lines.count ? lines[next].lowerBound : bytes.count
    return SQLHeaders.Section(
      mark: mark, word: afterColon..<wordEnd, argument: trimmed(wordEnd..<mark.upperBound),
      yaml: (String(decoding: text, as: UTF8.self), map), end: start,
      sql: trimmed(min(start, end)..<end))
  }

  /// The inside of a `--` line without the mark and one space; nil for any other line.
  private func comment(_ line: Range<Int>) -> Range<Int>? {
    let content = line.lowerBound..<line.upperBound
    let start = bytes[content].firstIndex { !isBlank($0) } ?? content.upperBound
    guard bytes[start..<content.upperBound].starts(with: "--".utf8) else { return nil }
    let inside = start + 2
    let hasSpace = inside < content.upperBound && bytes[inside] == 0x20
    return (hasSpace ? inside + 1 : inside)..<content.upperBound
  }

  private func isHead(_ line: Range<Int>) -> Bool {
    guard let content = comment(line) else { return false }
    return bytes[trimmed(content)].starts(with: "rejot:".utf8)
  }

  private func stray(before end: Int) -> Range<Int>? {
    var isInBlock = false
    for line in lines[..<end] {
      var content = trimmed(line)
      if isInBlock || bytes[content].starts(with: "/*".utf8) {
        let text = bytes[content]
        guard
          let close = (text.indices.dropLast().first { text[$0] == 0x2A && text[$0 + 1] == 0x2F })
        else {
          isInBlock = true
          continue
        }
        isInBlock = false
        content = trimmed((close + 2)..<content.upperBound)
      }
      if !content.isEmpty, comment(content) == nil { return content }
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isBlank(bytes[lower]) { lower += 1 }
    while upper > lower, isBlank(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
