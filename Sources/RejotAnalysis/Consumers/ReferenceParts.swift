import RejotContract
import RejotSource

/// The places of `project/name@major` within its span.
struct ReferenceParts {
  let project: Span
  let name: Span
  let major: Span
  /// The parts are where they seem to be: nothing in the text is escaped or folded.
  private let isExact: Bool
  private let isQuoted: Bool

  init(_ from: Located<PublicSchemaReference>) {
    let whole = from.span
    let reference = from.value
    let extra = whole.end - whole.start - reference.description.utf8.count
    isQuoted = extra == 2
    isExact = extra == 0 || isQuoted
    guard isExact else {
      // The whole stands for each part.
      (project, name, major) = (whole, whole, whole)
      return
    }
    let start = whole.start + extra / 2
    let slash = start + reference.project.utf8.count
    let at = slash + 1 + reference.name.utf8.count
    project = Span(file: whole.file, start: start, end: slash)
    name = Span(file: whole.file, start: slash + 1, end: at)
    major = Span(file: whole.file, start: at + 1, end: whole.end - extra / 2)
  }

  /// The edit that names another project; none where YAML would not read it as a text.
  func edits(project word: String) -> [Diagnostic.Edit] {
    word.hasPrefix("@") && !isQuoted ? [] : edits(project, word)
  }

  func edits(name word: String) -> [Diagnostic.Edit] { edits(name, word) }

  func edits(major number: Int) -> [Diagnostic.Edit] { edits(major, String(number)) }

  private func edits(_ span: Span, _ replacement: String) -> [Diagnostic.Edit] {
    isExact ? [Diagnostic.Edit(span, replacement: replacement)] : []
  }
}
