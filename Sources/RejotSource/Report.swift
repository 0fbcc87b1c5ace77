/// Everything the machine formats of CI systems need to know of one run.
package struct Report: Sendable {
  /// The texts that spans refer to, by ``SourceFile/path``.
  package var files: [String: SourceFile]
  package var diagnostics: [Diagnostic]
  /// Findings that are left out because there are too many.
  package var omitted = 0
  /// What the process exits with.
  package var exitCode: Int32
  /// The version of this program.
  package var version: String
  /// In the order of their paths; none when there was none to read.
  package var projects: [ReportedProject]
  /// What leads from the repository's root to where paths begin, empty or ending in `/`: CI systems
  /// look files up from the root of the checkout.
  package var pathPrefix: String
  /// What is known of a kind of finding.
  package var description: @Sendable (DiagnosticID) -> RuleDescription

  package init(
    files: [String: SourceFile] = [:], diagnostics: [Diagnostic], exitCode: Int32, version: String,
    projects: [ReportedProject] = [], pathPrefix: String = "",
    description: @escaping @Sendable (DiagnosticID) -> RuleDescription
  ) {
    self.files = files
    self.diagnostics = diagnostics
    self.exitCode = exitCode
    self.version = version
    self.projects = projects
    self.pathPrefix = pathPrefix
    self.description = description
  }

  /// A finding's path from the repository's root.
  func path(_ file: String) -> String { file.hasPrefix("/") ? file : pathPrefix + file }

  /// Where a span begins and ends, if its text is at hand.
  func position(of span: Span) -> (start: Position, end: Position)? {
    files[span.file].map { ($0.position(of: span.start), $0.position(of: span.end)) }
  }
}

/// One project of a run.
package struct ReportedProject: Sendable {
  package let name: String
  /// The path of its file, as findings name it.
  package let file: String
  /// Every contract of it, readable or not, in the order of files and places.
  package let contracts: [ContractPlace]
  /// Names of the contracts that were checked to the end: they are right when nothing was found.
  package let checked: Set<String>

  package init(name: String, file: String, contracts: [ContractPlace], checked: Set<String>) {
    self.name = name
    self.file = file
    self.contracts = contracts
    self.checked = checked
  }
}

/// A contract as it stands in a file, readable or not.
package struct ContractPlace: Sendable, Equatable {
  /// `customer@1` or `crm-customers`; nil when its name cannot be read.
  package let name: String?
  /// All of it.
  package let span: Span

  package init(name: String?, span: Span) {
    self.name = name
    self.span = span
  }
}

/// A kind of finding in words.
package struct RuleDescription: Sendable {
  /// One line.
  package let summary: String
  package let meaning: String
  package let repair: String

  package init(summary: String, meaning: String, repair: String) {
    self.summary = summary
    self.meaning = meaning
    self.repair = repair
  }
}

extension Diagnostic {
  /// Notes and help as lines, for formats that have one text for a finding.
  func linesOfAdvice() -> [String] {
    notes.map { "note: \($0)" } + help.map { "help: \($0.text)" }
  }
}
