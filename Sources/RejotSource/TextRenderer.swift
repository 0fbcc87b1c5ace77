/// Findings as people read them:
///
/// ```
/// contracts/customer.sql:5:8: error: column "frist_name" does not exist [column-not-found]
///   5 | SELECT id, frist_name
///     |            ^~~~~~~~~~
/// note: accounts.public.users has the columns id, first_name and last_name
/// help: did you mean "first_name"?
///   5 - SELECT id, frist_name
///   5 + SELECT id, first_name
/// ```
package struct TextRenderer: Sendable {
  private let files: [String: SourceFile]
  private let colour: Bool

  /// - Parameters:
  ///   - files: the texts that spans refer to, by ``SourceFile/path``. A finding in a file that is
  ///     not there is printed without line and snippet.
  ///   - colour: whether to use ANSI escapes.
  package init(files: [String: SourceFile], colour: Bool = false) {
    self.files = files
    self.colour = colour
  }

  /// All findings, sorted, each once, with an empty line between two. Empty when there are none.
  package func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedAndDistinct().map(render).joined(separator: "\n")
  }

  /// One finding, ending in a line break.
  package func render(_ diagnostic: Diagnostic) -> String {
    var output = ""
    if let span = diagnostic.span {
      output += paint(place(span) + ": ", .bold)
    }
    let style: Style = diagnostic.severity == .error ? .red : .yellow
    output += paint(diagnostic.severity.rawValue + ": ", style)
    output += paint(indented(diagnostic.message, by: 2), .bold)
    output += paint(" [\(diagnostic.id.rawValue)]", style) + "\n"
    if let span = diagnostic.span { output += snippet(span, style) }
    for label in diagnostic.labels {
      output += paint(place(label.span) + ": ", .bold)
      output += indented(label.text, by: 2) + "\n"
      output += snippet(label.span, .blue)
    }
    for note in diagnostic.notes {
      output += paint("note: ", .blue) + indented(note, by: 6) + "\n"
    }
    for help in diagnostic.help {
      output += paint("help: ", .green) + indented(help.text, by: 6) + "\n"
      output += preview(help.edits, beside: diagnostic.span)
    }
    return output
  }

  private func place(_ span: Span) -> String {
    let path = SnippetLine.visible(span.file)
    guard let file = files[span.file] else { return path }
    let start = file.position(of: span.start)
    return "\(path):\(start.line):\(start.column)"
  }

  /// The line a span begins in and a caret under the part of it that the span covers.
  private func snippet(_ span: Span, _ style: Style) -> String {
    guard let file = files[span.file], !file.bytes.isEmpty else { return "" }
    let start = file.position(of: span.start)
    let end = file.position(of: span.end)
    let source = file.neighbourhood(of: span.start)
    let first = start.column - 1 - source.before
    let last =
      end.line == start.line
      ? end.column - 1 - source.before : source.text.unicodeScalars.count
    let line = SnippetLine(source.text, marked: first..<max(first, last))
    let number = String(start.line)
    let margin = String(repeating: " ", count: number.count)
    let caret = "^" + String(repeating: "~", count: line.markWidth - 1)
    return "  \(number) | \(line.text)\n".trimmingBeforeNewline
      + "  \(margin) | " + String(repeating: " ", count: line.markColumn)
      + paint(caret, style) + "\n"
  }

  private func preview(_ edits: [Diagnostic.Edit], beside place: Span?) -> String {
    var output = ""
    var seen = Set<String>()
    for path in edits.map(\.span.file) where seen.insert(path).inserted {
      guard let file = files[path] else { continue }
      if path != place?.file { output += "  \(SnippetLine.visible(path))\n" }
      for hunk in EditPreview(edits.filter { $0.span.file == path }, of: file).hunks {
        let places = hunk.changedPlaces
        output += lines(hunk.removed, places, "-", from: hunk.firstLine, .red)
        output += lines(hunk.added, places, "+", from: hunk.firstLine, .green)
      }
    }
    return output
  }

  /// Longest run of removed or added lines that is shown in full.
  private static let previewLimit = 12

  /// - Parameter places: where each line changes, for lines that are too long to be shown whole.
  private func lines(
    _ lines: [String], _ places: [Int], _ sign: String, from first: Int, _ style: Style
  ) -> String {
    var output = ""
    for (index, line) in lines.prefix(Self.previewLimit).enumerated() {
      let place = places.indices.contains(index) ? places[index] : 0
      let shown = SnippetLine(line, marked: place..<place).text
      output += paint("  \(first + index) \(sign) \(shown)", style) + "\n"
    }
    if lines.count > Self.previewLimit {
      output += "  … \(lines.count - Self.previewLimit) more lines\n"
    }
    return output
  }

  /// The text with controls made visible and its later lines indented.
  private func indented(_ text: String, by columns: Int) -> String {
    SnippetLine.visible(text).split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + String(repeating: " ", count: columns))
  }

  private enum Style: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case blue = "1;34"
    case green = "32"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// The line without blanks before its line break: an empty source line leaves no trailing space.
  fileprivate var trimmingBeforeNewline: String {
    var line = self[...]
    while let last = line.last, last == " " || last == "\n" { line = line.dropLast() }
    return line + "\n"
  }
}
