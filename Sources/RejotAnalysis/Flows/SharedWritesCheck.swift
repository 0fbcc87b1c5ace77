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
    let writers = project.consumerSchemas.map { Writer($0, in: project) }
    for (place, later) in writers.enumerated() {
      for earlier in writers[..<place] where earlier.consumer.into == later.consumer.into {
        for table in later.columns.keys.sorted() {
          guard let theirs = earlier.columns[table] else { continue }
          let shared = theirs.intersection(later.columns[table] ?? []).sorted()
          guard !shared.isEmpty, !later.isApart(from: earlier, in: table) else { continue }
          diagnostics.append(finding(shared, table, earlier.consumer, later.consumer))
        }
      }
    }
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

/// What a consumer writes, by table.
private struct Writer {
  let consumer: ConsumerSchema
  /// Columns that are no part of a key.
  var columns: [QualifiedName: Set<String>] = [:]
  /// Constants that it puts into columns of its table's keys, as the server spells them.
  private var constants: [String: String] = [:]

  init(_ consumer: ConsumerSchema, in project: Project) {
    self.consumer = consumer
    let catalog = project.dataStores.first { $0.name == consumer.into }?.catalog ?? []
    for target in consumer.targets {
      let table = target.name
      let keys = Set(
        catalog.flatMap { recorded -> [String] in
          guard case .key(let name, _) = recorded.fact,
            recorded.usedBy.contains(consumer.name), FactName(name).parts == table.parts
          else { return [] }
          return FactName(name).list.map { FactName($0).last }
        })
      let prefix = "\(consumer.into).\(table.schema).\(table.name)."
      let written = consumer.writes.filter { $0.hasPrefix(prefix) }
        .map { String($0.dropFirst(prefix.count)) }
      columns[table] = Set(written).subtracting(keys)
      readConstants(of: keys)
    }
  }

  private mutating func readConstants(of keys: Set<String>) {
    guard let outline = StatementOutline(canonical: consumer.upsert.sql) else { return }
    for (column, cell) in zip(outline.insertColumns, outline.firstValues) {
      guard let name = outline.name(column.lowerBound), keys.contains(name),
        outline.isConstant(cell)
      else { continue }
      constants[name] = outline.text(of: cell)
    }
  }

  func isApart(from other: Writer, in table: QualifiedName) -> Bool {
    constants.contains { name, value in other.constants[name].map { $0 != value } ?? false }
  }
}

extension QualifiedName {
  fileprivate var parts: [String] { [schema, name] }
}
