import RejotAnalysis
import RejotSource

/// What became of tests, as findings.
enum TestFindings {
  static func findings(_ result: CaseResult) -> [Diagnostic] {
    var findings = result.differences.map { number, difference in
      finding(result.test, result.test.steps[number], number, difference)
    }
    if let failure = result.failure {
      findings.append(finding(result.test, failure.error, failure.step))
    }
    return findings
  }

  private static func finding(
    _ test: ContractTest, _ step: TestStep, _ number: Int, _ difference: Difference
  ) -> Diagnostic {
    let what =
      switch difference.subject {
      case .rows(let table): "\(table) has other rows"
      case .events(let contract): "\(contract) publishes other events"
      }
    return Diagnostic(
      .testFailed, "\(test.name.value): \(what) \(words(test, step))", at: difference.place,
      notes: [difference.text],
      help: [Diagnostic.Help("if what came out is right, record it: rejotc test --update")])
  }

  private static func finding(
    _ test: ContractTest, _ error: TestFailure, _ step: TestStep?
  ) -> Diagnostic {
    let id: DiagnosticID =
      switch error.kind {
      case .contract: .testFailed
      case .test: .testInvalid
      case .environment: .databaseUnreachable
      }
    return Diagnostic(
      id, "\(test.name.value): \(error.message)",
      at: error.span ?? step?.place ?? test.name.span, notes: error.notes,
      help: error.help)
  }

  /// After which step.
  static func words(_ test: ContractTest, _ step: TestStep) -> String {
    if let name = step.name { return "after \"\(name.value)\"" }
    let place = test.steps.filter { !$0.isInitial }.firstIndex { $0.place == step.place }
    return place.map { "after step \($0 + 1)" } ?? "once what is given is loaded"
  }

  /// Two tests of one name could not be told apart.
  static func sameName(_ name: Located<String>, _ first: Span) -> Diagnostic {
    Diagnostic(
      .testInvalid, "there are two tests \"\(name.value)\"", at: name.span,
      labels: [Diagnostic.Label(first, "the other one is here")],
      help: [Diagnostic.Help("give one of them another name")])
  }

  static func unknown(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .wrongUsage, "no contract test is called \"\(name)\"", at: nil,
      help: [
        Diagnostic.Help(
          Suggestion.nearest(to: name, among: names).map { "did you mean \"\($0.word)\"?" }
            ?? "a test is named in full, or by a part of its name")
      ])
  }

  static func recorded(_ path: String, _ count: Int) -> Diagnostic {
    Diagnostic(
      .testRecorded,
      "recorded what came out of \(Count.words(count, "test")) in \"\(path)\"",
      at: nil, help: [Diagnostic.Help("read the difference: what is recorded counts as right")])
  }

  static func generated(_ path: String, _ count: Int) -> Diagnostic {
    Diagnostic(
      .testRecorded, "added \(Count.words(count, "test")) to \"\(path)\"", at: nil,
      help: [
        Diagnostic.Help("read what they expect: what came out now counts as right from now on")
      ])
  }

  static func outside(_ path: String) -> Diagnostic {
    Diagnostic(
      .outputUnwritable, "\"\(path)\" leads out of the project", at: nil,
      notes: ["nothing is written outside, whatever a project's links say"],
      help: [Diagnostic.Help("make the folder one of the project's own")])
  }

  static func notGenerated(_ error: TestFailure) -> Diagnostic {
    Diagnostic(
      .databaseUnreachable, "tests cannot be generated: \(error.message)", at: nil,
      notes: error.notes, help: [Diagnostic.Help("run the command again")])
  }

  static func noRows(_ label: String) -> Diagnostic {
    Diagnostic(
      .testInvalid, "no rows were found that \(label) shares", at: nil, severity: .warning,
      notes: [
        "rows are made from the catalog, and constants of the SELECT are tried in its filter"
      ],
      help: [Diagnostic.Help("write a test by hand")])
  }

  static func unwritable(_ path: String, _ error: DiskError) -> Diagnostic {
    Diagnostic(
      .outputUnwritable, "\"\(path)\" cannot be written: \(error.reason)", at: nil,
      help: [Diagnostic.Help("make the folder writable")])
  }
}
