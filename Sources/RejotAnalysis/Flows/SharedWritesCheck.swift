import RejotContract
import RejotSource

/// Two consumers that write the same columns undo each other's work.
///
/// Columns of a unique key find the row and are no work; and two that put different constants into
/// one column of a key never meet.
struct SharedWritesCheck {
  let project: Project
  let contracts: ContractDefinitions

  func run(into diagnostics: inout [Diagnostic]) {
    var keys: [String: [QualifiedName: Set<String>]] = [:]
    for store in project.dataStores { keys[store.name] = Self.keys(in: store) }
    var earlier: [Target: [Writer]] = [:]
    for consumer in project.consumerSchemas {
      for name in Set(consumer.targets.map(\.name)).sorted() {
        let target = Target(store: consumer.into, table: name)
        let later = Writer(consumer, target, keys: keys[consumer.into]?[name] ?? [])
        for other in earlier[target] ?? [] {
          let shared = other.columns.intersection(later.columns).sorted()
          guard !shared.isEmpty, !later.isApart(from: other) else { continue }
          diagnostics.append(finding(shared, name, other.consumer, later.consumer))
        }
        earlier[target, default: []].append(later)
      }
    }
  }

  fileprivate struct Target: Hashable {
    let store: String
    let table: QualifiedName
  }

  /// The columns of every unique key that the lock knows, by table.
  private static func keys(in store: DataStore) -> [QualifiedName: Set<String>] {
    var keys: [QualifiedName: Set<String>] = [:]
    for recorded in store.catalog {
      guard case .key(let text, _) = recorded.fact else { continue }
      let name = FactName(text)
      guard name.parts.count == 2 else { continue }
      keys[QualifiedName(schema: name.parts[0], name: name.parts[1]), default: []]
        .formUnion(name.list.map { FactName($0).last })
    }
    return keys
  }

  private func finding(
    _ columns: [String], _ table: QualifiedName, _ earlier: ConsumerSchema,
    _ later: ConsumerSchema
  ) -> Diagnostic {
    let list = columns.map { SQLName.spelled($0) }.joined(separator: ", ")
    let isOrdered = earlier.group == later.group
    return Diagnostic(
      .consumerWritesShared,
      "\(later.name) writes columns of \(table.schema).\(table.name) that \(earlier.name) writes "
        + "too: \(list)",
      at: span(later.name), severity: .warning,
      labels: span(earlier.name).map { [Diagnostic.Label($0, "the other one is here")] } ?? [],
      notes: [
        isOrdered
          ? "both are of one group: whatever changed last at the publisher stays"
          : "groups go each at its own pace: what stays in the end is chance"
      ],
      help: [
        Diagnostic.Help("let each consumer write columns of its own, or a table of its own"),
        Diagnostic.Help(
          "or keep their rows apart: a column of the key that each fills with another constant"),
      ])
  }

  private func span(_ consumer: String) -> Span? {
    contracts.consumerSchemas.first { $0.name.value == consumer }?.name.span
  }
}

/// What a consumer writes into one table.
private struct Writer {
  let consumer: ConsumerSchema
  /// Columns that are no part of a key.
  let columns: Set<String>
  private let keys: Set<String>

  init(_ consumer: ConsumerSchema, _ target: SharedWritesCheck.Target, keys: Set<String>) {
    self.consumer = consumer
    let prefix = "\(target.store).\(target.table.schema).\(target.table.name)."
    columns = Set(
      consumer.writes.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    ).subtracting(keys)
    self.keys = keys
  }

  /// Constants that it puts into columns of the table's keys, as the server spells them.
  private var constants: [String: String] {
    guard let outline = StatementOutline(canonical: consumer.upsert.sql) else { return [:] }
    var constants: [String: String] = [:]
    for (column, cell) in zip(outline.insertColumns, outline.firstValues) {
      guard let name = outline.name(column.lowerBound), keys.contains(name),
        outline.isConstant(cell)
      else { continue }
      constants[name] = outline.text(of: cell)
    }
    return constants
  }

  func isApart(from other: Writer) -> Bool {
    let theirs = other.constants
    return constants.contains { name, value in theirs[name].map { $0 != value } ?? false }
  }
}
