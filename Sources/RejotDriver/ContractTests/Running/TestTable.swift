import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// A table, or a view, that a test names.
struct TestTable {
  let store: TestStore
  let relation: Relation
  /// As the test writes it.
  let label: String

  var name: QualifiedName { QualifiedName(schema: relation.schema, name: relation.name) }

  /// Columns of the primary key; none where there is none.
  var key: [String] {
    let numbers = relation.indexes.first(where: \.isPrimary)?.columns ?? []
    return numbers.compactMap { number in
      relation.columns.first { $0.number == number }?.name
    }
  }

  func column(_ name: String) -> Column? { relation.columns.first { $0.name == name } }

  /// A column that a test names, or the reason why there is none.
  func column(_ name: Located<String>) throws(TestFailure) -> Column {
    if let column = column(name.value) { return column }
    let names = relation.columns.map(\.name)
    throw TestFailure.unknown(
      name, "\(label) has no column \(name.value)", among: names,
      notes: ["its columns are \(names.joined(separator: ", "))"])
  }

  /// The table that a text such as `crm.customers` or `crm.sales."Orders"` names.
  init(_ written: Located<String>, in bench: TestBench) throws(TestFailure) {
    let parts = Self.parts(written.value)
    guard parts.count == 2 || parts.count == 3 else {
      throw TestFailure(
        .test, "\"\(written.value)\" names no table", at: written.span,
        help: ["write STORE.TABLE or STORE.SCHEMA.TABLE, such as crm.customers"])
    }
    guard let store = bench.store(parts[0]) else {
      let names = bench.stores.map(\.name)
      let rest = parts.dropFirst().joined(separator: ".")
      throw TestFailure.unknown(
        Located(parts[0], written.span), "no contract uses a data store \(parts[0])", among: names,
        notes: ["tables are named STORE.TABLE; the stores are \(names.joined(separator: ", "))"],
        spelled: { "\($0).\(rest)" })
    }
    let schemas = parts.count == 3 ? [parts[1]] : store.searchPath
    let name = parts[parts.count - 1]
    let named = store.catalog.relations.values.filter { $0.isReadable && $0.name == name }
    let found = schemas.lazy.compactMap { schema in named.first { $0.schema == schema } }.first
    guard let found else {
      let names = store.catalog.relations.values.filter {
        $0.isReadable && schemas.contains($0.schema)
      }.map(\.name).sorted()
      let before = parts.dropLast().joined(separator: ".")
      throw TestFailure.unknown(
        Located(name, written.span), "data store \(store.name) has no table \(name)", among: names,
        spelled: { "\(before).\($0)" })
    }
    self.store = store
    relation = found
    label = written.value
  }

  /// A table that a contract writes.
  init(_ store: TestStore, _ name: QualifiedName) throws(TestFailure) {
    let found = store.catalog.relations.values.first {
      $0.schema == name.schema && $0.name == name.name
    }
    guard let found else {
      throw TestFailure(.contract, "data store \(store.name) has no table \(name.quoted)")
    }
    self.store = store
    relation = found
    label = Self.label(store, found)
  }

  /// How tests write a table: without its schema where the name alone finds it.
  static func label(_ store: TestStore, _ relation: Relation) -> String {
    let first = store.searchPath.first { schema in
      store.catalog.relations.values.contains { $0.schema == schema && $0.name == relation.name }
    }
    let parts = first == relation.schema ? [relation.name] : [relation.schema, relation.name]
    return ([store.name] + parts.map { $0.contains(".") ? "\"\($0)\"" : $0 })
      .joined(separator: ".")
  }

  /// The names between the dots; a name in double quotes may hold some.
  private static func parts(_ text: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "." where !isQuoted: parts.append("")
      default: parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts
  }
}

extension Relation {
  /// Something that rows can be selected from.
  fileprivate var isReadable: Bool {
    switch kind {
    case .table, .partitionedTable, .view, .materializedView, .foreignTable: true
    case .sequence, .compositeType, .other: false
    }
  }
}
