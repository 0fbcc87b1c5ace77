package import RejotSource

/// What a job found, ready to be printed in any format.
package struct JobResult: Sendable {
  /// Every text that diagnostics point into, by path.
  package var files: [String: SourceFile] = [:]
  package var diagnostics: [Diagnostic] = []
  package var exitCode = ExitCode.fine
  /// Where each store's catalog came from.
  package var choices: [CatalogChoice] = []
  /// What the command shows beside findings, in text form; empty for most.
  package var text = ""
  /// The same as members of the JSON document.
  package var members: [JSONValue.Member] = []
  /// The last line in text form: what was done.
  package var summary = ""

  /// A run that did not get as far as a project.
  package static func failure(_ diagnostic: Diagnostic) -> JobResult {
    JobResult(
      diagnostics: [diagnostic], exitCode: ExitCode([diagnostic], projectFiles: []),
      summary: DiagnosticCount([diagnostic]).words)
  }
}

/// How many findings there are, in words.
struct DiagnosticCount {
  let errors: Int
  let warnings: Int

  init(_ diagnostics: [Diagnostic]) {
    let distinct = diagnostics.sortedAndDistinct()
    errors = distinct.count { $0.severity == .error }
    warnings = distinct.count - errors
  }

  /// `2 errors, 1 warning`, or `no findings`.
  var words: String {
    let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map {
      Count.words($0.0, $0.1)
    }
    return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
  }
}

/// Numbers with their noun.
enum Count {
  static func words(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
