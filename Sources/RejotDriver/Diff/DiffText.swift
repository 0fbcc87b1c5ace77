import RejotCompatibility
import RejotContract
import RejotSource

/// Changes for people, contract by contract.
enum DiffText {
  /// - Parameters:
  ///   - findings: where each change is shown.
  ///   - files: the texts of the run.
  static func text(
    _ contracts: [ChangedContract], _ findings: ChangeFindings, files: [String: SourceFile]
  ) -> String {
    contracts.map { contract in
      var lines = [contract.subject.description]
      for found in contract.changes {
        lines += Self.lines(found.change, place(findings.span(of: found.change), files))
      }
      let bumps = contract.bumps
      lines.append(
        "  needs: data \(bumps.data.rawValue), SQL \(bumps.sql.rawValue), "
          + "Swift \(bumps.swift.rawValue)")
      lines += contract.order.enumerated().map { "  \($0 + 1). \($1)" }
      return lines.map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private static func lines(_ change: Change, _ place: String) -> [String] {
    let word = change.waiver == nil ? change.verdict.rawValue : "\(change.verdict.rawValue), waived"
    var lines = ["  \(word): \(change.message) [\(change.rule.rawValue)]\(place)"]
    if !change.consumers.isEmpty {
      lines.append("    hits: \(change.consumers.map(\.description).joined(separator: ", "))")
    }
    if let waiver = change.waiver { lines.append("    meant: \(waiver.reason)") }
    return lines + change.notes.map { "    note: \($0)" }
  }

  private static func place(_ span: Span?, _ files: [String: SourceFile]) -> String {
    guard let span, let position = files[span.file]?.position(of: span.start) else { return "" }
    return " \(span.file):\(position.line):\(position.column)"
  }
}
