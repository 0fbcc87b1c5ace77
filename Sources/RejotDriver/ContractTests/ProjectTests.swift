import Dispatch
import RejotAnalysis
import RejotEphemeral
import RejotSource

/// The contract tests of one project: read, run, and written where that was asked for.
struct ProjectTests {
  private let compilation: Compilation
  private let request: TestJob.Request
  /// Every test that could be read, in the order of files.
  private(set) var tests: [ContractTest] = []
  private(set) var results: [CaseResult] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Every text that findings may point into, by path.
  private(set) var files: [String: SourceFile] = [:]
  /// How many could not be read.
  private(set) var unreadable = 0
  /// How many tests were generated.
  private(set) var generated = 0
  /// Where each file may be written, by the path that findings show.
  private var paths: [String: String] = [:]

  /// Nil without a project.
  init?(_ compilation: Compilation, _ request: TestJob.Request) {
    guard var workspace = compilation.workspace, workspace.project != nil else { return nil }
    self.compilation = compilation
    self.request = request
    let known = workspace.diagnostics.count
    for (file, path) in workspace.readTests() {
      paths[file.path] = path
      read(file)
    }
    diagnostics += workspace.diagnostics.dropFirst(known)
    files = workspace.files
  }

  private mutating func read(_ file: SourceFile) {
    let reader = TestFileReader(file)
    diagnostics += reader.diagnostics
    unreadable += reader.unreadable
    for test in reader.tests {
      if let first = tests.first(where: { $0.name.value == test.name.value }) {
        diagnostics.append(TestFindings.sameName(test.name, first.name.span))
      }
      tests.append(test)
    }
  }

  /// Tests that were asked for.
  private var wanted: [ContractTest] {
    tests.filter { test in
      request.names.isEmpty || request.names.contains { test.name.value.contains($0) }
    }
  }

  /// Tests that were asked for and not run.
  var skipped: [ContractTest] {
    let done = Set(results.map(\.test.name.span))
    return wanted.filter { !done.contains($0.name.span) }
  }

  /// The project with its tests in the place of contracts.
  var reported: ReportedProject {
    let workspace = compilation.workspace
    let asked = wanted
    return ReportedProject(
      name: workspace?.project?.name.value ?? "", file: workspace?.location.shownFile ?? "",
      contracts: asked.map { ContractPlace(name: $0.name.value, span: $0.span) },
      checked: Set(results.filter(\.hasPassed).map(\.test.name.value)))
  }

  // MARK: Running

  /// The longest that one test may take; then its server is stopped, for what it runs may refuse to
  /// be cancelled.
  private static let limit = 60

  mutating func run(_ context: JobContext) {
    guard let bench = TestBench(compilation, servers: context.servers) else { return }
    defer { bench.close() }
    // What the first test would wait for is no part of it.
    for store in bench.stores where !wanted.isEmpty { _ = try? store.own() }
    if request.generates { generate(bench) }
    var forms: [String: TextForms] = [:]
    for test in wanted {
      let result = Self.limited(bench) { CaseRun.run(test, on: bench, &forms) }
      results.append(result)
      if case .environment? = result.failure?.error.kind { break }
    }
    if request.updates { update(bench) }
    for result in results { diagnostics += TestFindings.findings(result) }
  }

  private static func limited(_ bench: TestBench, _ body: () -> CaseResult) -> CaseResult {
    let servers = bench.stores.map(\.server)
    let end = DispatchWorkItem { for server in servers { server.stop() } }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit), execute: end)
    var result = body()
    end.cancel()
    if case .environment? = result.failure?.error.kind, result.duration > .seconds(limit) {
      result.failure?.error.notes.append("a test has \(limit) seconds; its server was stopped")
    }
    return result
  }

  // MARK: Generating

  private mutating func generate(_ bench: TestBench) {
    guard let workspace = compilation.workspace else { return }
    let path = Path.join(Workspace.testFolder, TestGenerator.file)
    let shown = workspace.location.shown(path)
    var generator = TestGenerator(bench, known: Set(tests.map(\.name.value)))
    do throws(TestFailure) {
      try generator.run()
    } catch {
      diagnostics.append(TestFindings.notGenerated(error))
    }
    diagnostics += generator.without.map(TestFindings.noRows)
    guard !generator.texts.isEmpty else { return }
    let text = TestGenerator.text(files[shown]?.text, adding: generator.texts)
    let full = paths[shown] ?? Path.join(workspace.location.folder, path)
    guard
      Path.isInside(Disk.canonicalPath(full), Disk.canonicalPath(workspace.location.folder))
    else {
      diagnostics.append(TestFindings.outside(shown))
      return
    }
    do throws(DiskError) {
      _ = try Disk.createFolders(Path.parent(of: full))
      try ExpectationWriter.write(Array(text.utf8), to: full)
    } catch {
      diagnostics.append(TestFindings.unwritable(shown, error))
      return
    }
    generated = generator.texts.count
    diagnostics.append(TestFindings.generated(shown, generated))
    let file = SourceFile(path: shown, text: text)
    tests.removeAll { $0.span.file == shown }
    diagnostics.removeAll { $0.span?.file == shown }
    files[shown] = file
    paths[shown] = full
    read(file)
  }

  // MARK: Recording

  /// Writes what came out of tests that could be run to their end.
  private mutating func update(_ bench: TestBench) {
    let writer = ExpectationWriter(bench: bench)
    var edits: [String: [Diagnostic.Edit]] = [:]
    var changed: [String: Int] = [:]
    for place in results.indices where results[place].failure == nil {
      let own = writer.edits(results[place])
      guard let file = own.first?.span.file else { continue }
      edits[file, default: []] += own
      changed[file, default: 0] += 1
      results[place].differences = []
      results[place].isRecorded = true
    }
    for (file, own) in edits.sorted(by: { $0.key < $1.key }) {
      guard let text = files[file], let path = paths[file] else { continue }
      do throws(DiskError) {
        try ExpectationWriter.write(ExpectationWriter.applying(own, to: text), to: path)
        diagnostics.append(TestFindings.recorded(file, changed[file] ?? 0))
      } catch {
        diagnostics.append(TestFindings.unwritable(file, error))
      }
    }
  }
}
