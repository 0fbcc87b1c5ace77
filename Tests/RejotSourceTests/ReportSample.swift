import RejotSource

/// A run with one finding of each form.
enum ReportSample {
  static let contract = SourceFile(
    path: "contracts/größe 1.sql", text: "-- rejot:public a@1.0\nSELECT id,\n  nme FROM t\n")
  static let project = SourceFile(path: "rejot.yaml", text: "rejot: 1\n")

  static let finding = Diagnostic(
    .columnNotFound, "column \"nme\" does not exist, 100% sure\u{1B}[2J", at: nme,
    labels: [Diagnostic.Label(contract.span(22..<28), "in this statement")],
    notes: ["t has the columns id and name"],
    help: [
      Diagnostic.Help(
        "did you mean name?", edits: [Diagnostic.Edit(nme, replacement: "name")]),
      Diagnostic.Help("or add it"),
    ])
  static let nme = contract.span(35..<38)
  static let severalLines = Diagnostic(
    .statementRejected, "no", at: contract.span(22..<38), severity: .warning)
  static let wholeProject = Diagnostic(.outputStale, "\"generated\" differs", at: nil)
  static let environment = Diagnostic(.serverBinariesMissing, "no programs", at: nil)

  static func report(
    _ diagnostics: [Diagnostic], exitCode: Int32 = 1, checked: Set<String> = ["b@1"]
  ) -> Report {
    Report(
      files: [contract.path: contract, project.path: project], diagnostics: diagnostics,
      exitCode: exitCode, version: "1.2.3",
      projects: [
        ReportedProject(
          name: "shop", file: "rejot.yaml",
          contracts: [
            ContractPlace(name: "a@1", span: contract.span(3..<47)),
            ContractPlace(name: "b@1", span: Span(file: "contracts/b.sql", start: 0, end: 9)),
            ContractPlace(name: nil, span: Span(file: "contracts/b.sql", start: 10, end: 20)),
          ], checked: checked)
      ], pathPrefix: "sub/", description: describe)
  }

  /// A project with a contract file and nothing more.
  static func small(
    _ file: SourceFile, _ diagnostics: [Diagnostic], name: String = "p"
  ) -> Report {
    Report(
      files: [file.path: file], diagnostics: diagnostics, exitCode: 1, version: "1.0.0",
      projects: [
        ReportedProject(
          name: name, file: "rejot.yaml",
          contracts: [ContractPlace(name: name, span: file.span(0..<file.bytes.count))],
          checked: [])
      ], description: describe)
  }

  /// A run without a project.
  static func usage() -> Report {
    Report(
      diagnostics: [Diagnostic(.wrongUsage, "what?", at: nil)], exitCode: 2, version: "1.0.0",
      description: describe)
  }

  @Sendable static func describe(_ id: DiagnosticID) -> RuleDescription {
    RuleDescription(
      summary: "summary of \(id.rawValue)", meaning: "Meaning.", repair: "Repair.")
  }
}
