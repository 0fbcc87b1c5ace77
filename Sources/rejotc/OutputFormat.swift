import ArgumentParser
import RejotDriver
import RejotSource

/// `--format`: how findings are written.
enum OutputFormat: String, CaseIterable {
  /// For people, on standard error. All others are one document on standard output.
  case text
  case json
  case github
  case sarif
  case junit

  /// The document of a result; nil for text.
  func document(_ result: JobResult, environment: [String: String]) -> String? {
    var report: Report {
      result.report(version: Rejotc.configuration.version, environment: environment)
    }
    switch self {
    case .text: return nil
    case .json:
      return LogText.harmlessJSON(
        JSONRenderer(files: result.files).render(result.diagnostics, additional: result.members))
    case .github: return GitHubRenderer(report).render()
    case .sarif: return LogText.harmlessJSON(SARIFRenderer(report).render())
    case .junit: return LogText.harmlessXML(JUnitRenderer(report).render())
    }
  }

  /// The format that arguments ask for, which could not be understood as a whole; the last one
  /// counts. Text where they ask for none that exists.
  static func requested(by arguments: [String]) -> OutputFormat {
    var requested = OutputFormat.text
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      var word: String?
      if argument == "--format" {
        word = index + 1 < arguments.count ? arguments[index + 1] : nil
      } else if argument.hasPrefix("--format=") {
        word = String(argument.dropFirst("--format=".count))
      }
      if let format = word.flatMap({ OutputFormat(rawValue: $0) }) { requested = format }
    }
    return requested
  }
}
