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
  /// What else was done, a line each, behind the summary.
  package var remarks: [String] = []
  /// Where the paths of findings begin, absolute; nil when there are none.
  package var folder: String?
  /// The projects it is about.
  package var projects: [ReportedProject] = []
  /// Findings that are not among the diagnostics because there are too many.
  package var omitted = 0

  /// A run that did not get as far as a project.
  package static func failure(_ diagnostic: Diagnostic) -> JobResult {
    JobResult(
      diagnostics: [diagnostic], exitCode: ExitCode([diagnostic], projectFiles: []),
      summary: DiagnosticCount([diagnostic]).words)
  }
}

extension JobResult {
  /// Most findings that are shown: more comes from a text that is no contract, or is made to flood
  /// whoever reads the log.
  private static let findingLimit = 5_000

  /// The result with as many findings as are shown, the first in their order.
  package var limited: JobResult {
    guard diagnostics.count > Self.findingLimit else { return self }
    let all = diagnostics.sortedAndDistinct()
    guard all.count > Self.findingLimit else { return self }
    var result = self
    result.diagnostics = Array(all.prefix(Self.findingLimit))
    result.omitted = all.count - Self.findingLimit
    result.summary += ", of which \(Self.findingLimit) are shown"
    result.members.append(JSONValue.Member("omitted", .integer(result.omitted)))
    return result
  }

  /// The result as the formats of CI systems take it.
  package func report(version: String, environment: [String: String]) -> Report {
    var report = Report(
      files: files, diagnostics: diagnostics, exitCode: exitCode.rawValue, version: version,
      projects: projects,
      pathPrefix: folder.map { RepositoryPath.prefix(of: $0, environment: environment) } ?? "",
      description: { id in
        let explanation = id.explanation
        func words(_ text: String) -> String {
          Wrapping.paragraphs(text).joined(separator: "\n\n")
        }
        return RuleDescription(
          summary: explanation.summary, meaning: words(explanation.meaning),
          repair: words(explanation.repair))
      })
    report.omitted = omitted
    return report
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
