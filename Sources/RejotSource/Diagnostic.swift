/// One finding: what is wrong, where, why, and what to do about it.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable {
    case error
    case warning
  }

  /// A second place that matters, with a word on why.
  package struct Label: Sendable, Hashable {
    package let span: Span
    package let text: String

    package init(_ span: Span, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  /// A replacement of a span by a text; an insertion when the span is empty.
  package struct Edit: Sendable, Hashable {
    package let span: Span
    package let replacement: String

    package init(_ span: Span, replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  /// A way out, with edits where the repair is certain.
  package struct Help: Sendable, Hashable {
    package let text: String
    package let edits: [Edit]

    package init(_ text: String, edits: [Edit] = []) {
      self.text = text
      self.edits = edits
    }
  }

  package let id: DiagnosticID
  package let severity: Severity
  package let message: String
  /// Where it is; nil when it is about the environment rather than a file.
  package let span: Span?
  package var labels: [Label]
  /// Facts, such as what the catalog says.
  package var notes: [String]
  package var help: [Help]
  /// What it means for the exit code: what its id says, unless it is known better.
  package var kind: DiagnosticKind
  /// What it is recognised by in the next run; nil: by the words it points at.
  package var identity: String?

  package init(
    _ id: DiagnosticID, _ message: String, at span: Span?, severity: Severity = .error,
    labels: [Label] = [], notes: [String] = [], help: [Help] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.span = span
    self.labels = labels
    self.notes = notes
    self.help = help
    kind = id.kind
  }
}

/// What a diagnostic means for the process's exit code (language.md, "Exit codes").
package enum DiagnosticKind: Sendable {
  /// The contract is wrong: exit 1.
  case contract
  /// A contract is otherwise than it was: exit 1, also where that is shown in a project file.
  case change
  /// The project cannot be read, or the command was used wrongly: exit 2.
  case usage
  /// The environment failed (database, server binaries, disk): exit 3.
  case environment
  /// What would answer is not at hand, such as another project's lock: exit 4.
  case unknown
}

extension Sequence where Element == Diagnostic {
  /// Sorted by place, each once: the order every output uses.
  package func sortedAndDistinct() -> [Diagnostic] {
    var seen = Set<Diagnostic>()
    return filter { seen.insert($0).inserted }.sorted { left, right in
      if left.span != right.span {
        guard let leftSpan = left.span else { return true }
        guard let rightSpan = right.span else { return false }
        return leftSpan < rightSpan
      }
      return (left.id.rawValue, left.message) < (right.id.rawValue, right.message)
    }
  }
}
