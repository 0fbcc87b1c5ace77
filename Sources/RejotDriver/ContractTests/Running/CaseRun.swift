import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// Runs one test: what is given is loaded, then each step's transactions are followed from the log
/// of their server to the tables of the consumers, until nothing more happens.
struct CaseRun {
  let test: ContractTest
  let bench: TestBench
  private var scope: CaseScope
  private var forms: [String: TextForms]
  /// The events of the step before, by transaction.
  private var before: [[TestEvent]] = []
  private var result: CaseResult

  static func run(
    _ test: ContractTest, on bench: TestBench, _ forms: inout [String: TextForms]
  ) -> CaseResult {
    let clock = ContinuousClock()
    let start = clock.now
    var result = CaseResult(test: test)
    do throws(TestFailure) {
      for store in bench.stores { try store.reset() }
      var run = CaseRun(
        test: test, bench: bench, scope: try CaseScope(test.contracts, in: bench), forms: forms,
        result: result)
      run.runAll()
      forms = run.forms
      result = run.result
    } catch {
      result.failure = (error, nil)
    }
    result.duration = start.duration(to: clock.now)
    return result
  }

  private init(
    test: ContractTest, bench: TestBench, scope: CaseScope, forms: [String: TextForms],
    result: CaseResult
  ) {
    self.test = test
    self.bench = bench
    self.scope = scope
    self.forms = forms
    self.result = result
  }

  private mutating func runAll() {
    var current: TestStep?
    do throws(TestFailure) {
      try giveRows()
      for (number, step) in test.steps.enumerated() {
        current = step
        try run(step, number)
      }
    } catch {
      result.failure = (error, current)
    }
  }

  // MARK: What is given

  private mutating func giveRows() throws(TestFailure) {
    var script = ScriptRunner(bench)
    for rows in test.given { try script.give(rows) }
    try script.commit()
    let sources = bench.stores.filter { store in scope.schemas.contains { $0.source === store } }
    for store in sources { try store.skipChanges() }
    var existing: [TestEvent] = []
    for schema in scope.loadOrder where isLoaded(schema) {
      guard let source = schema.source else { continue }
      existing += try EventMaker(tested: schema, session: source.own()).existing()
    }
    guard !existing.isEmpty else { return }
    var outcome = Outcome()
    try apply(existing, isLoading: true, &outcome)
    try followChanges(&outcome)
  }

  private func isLoaded(_ schema: TestedSchema) -> Bool {
    scope.groups.contains { group in
      group.consumers.contains { $0.from == schema.reference && $0.start == .initial }
    }
  }

  // MARK: Steps

  /// What happens in a step, as it goes on.
  private struct Outcome {
    var transactions: [[TestEvent]] = []
    /// Stores that may have changed and whose log was not read since.
    var changed: [TestStore] = []
    /// Tables that consumers wrote, by the name of their store.
    var written: [String: Set<QualifiedName>] = [:]
  }

  private mutating func run(_ step: TestStep, _ number: Int) throws(TestFailure) {
    var script = ScriptRunner(bench)
    var outcome = Outcome()
    for action in step.actions { try script.run(action) }
    try script.commit()
    outcome.changed = script.stores
    for action in step.actions {
      switch action {
      case .publish(let rows):
        try publish(try rows.map { row throws(TestFailure) in try event(row) }, &outcome)
      case .replay(let span):
        guard !before.isEmpty else {
          throw TestFailure(.test, "no step before this one has events to replay", at: span)
        }
        for events in before { try publish(events, &outcome) }
      case .sql, .insert, .update, .delete: break
      }
    }
    try followChanges(&outcome)
    before = outcome.transactions
    try compare(step, number, outcome)
  }

  private mutating func publish(
    _ events: [TestEvent], _ outcome: inout Outcome
  ) throws(TestFailure) {
    guard !events.isEmpty else { return }
    outcome.transactions.append(events)
    try apply(events, &outcome)
  }

