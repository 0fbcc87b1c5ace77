import RejotAnalysis
import RejotSource

/// `rejotc test`: contract tests on a throw-away server.
package enum TestJob {
  /// What the command was asked for.
  package struct Request: Sendable {
    /// Tests whose names hold one of these; all where there are none.
    package var names: [String]
    /// `--update`: write what comes out as what is expected.
    package var updates: Bool
    /// `--generate`: add tests made from the catalogs.
    package var generates: Bool
    /// Say how long each took.
    package var showsTimes: Bool

    package init(
      names: [String] = [], updates: Bool = false, generates: Bool = false,
      showsTimes: Bool = false
    ) {
      self.names = names
      self.updates = updates
      self.generates = generates
      self.showsTimes = showsTimes
    }
  }

  package static func run(
    _ options: JobOptions, _ context: JobContext, _ request: Request
  ) -> JobResult {
    if options.catalog == .live || options.catalog == .lock {
      return .failure(
        Diagnostic(
          .wrongUsage, "--catalog \(options.catalog.rawValue) cannot stand with rejotc test",
          at: nil, notes: ["tests write rows: they run on a throw-away server, always"],
          help: [Diagnostic.Help("leave --catalog out")]))
    }
    var options = options
    options.catalog = .embedded
    options.evaluatesAtServer = true
    let set = CompilationSet(options, context, readsConsumers: false)
    var runs = set.members.compactMap { ProjectTests($0, request) }
    var own: [Diagnostic] = []
    let names = runs.flatMap { $0.tests.map(\.name.value) }
    for name in request.names where !names.contains(where: { $0.contains(name) }) {
      own.append(TestFindings.unknown(name, among: names))
    }
    if !set.hasErrors, own.isEmpty {
      for place in runs.indices { runs[place].run(context) }
    }
    return result(set, runs, own, request)
  }

  private static func result(
    _ set: CompilationSet, _ runs: [ProjectTests], _ own: [Diagnostic], _ request: Request
  ) -> JobResult {
    var result = set.result(with: own + runs.flatMap(\.diagnostics))
    for run in runs { result.files.merge(run.files) { _, last in last } }
    // Of contracts the compiler speaks; here a case is a test.
    result.projects = runs.map(\.reported)
    let results = runs.flatMap(\.results)
    let skipped = runs.flatMap(\.skipped)
    result.members = TestJSON.members(results, skipped: skipped, files: result.files)
    result.summary = summary(results, skipped, runs, result)
    if request.showsTimes {
      result.remarks = results.map { "\($0.duration.words)  \($0.test.name.value)" }
    }
    return result
  }

  private static func summary(
    _ results: [CaseResult], _ skipped: [ContractTest], _ runs: [ProjectTests],
    _ result: JobResult
  ) -> String {
    let passed = results.count(where: \.hasPassed)
    let recorded = results.count(where: \.isRecorded)
    let failed = results.count - passed - recorded
    if results.isEmpty {
      guard skipped.isEmpty, result.exitCode == .fine else {
        return "\(DiagnosticCount(result.diagnostics).words); no test was run"
      }
      return "no contract tests: \(Workspace.testFolder)/ holds none"
    }
    var parts = ["\(Count.words(passed, "test")) passed"]
    if recorded > 0 { parts.append("\(recorded) recorded") }
    if failed > 0 { parts.append("\(failed) failed") }
    if !skipped.isEmpty { parts.append("\(skipped.count) not run") }
    let unreadable = runs.reduce(0) { $0 + $1.unreadable }
    if unreadable > 0 { parts.append("\(unreadable) cannot be read") }
    let generated = runs.reduce(0) { $0 + $1.generated }
    if generated > 0 { parts.append("\(generated) generated") }
    return parts.joined(separator: ", ")
  }
}

extension Duration {
  /// `12.3 ms`.
  fileprivate var words: String {
    let parts = components
    let tenths =
      parts.seconds * 10_000 + (parts.attoseconds + 50_000_000_000_000) / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
