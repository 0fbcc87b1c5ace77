import RejotAnalysis
import RejotSource

/// Reports on statements as people read them in a terminal; of a refused one its finding says
/// enough.
enum AnalyzeText {
  static func text(_ reports: [QueryReport], files: [String: SourceFile]) -> String {
    reports.filter { !$0.hasErrors }.map { statement($0, files) }.joined(separator: "\n")
  }

  private static func statement(
    _ report: QueryReport, _ files: [String: SourceFile]
  ) -> String {
    let line = files[report.span.file]?.position(of: report.span.start).line ?? 1
    var text = "\(report.span.file):\(line): \(report.word)\n"
    if !report.parameters.isEmpty {
      text += "  parameters\n"
      text += TextTable.table(
        ["name", "type", "null"],
        report.parameters.map { [$0.name, $0.type, $0.nullable ? "nullable" : "not null"] })
    }
    guard !report.columns.isEmpty else { return text + "  no columns\n" }
    return text + "  columns\n"
      + TextTable.table(
        ["name", "type", "null", "from", "because"],
        report.columns.map { column in
          [
            column.name, column.type, column.nullable ? "nullable" : "not null",
            column.lineage.isEmpty ? "-" : column.lineage.joined(separator: ", "), column.because,
          ]
        })
  }
}
