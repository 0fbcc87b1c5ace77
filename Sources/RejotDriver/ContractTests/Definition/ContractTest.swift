import RejotAnalysis
import RejotSource

/// A contract test as written: rows in, and what shall come out.
struct ContractTest {
  let name: Located<String>
  /// All of it.
  let span: Span
  /// The public and consumer schemas it is about; nil: all of the project.
  let contracts: [Located<String>]?
  /// Rows that are there before anything is followed, by table, in the order they are inserted.
  let given: [TableRows]
  let steps: [TestStep]
}

/// One transaction of each data store that it names, and what shall be seen afterwards.
struct TestStep {
  /// Nil where it has none.
  let name: Located<String>?
  /// It stands for what is given: the test's own `rows:`.
  var isInitial = false
  /// What findings about it as a whole point to.
  let place: Span
  /// In the order of the file.
  let actions: [TestAction]
  let events: Expected<[EventRow]>?
  let rows: Expected<[TableRows]>?
  /// Where expectations may be written: behind the last entry of the step.
  let end: StepEnd

  /// All that happens is that events arrive again.
  var isReplay: Bool {
    !actions.isEmpty && actions.allSatisfy { if case .replay = $0 { true } else { false } }
  }
}

/// What a step expects, with the place of its key.
struct Expected<Value> {
  let value: Value
  let key: Span
  /// From the key to the end of what is expected.
  let whole: Span
}

/// Where a step's text ends, and how its keys are indented.
struct StepEnd {
  let offset: Int
  /// Nil: the step stands in braces.
  let indentation: Int?
}

/// What a step does.
enum TestAction {
  /// Any SQL, in the transaction of a data store.
  case sql(store: Located<String>, SQLText)
  case insert(TableRows)
  /// Columns of the primary key say which row, the others what it becomes.
  case update(TableRows)
  /// The rows whose columns have these values.
  case delete(TableRows)
  /// Events as they arrive from a publisher.
  case publish([EventRow])
  /// The events of the step before arrive once more.
  case replay(Span)
}

/// Rows of one table.
struct TableRows {
  /// `store.table` or `store.schema.table`.
  let table: Located<String>
  let rows: [TestRow]
}

/// One row: columns with their values.
struct TestRow {
  let values: [TestValue]
  let span: Span
}

/// A column or field with the text form of its value.
struct TestValue {
  let name: Located<String>
  /// Nil is NULL.
  let value: String?
  /// Of the value.
  let span: Span
}

/// An event as written.
struct EventRow {
  enum Operation: String, CaseIterable {
    case upsert
    case delete
  }

  let operation: Operation
  /// `customer@1` or `project/customer@1`.
  let contract: Located<String>
  /// All fields of an upsert, the key of a delete.
  let values: [TestValue]
  let span: Span
}
