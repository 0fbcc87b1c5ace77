/// What a set of edits would do to the lines of one file, as lines to take out and lines to put in.
struct EditPreview {
  /// A run of neighbouring lines that change. Line numbers count from 1.
  struct Hunk: Equatable {
    var firstLine: Int
    var removed: [String]
    var added: [String]

    /// For each line that is replaced by one: where the two begin to differ, in scalars from 0.
    var changedPlaces: [Int] {
      guard removed.count == added.count else { return [] }
      return zip(removed, added).map { old, new in
        zip(old.unicodeScalars, new.unicodeScalars).prefix { $0 == $1 }.count
      }
    }
  }

  let hunks: [Hunk]

  /// Lines longer than this together, in bytes, are no preview anybody could read.
  private static let sizeLimit = 16_384

  /// - Parameter edits: edits of this file; of two that overlap the later one is left out.
  init(_ edits: [Diagnostic.Edit], of file: SourceFile) {
    var hunks: [Hunk] = []
    var group: [Diagnostic.Edit] = []
    var groupEnd = 0
    for edit in edits.sorted(by: { $0.span < $1.span }) {
      let first = file.position(of: edit.span.start).line
      if let last = group.last {
        if edit.span.start < last.span.end { continue }
        if first > groupEnd {
          hunks.append(Self.hunk(group, of: file))
          group = []
        }
      }
      group.append(edit)
      groupEnd = file.position(of: edit.span.end).line
    }
    if !group.isEmpty { hunks.append(Self.hunk(group, of: file)) }
    self.hunks = hunks.filter { !$0.removed.isEmpty || !$0.added.isEmpty }
  }

  private static func hunk(_ edits: [Diagnostic.Edit], of file: SourceFile) -> Hunk {
    let starts = edits.map(\.span.start).min() ?? 0
    let ends = edits.map(\.span.end).max() ?? 0
    let first = file.position(of: starts).line
    let last = file.position(of: ends).line
    let lower = file.offset(line: first, column: 1)
    let upper = file.endOfLine(last)
    guard upper - lower <= sizeLimit else { return Hunk(firstLine: first, removed: [], added: []) }
    var text: [UInt8] = []
    var at = lower
    for edit in edits {
      text += file.bytes[at..<max(at, edit.span.start)]
      text += Array(edit.replacement.utf8)
      at = max(at, edit.span.end)
    }
    text += file.bytes[at..<max(at, upper)]
    var hunk = Hunk(
      firstLine: first, removed: (first...last).map(file.line),
      added: SourceFile(path: file.path, text: String(decoding: text, as: UTF8.self)).lines)
    while let old = hunk.removed.first, old == hunk.added.first {
      hunk.removed.removeFirst()
      hunk.added.removeFirst()
      hunk.firstLine += 1
    }
    while let old = hunk.removed.last, old == hunk.added.last {
      hunk.removed.removeLast()
      hunk.added.removeLast()
    }
    return hunk
  }
}
