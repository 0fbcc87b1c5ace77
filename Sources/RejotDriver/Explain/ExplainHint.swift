package import RejotSource

/// The last line of a run with errors, which says where more is to be read.
package enum ExplainHint {
  /// Nil when there is no error.
  package static func line(_ diagnostics: [Diagnostic]) -> String? {
    var ids: [String] = []
    for diagnostic in diagnostics.sortedAndDistinct() where diagnostic.severity == .error {
      if !ids.contains(diagnostic.id.rawValue) { ids.append(diagnostic.id.rawValue) }
    }
    guard let first = ids.first else { return nil }
    return ids.count == 1
      ? "for more, type rejotc explain \(first)"
      : "for more, type rejotc explain and one of \(ids.joined(separator: ", "))"
  }
}
