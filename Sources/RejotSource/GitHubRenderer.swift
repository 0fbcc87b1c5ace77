/// Findings as workflow commands, one a line: GitHub shows them beside the lines of a pull request.
///
/// ```
/// ::error file=schemas/contracts/customer.sql,line=5,endLine=5,col=8,endColumn=18,title=…::…
/// ```
///
/// The form and its escapes are those of the runner's `ActionCommand`: in the message `%` and line
/// breaks are percent-encoded, in a property also `:` and `,`. Controls, carriage return among
/// them, are made visible as in text.
package struct GitHubRenderer: Sendable {
  private let report: Report

  package init(_ report: Report) {
    self.report = report
  }

  /// The commands, sorted, each once; empty when there are no findings.
  package func render() -> String {
    report.diagnostics.sortedAndDistinct().map { command($0) + "\n" }.joined()
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    let properties = place(diagnostic.span) + [("title", "rejotc: \(diagnostic.id.rawValue)")]
    let list = properties.map { "\($0.0)=\(Self.escaped($0.1, isProperty: true))" }
    let text = ([diagnostic.message] + diagnostic.linesOfAdvice()).joined(separator: "\n")
    return "::\(diagnostic.severity.rawValue) \(list.joined(separator: ","))::"
      + Self.escaped(text, isProperty: false)
  }

  private func place(_ span: Span?) -> [(String, String)] {
    guard let span else { return [] }
    let file = [("file", report.path(span.file))]
    guard let (start, end) = report.position(of: span) else { return file }
    let lines = [("line", String(start.line)), ("endLine", String(end.line))]
    // The runner refuses columns of a stretch of several lines.
    guard start.line == end.line else { return file + lines }
    return file + lines + [("col", String(start.column)), ("endColumn", String(end.column))]
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in SnippetLine.visible(text).unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
