import RejotAnalysis
import RejotContract
import RejotSource

/// The contracts that a test is about, and what of them hangs together.
struct CaseScope {
  let bench: TestBench
  let schemas: [TestedSchema]
  /// The consumers of each group, sorted by the group's name.
  let groups: [ConsumerApplier]

  /// - Parameter names: those that the test gives; nil: all of the project. A public schema stands
  ///   for its consumers too, a consumer for the public schema that it follows.
  init(_ names: [Located<String>]?, in bench: TestBench) throws(TestFailure) {
    self.bench = bench
    var schemas = bench.schemas
    var consumers = bench.consumers
    if let names {
      var followed: Set<PublicSchemaReference> = []
      var whole: Set<PublicSchemaReference> = []
      var single: Set<String> = []
      for name in names {
        if let schema = bench.schema(name.value) {
          whole.insert(schema.reference)
        } else if let consumer = bench.consumers.first(where: { $0.name == name.value }) {
          single.insert(consumer.name)
          followed.insert(consumer.from)
        } else {
          throw Self.unknown(name, bench)
        }
      }
      schemas.removeAll { !whole.contains($0.reference) && !followed.contains($0.reference) }
      consumers.removeAll { !whole.contains($0.from) && !single.contains($0.name) }
    }
    self.schemas = schemas
    let known = Dictionary(schemas.map { ($0.reference, $0) }) { first, _ in first }
    let names = Set(consumers.map(\.group)).sorted()
    groups = names.compactMap { name in
      let own = consumers.filter { $0.group == name }
      guard let into = own.first?.into, let target = bench.store(into) else { return nil }
      return ConsumerApplier(group: name, target: target, consumers: own, schemas: known)
    }
  }

  private static func unknown(_ name: Located<String>, _ bench: TestBench) -> TestFailure {
    let names = bench.schemas.map(\.label) + bench.consumers.map(\.name)
    return .unknown(
      name, "the project has no contract \(name.value)", among: names,
      otherwise: "the contracts are \(names.joined(separator: ", "))")
  }

  /// The public schemas that consumers are loaded with, those whose rows others refer to first.
  var loadOrder: [TestedSchema] {
    var ordered: [TestedSchema] = []
    var visiting: Set<PublicSchemaReference> = []
    func visit(_ schema: TestedSchema) {
      guard visiting.insert(schema.reference).inserted else { return }
      for parent in schemas where refers(schema, to: parent) { visit(parent) }
      ordered.append(schema)
    }
    for schema in schemas { visit(schema) }
    return ordered
  }

  private func refers(_ child: TestedSchema, to parent: TestedSchema) -> Bool {
    groups.contains { group in
      let parents = group.consumers.filter { $0.from == parent.reference }.flatMap(\.targets)
      return group.consumers.filter { $0.from == child.reference }.flatMap(\.targets)
        .contains { target in
          target.references.contains { reference in
            parents.contains { $0.name == reference.table }
          }
        }
    }
  }

  /// The public schema that a test names: `customer@1` or `project/customer@1`.
  static func schema(
    _ name: Located<String>, among schemas: [TestedSchema]
  ) throws(TestFailure) -> TestedSchema {
    let found = schemas.first { $0.label == name.value || "\($0.reference)" == name.value }
    if let found { return found }
    let names = schemas.map(\.label)
    throw .unknown(
      name, "the test has no public schema \(name.value)", among: names,
      otherwise: "its public schemas are \(names.joined(separator: ", "))")
  }

  /// The columns of a table that consumers fill.
  func columns(of table: QualifiedName, in store: TestStore) -> Set<String> {
    let prefix = "\(store.name).\(table.schema).\(table.name)."
    return Set(
      groups.flatMap(\.consumers).filter { $0.into == store.name }.flatMap(\.writes)
        .filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }
}
