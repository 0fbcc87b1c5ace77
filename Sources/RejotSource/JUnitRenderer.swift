/// A run as the XML that CI systems read test results from: a suite a file, a case a contract, so
/// that what passed is counted too.
///
/// There is no standard; elements and attributes are those that Jenkins' junit-10.xsd and Maven
/// Surefire's schema have in common. A contract's errors are failures; what kept contracts from
/// being checked is an error, and contracts that were not looked at are skipped. Warnings are
/// output of their case. There is neither a clock nor a host in the document.
package struct JUnitRenderer: Sendable {
  private let report: Report
  private let text: TextRenderer

  package init(_ report: Report) {
    self.report = report
    text = TextRenderer(files: report.files)
  }

  /// One case and what was found in it.
  private struct Case {
    let name: String
    /// Nil: it stands for the file as a whole.
    let contract: ContractPlace?
    var findings: [Diagnostic] = []
    /// Also true of a file as a whole: there is a run.
    var isLookedAt: Bool

    var errors: [Diagnostic] { findings.filter { $0.severity == .error } }
    var isError: Bool { errors.contains { !$0.kind.isFailure } }
    var isFailure: Bool { !isError && !errors.isEmpty }
    var isSkipped: Bool { errors.isEmpty && !isLookedAt }
  }

  /// The document's text, ending in a line break.
  package func render() -> String {
    let suites = suites()
    let all = suites.flatMap(\.cases)
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    output += "<testsuites name=\"rejotc\"\(Self.counts(all))>\n"
    for (path, cases) in suites {
      let name = XMLText.attribute(report.path(path))
      output += "  <testsuite name=\"\(name)\"\(Self.counts(cases))>\n"
      for each in cases { output += element(each, in: path) }
      output += "  </testsuite>\n"
    }
    return output + "</testsuites>\n"
  }

  /// The suites in the order of their paths' bytes, each case once.
  private func suites() -> [(path: String, cases: [Case])] {
    let whole = report.projects.first?.file ?? Self.commandLine.path
    var cases: [String: [Case]] = [:]
    if report.projects.isEmpty {
      cases[whole] = [Case(name: Self.commandLine.name, contract: nil, isLookedAt: true)]
    }
    for project in report.projects {
      cases[project.file, default: []].insert(
        Case(name: "project", contract: nil, isLookedAt: true), at: 0)
      for contract in project.contracts {
        let number = cases[contract.span.file, default: []].count + 1
        cases[contract.span.file, default: []].append(
          Case(
            name: contract.name ?? "contract \(number)", contract: contract,
            isLookedAt: contract.name.map(project.checked.contains) ?? false))
      }
    }
    for finding in report.diagnostics.sortedAndDistinct() {
      let path = finding.span?.file ?? whole
      let place = Self.index(of: finding, in: &cases[path, default: []])
      cases[path]?[place].findings.append(finding)
    }
    return cases.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { ($0.key, $0.value) }
  }

  /// What stands for the file where there is no project.
  private static let commandLine = (path: "rejotc", name: "command line")

  /// The project a file belongs to: the one with the nearest project file above it.
  private func project(of path: String) -> String {
    let above = report.projects.filter { project in
      path.hasPrefix(project.file[..<(project.file.lastIndex(of: "/") ?? project.file.startIndex)])
    }
    let nearest = above.max { $0.file.utf8.count < $1.file.utf8.count }
    return nearest?.name ?? report.projects.first?.name ?? "rejotc"
  }

  /// The case a finding belongs to: the contract around it, else the file.
  private static func index(of finding: Diagnostic, in cases: inout [Case]) -> Int {
    if let start = finding.span?.start,
      let inside = cases.lastIndex(where: { each in
        each.contract.map { ($0.span.start...max($0.span.start, $0.span.end)).contains(start) }
          ?? false
      })
    {
      return inside
    }
    if let whole = cases.firstIndex(where: { $0.contract == nil }) { return whole }
    cases.insert(Case(name: "file", contract: nil, isLookedAt: true), at: 0)
    return 0
  }

  private func element(_ each: Case, in path: String) -> String {
    let project = XMLText.attribute(project(of: path))
    var start = "    <testcase name=\"\(XMLText.attribute(each.name))\" classname=\"\(project)\""
    if !report.projects.isEmpty { start += " file=\"\(XMLText.attribute(report.path(path)))\"" }
    start += " time=\"0\""
    var body = ""
    for error in each.errors {
      body += finding(error.kind.isFailure ? "failure" : "error", error)
    }
    if each.isSkipped { body += "      <skipped message=\"not checked\"/>\n" }
    let warnings = each.findings.filter { $0.severity == .warning }
    if !warnings.isEmpty {
      body += "      <system-out>\(XMLText.content(text.render(warnings)))</system-out>\n"
    }
    return body.isEmpty ? start + "/>\n" : start + ">\n" + body + "    </testcase>\n"
  }

  private func finding(_ element: String, _ diagnostic: Diagnostic) -> String {
    "      <\(element) type=\"\(diagnostic.id.rawValue)\""
      + " message=\"\(XMLText.attribute(diagnostic.message))\">"
      + "\(XMLText.content(text.render(diagnostic)))</\(element)>\n"
  }

  private static func counts(_ cases: [Case]) -> String {
    " tests=\"\(cases.count)\" failures=\"\(cases.count { $0.isFailure })\""
      + " errors=\"\(cases.count { $0.isError })\" skipped=\"\(cases.count { $0.isSkipped })\""
      + " time=\"0\""
  }
}

extension DiagnosticKind {
  /// The contract was looked at and is wrong; anything else kept it from being looked at.
  fileprivate var isFailure: Bool {
    switch self {
    case .contract, .change: true
    case .usage, .environment, .unknown: false
    }
  }
}