  /// An event that a test brings.
  private func event(_ row: EventRow) throws(TestFailure) -> TestEvent {
    let tested = try CaseScope.schema(row.contract, among: scope.schemas)
    var values = [String?](repeating: nil, count: tested.schema.fields.count)
    var named: Set<Int> = []
    for value in row.values {
      let place = try tested.place(of: value.name, isDelete: row.operation == .delete)
      values[place] = value.value
      named.insert(place)
    }
    for (place, field) in tested.schema.fields.enumerated() where values[place] == nil {
      let isWanted =
        row.operation == .upsert ? !field.nullable : tested.keyPlaces.contains(place)
      guard isWanted else { continue }
      throw TestFailure(
        .test, "\(tested.label) is never published without its field \(field.name)", at: row.span,
        help: ["add \(field.name) with a value that is not null"])
    }
    return TestEvent(
      contract: tested.reference, operation: row.operation == .upsert ? .upsert : .delete,
      values: values)
  }

  // MARK: Following

  /// Most transactions that a step leads to: consumers that feed each other's sources may never
  /// end.
  private static let limit = 1_000

  /// Reads the logs of stores that have changed, until nothing more happens.
  private mutating func followChanges(_ outcome: inout Outcome) throws(TestFailure) {
    var count = 0
    while !outcome.changed.isEmpty {
      let store = outcome.changed.removeFirst()
      for transaction in try store.takeChanges() {
        count += 1
        guard count <= Self.limit else {
          throw TestFailure(
            .contract, "events lead to events without end",
            notes: ["\(Self.limit) transactions followed from this step"])
        }
        try publish(try events(of: transaction, in: store), &outcome)
      }
    }
  }

  private func events(
    of transaction: LoggedTransaction, in store: TestStore
  ) throws(TestFailure) -> [TestEvent] {
    var placed: [(place: Int, number: Int, event: TestEvent)] = []
    for schema in scope.schemas where schema.source === store {
      let maker = EventMaker(tested: schema, session: try store.own())
      for (place, event) in try maker.events(of: transaction) {
        placed.append((place, placed.count, event))
      }
    }
    return placed.sorted { ($0.place, $0.number) < ($1.place, $1.number) }.map(\.event)
  }

  private func apply(
    _ events: [TestEvent], isLoading: Bool = false, _ outcome: inout Outcome
  ) throws(TestFailure) {
    for group in scope.groups {
      let tables = try group.apply(events, isLoading: isLoading)
      guard !tables.isEmpty else { continue }
      outcome.written[group.target.name, default: []].formUnion(tables)
      if group.target.isSource { outcome.changed.append(group.target) }
    }
  }

  // MARK: Comparing

  private mutating func compare(
    _ step: TestStep, _ number: Int, _ outcome: Outcome
  ) throws(TestFailure) {
    let events = outcome.transactions.flatMap(\.self).filter { $0.operation != .truncate }
    var recorded = StepOutcome(events: events)
    for rows in step.rows?.value ?? [] {
      let comparison = try RowComparison(rows, in: bench)
      let store = comparison.table.store
      var known = forms[store.name] ?? TextForms(of: store)
      if let difference = try comparison.difference(&known) {
        result.differences.append((number, difference))
      }
      forms[store.name] = known
      recorded.rows.append(
        RecordedRows(
          table: comparison.table.label, columns: comparison.columns.map(\.name),
          rows: try comparison.actual()))
    }
    if let expected = step.events {
      for store in bench.stores where forms[store.name] == nil {
        forms[store.name] = TextForms(of: store)
      }
      let comparison = EventComparison(
        expected: expected.value, place: expected.key, schemas: scope.schemas)
      result.differences += try comparison.differences(events, &forms).map { (number, $0) }
    }
    if step.rows == nil, step.events == nil { recorded.rows = try written(outcome) }
    result.outcomes.append(recorded)
  }

  /// What consumers wrote, in the columns that they fill.
  private func written(_ outcome: Outcome) throws(TestFailure) -> [RecordedRows] {
    var recorded: [RecordedRows] = []
    for store in bench.stores {
      for name in (outcome.written[store.name] ?? []).sorted() {
        let columns = scope.columns(of: name, in: store)
        let table = try TestTable(store, name)
        let comparison = RowComparison(table, columns: columns.union(table.key))
        recorded.append(
          RecordedRows(
            table: table.label, columns: comparison.columns.map(\.name),
            rows: try comparison.actual()))
      }
    }
    return recorded
  }
}
