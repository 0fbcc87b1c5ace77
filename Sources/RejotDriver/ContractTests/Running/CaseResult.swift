import RejotSource

/// What became of one test.
struct CaseResult {
  let test: ContractTest
  /// Why it cannot go on, with the step at which it stopped.
  var failure: (error: TestFailure, step: TestStep?)?
  var differences: [(step: Int, difference: Difference)] = []
  /// What came out of each step that was done, for whoever records it.
  var outcomes: [StepOutcome] = []
  /// What came out was written into its file.
  var isRecorded = false
  /// How long it took.
  var duration = Duration.zero

  var hasPassed: Bool { failure == nil && differences.isEmpty && !isRecorded }
}

/// What came out of a step.
struct StepOutcome {
  var events: [TestEvent] = []
  /// The rows of each table whose rows the step expects, or of the tables that consumers wrote
  /// where it expects nothing.
  var rows: [RecordedRows] = []
}

/// All rows of a table as they were after a step.
struct RecordedRows {
  let table: String
  let columns: [String]
  let rows: [[String?]]
}
