import RejotSource

/// `rejotc explain`: the long explanation of a finding, from the compiler alone.
package enum ExplainJob {
  /// - Parameter id: as findings print it, with or without its brackets; nil for a list of all.
  package static func run(_ id: String?) -> JobResult {
    guard let id else {
      return JobResult(
        text: ExplainText.list(Explanation.all), members: ExplainJSON.members(Explanation.all))
    }
    var word = id[...]
    if word.hasPrefix("["), word.hasSuffix("]") { word = word.dropFirst().dropLast() }
    guard let known = DiagnosticID(rawValue: String(word)) else {
      var result = JobResult.failure(unknown(String(word)))
      result.members = ExplainJSON.members([])
      return result
    }
    return JobResult(
      text: ExplainText.text(known.explanation), members: ExplainJSON.members([known.explanation]))
  }

  private static func unknown(_ word: String) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: DiagnosticID.allCases.map(\.rawValue))
    return Diagnostic(
      .wrongUsage, "no finding has the id \"\(word)\"", at: nil,
      help: (near.map { [Diagnostic.Help("did you mean \($0.word)?")] } ?? [])
        + [Diagnostic.Help("rejotc explain lists all ids")])
  }
}
