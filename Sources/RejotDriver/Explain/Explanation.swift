package import RejotSource

/// The long explanation of a kind of finding: what `rejotc explain` prints and docs/diagnostics.md
/// is made of. Paragraphs are separated by empty lines; line breaks within one mean nothing.
package struct Explanation: Sendable {
  /// What a finding is about; the chapters of docs/diagnostics.md.
  package enum Group: String, Sendable, CaseIterable {
    case files = "Projects and contract files"
    case statements = "SQL statements"
    case publicSchemas = "Public schemas"
    case consumerSchemas = "Consumer schemas"
    case projects = "Contracts of other projects"
    case changes = "Changes of contracts"
    case tests = "Contract tests"
    case environment = "Databases, servers and outputs"
  }

  package let id: DiagnosticID
  package let group: Group
  /// One line, without a full stop.
  package let summary: String
  /// What the finding means.
  package let meaning: String
  /// What would go wrong at run time, or later, if nobody checked.
  package let reason: String
  /// How to get rid of it.
  package let repair: String
  package let example: Example

  init(
    _ id: DiagnosticID, in group: Group, summary: String, meaning: String, reason: String,
    repair: String, example: Example
  ) {
    self.id = id
    self.group = group
    self.summary = summary
    self.meaning = meaning
    self.reason = reason
    self.repair = repair
    self.example = example
  }

  /// Every explanation, in the order of their ids' declaration.
  package static var all: [Explanation] { DiagnosticID.allCases.map(\.explanation) }
}

extension DiagnosticKind {
  /// When a command with such an error exits with which code, in words.
  var exitWords: String {
    switch self {
    case .contract: "An error of this kind makes the exit code 1, or 2 within rejot.yaml."
    case .change: "An error of this kind makes the exit code 1."
    case .usage: "An error of this kind makes the exit code 2."
    case .environment: "An error of this kind makes the exit code 3."
    case .unknown: "An error of this kind makes the exit code 4."
    }
  }
}
