import RejotAnalysis
import RejotSource

/// Reports on statements as the member `analyze` adds to the JSON document.
enum AnalyzeJSON {
  static func members(
    _ reports: [QueryReport], files: [String: SourceFile]
  ) -> [JSONValue.Member] {
    let renderer = JSONRenderer(files: files)
    return [
      JSONValue.Member("statements", .array(reports.map { statement($0, files, renderer) }))
    ]
  }

  private static func statement(
    _ report: QueryReport, _ files: [String: SourceFile], _ renderer: JSONRenderer
  ) -> JSONValue {
    let line = files[report.span.file]?.position(of: report.span.start).line
    let findings = report.diagnostics.sortedAndDistinct().map(renderer.value)
    return .object([
      JSONValue.Member("file", .string(report.span.file)),
      JSONValue.Member("line", .optional(line)),
      JSONValue.Member("parameters", .array(report.parameters.map(parameter))),
      JSONValue.Member("columns", .array(report.columns.map(column))),
      JSONValue.Member("diagnostics", .array(findings)),
    ])
  }

  private static func parameter(_ parameter: QueryReport.Parameter) -> JSONValue {
    .oneLine(
      .object([
        JSONValue.Member("name", .string(parameter.name)),
        JSONValue.Member("type", .string(parameter.type)),
        JSONValue.Member("nullable", .boolean(parameter.nullable)),
      ]))
  }

  private static func column(_ column: QueryReport.Column) -> JSONValue {
    .oneLine(
      .object([
        JSONValue.Member("name", .string(column.name)),
        JSONValue.Member("type", .string(column.type)),
        JSONValue.Member("nullable", .boolean(column.nullable)),
        JSONValue.Member("because", .string(column.because)),
        JSONValue.Member("lineage", .strings(column.lineage)),
      ]))
  }
}
