import RejotCatalog
import RejotSource

/// Names that Unicode takes for the same, although PostgreSQL does not, in what a statement reads
/// or writes. Swift compares as Unicode does, and would take one for the other: now, in the lock
/// and in generated code.
struct LookalikeCheck {
  let statement: ContractStatement
  let facts: StatementFacts

  /// - Parameters:
  ///   - tree: the analysed statement; views that it reads are looked into too.
  ///   - parameters: the types of its parameters.
  /// - Returns: whether there are none.
  @discardableResult
  func run(
    _ tree: Node, parameters: [UInt32] = [], into diagnostics: inout [Diagnostic]
  ) -> Bool {
    let lookalikes = facts.catalog.lookalikes
    if lookalikes.isEmpty { return true }
    var relations = Set<UInt32>()
    var types = Set<UInt32>()
    for tree in [tree] + facts.views.values.map(\.node) {
      for oid in tree.namedRelations { add(relation: oid, &relations, &types) }
      tree.walk { node in
        if let type = node.expressionType(in: facts.catalog) {
          add(type: type.oid, &relations, &types)
        }
        return true
      }
    }
    for type in parameters { add(type: type, &relations, &types) }
    let met = lookalikes.met(relations: relations, types: types)
    // The indexes of such tables are mostly named like them.
    let hasTables = met.contains { $0.kind == .relation }
    diagnostics += met.filter { $0.kind != .index || !hasTables }.map(finding)
    return met.isEmpty
  }

  /// A relation with the types of all of its columns.
  private func add(
    relation oid: UInt32, _ relations: inout Set<UInt32>, _ types: inout Set<UInt32>
  ) {
    guard relations.insert(oid).inserted else { return }
    for column in facts.relation(oid)?.columns ?? [] {
      add(type: column.type, &relations, &types)
    }
  }

  /// A type with those that it is made of.
  private func add(
    type oid: UInt32, _ relations: inout Set<UInt32>, _ types: inout Set<UInt32>
  ) {
    guard let entry = facts.catalog.types[oid], types.insert(oid).inserted else { return }
    for part in [entry.element, entry.base, entry.bound].compactMap(\.self) {
      add(type: part, &relations, &types)
    }
    entry.relation.map { add(relation: $0, &relations, &types) }
  }

  private func finding(_ twins: Lookalikes.Twins) -> Diagnostic {
    let name = twins.names[0]
    let (what, spelling) =
      switch twins.kind {
      case .schema: ("schemas of \(facts.store)", SQLName.spelled(name))
      case .relation: ("tables of schema \(twins.place)", SQLName.spelled(name))
      case .index: ("indexes of schema \(twins.place)", SQLName.spelled(name))
      case .column: ("columns of \(twins.place)", SQLName.spelled(name))
      case .type: ("types of schema \(twins.place)", SQLName.spelled(name))
      case .label: ("labels of \(twins.place)", "'\(name)'")
      }
    return Diagnostic(
      .swiftNameCollision, "two \(what) cannot be told apart in Swift: \(spelling)",
      at: statement.span(name: name) ?? statement.start, notes: [Self.fact(twins.names)],
      help: [Diagnostic.Help("rename one of them in the database")])
  }

  /// What is different about names that look the same.
  static func fact(_ names: [String]) -> String {
    let spellings = names.map { name in
      name.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true).leftPadded }
        .joined(separator: " ")
    }.sorted()
    return "Unicode takes these for the same: \(spellings.joined(separator: " and "))"
  }
}

extension String {
  /// At least four digits, as code points are written.
  fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
