import RejotAnalysis
import RejotContract
import RejotSource

/// Adds tests that are made from the catalogs to `tests/generated.yaml`. What they expect is what
/// comes out now; what a consumer cannot take, and what an event that arrives twice changes, is
/// found without knowing what is right.
///
/// Tests that are there already are left as they are: they may have been edited.
struct TestGenerator {
  let bench: TestBench
  /// Names of the tests that there are.
  let known: Set<String>

  static let file = "generated.yaml"

  /// Public schemas for which no rows were found, by their labels.
  private(set) var without: [String] = []
  private(set) var texts: [String] = []

  init(_ bench: TestBench, known: Set<String>) {
    self.bench = bench
    self.known = known
  }

  mutating func run() throws(TestFailure) {
    var forms: [String: TextForms] = [:]
    for tested in bench.schemas
    where bench.consumers.contains(where: { $0.from == tested.reference }) {
      for (name, text) in try cases(of: tested) where !known.contains(name) {
        texts.append(try recorded(text, &forms))
      }
    }
  }

  private mutating func cases(
    of tested: TestedSchema
  ) throws(TestFailure) -> [(name: String, text: String)] {
    let contracts = connected(to: tested)
    guard tested.source != nil else {
      return ImportedCases(tested: tested, contracts: contracts).all()
    }
    for store in bench.stores { try store.reset() }
    guard let cases = try SchemaCases(tested, contracts: contracts) else {
      without.append(tested.label)
      return []
    }
    return try cases.all()
  }

  /// The public schema, and those whose consumers fill tables that rows of its consumers point to.
  private func connected(to tested: TestedSchema) -> [String] {
    var found = [tested.reference]
    var place = 0
    while place < found.count {
      let own = bench.consumers.filter { $0.from == found[place] }
      for other in bench.consumers where !found.contains(other.from) {
        let isPointedTo = own.contains { consumer in
          consumer.into == other.into
            && consumer.targets.flatMap(\.references).contains { reference in
              other.targets.contains { $0.name == reference.table }
            }
        }
        if isPointedTo { found.append(other.from) }
      }
      place += 1
    }
    return bench.schemas.filter { found.contains($0.reference) }.map(\.label)
  }

  // MARK: What is expected

  /// A test's text with what comes out of it. After a replay the rows are expected to be those
  /// before it.
  private func recorded(
    _ text: String, _ forms: inout [String: TextForms]
  ) throws(TestFailure) -> String {
    let file = SourceFile(path: Self.file, text: text)
    let reader = TestFileReader(file)
    guard let test = reader.tests.first, reader.diagnostics.isEmpty else {
      throw TestFailure(.environment, "a generated test cannot be read: \(text)")
    }
    var result = CaseRun.run(test, on: bench, &forms)
    if let failure = result.failure, failure.error.kind == .environment { throw failure.error }
    for (number, step) in test.steps.enumerated()
    where step.name?.value == CaseText.again && number < result.outcomes.count {
      result.outcomes[number].rows = result.outcomes[number - 1].rows
    }
    let edits = ExpectationWriter(bench: bench).edits(result)
    return String(decoding: ExpectationWriter.applying(edits, to: file), as: UTF8.self)
  }

  /// The file with the new tests behind those that it has.
  static func text(_ existing: String?, adding texts: [String]) -> String {
    var text =
      existing
        ?? """
        # Made by rejotc test --generate from the catalogs. Tests that are here are left as they are;
        # whatever is missing is added at the end.

        """
    for new in texts {
      if text.contains("contractTest:") { text += "\n---\n" }
      text += new
    }
    return text
  }
}
