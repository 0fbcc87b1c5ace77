/// A stretch of a source file: UTF-8 byte offsets from 0, the end exclusive.
///
/// An empty span is a place between two characters; its caret is drawn one column wide.
package struct Span: Sendable, Hashable, Comparable {
  /// The path of the file, as ``SourceFile/path`` spells it.
  package let file: String
  package let start: Int
  package let end: Int

  package init(file: String, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// The start of a file, for findings about the file as a whole.
  package static func startOfFile(_ path: String) -> Span { Span(file: path, start: 0, end: 0) }

  package static func < (left: Span, right: Span) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }
}
