import RejotCatalog
import RejotPostgres

/// What a store's server says about everything a statement's tree names: tables, the functions it
/// calls, the bodies of the views it reads. Gathered once, so that reasoning is pure.
struct StatementFacts {
  let store: String
  let catalog: Catalog
  let functions: [UInt32: FunctionEntry]
  /// Bodies of views (and materialised views) by relation.
  let views: [UInt32: Query]
  /// The same as text, for contracts: what they rest on is recorded.
  let viewTexts: [UInt32: String]
  /// An outer join or a scalar subquery stands in the trees or in a view: a row may be looked for
  /// in vain.
  let looksForRows: Bool

  /// Asks the analyst for what the trees need, views inside views included.
  ///
  /// - Parameter includesSystem: relations of the system's own schemas too, which no contract is
  ///   about.
  init(
    store: String, trees: [Node], analyst: any StatementAnalyst, includesSystem: Bool = false
  ) throws(PostgresError) {
    self.store = store
    var catalog = analyst.catalog
    var called = Set<UInt32>()
    var bodies: [UInt32: Query] = [:]
    var texts: [UInt32: String] = [:]
    var seen = Set<UInt32>()
    var open = trees
    while let tree = open.popLast() {
      called.formUnion(tree.calledFunctions)
      let named = tree.namedRelations.subtracting(seen).sorted()
      if includesSystem {
        let missing = named.filter { catalog.relations[$0] == nil }
        catalog.relations.merge(try analyst.relations(missing)) { known, _ in known }
      }
      for oid in named where seen.insert(oid).inserted {
        guard let relation = catalog.relations[oid],
          relation.kind == .view || relation.kind == .materializedView,
          let body = try analyst.viewBody(oid), let query = Query(body)
        else { continue }
        bodies[oid] = query
        if !includesSystem { texts[oid] = try analyst.viewText(oid) }
        open.append(query.node)
      }
    }
    looksForRows = (trees + bodies.values.map(\.node)).contains { tree in
      tree.contains { node in
        (node.tag == "JOINEXPR" && node["jointype"].integer != 0)
          || (node.tag == "SUBLINK" && node["subLinkType"].integer == 4)
      }
    }
    self.catalog = catalog
    views = bodies
    viewTexts = texts
    functions = called.isEmpty ? [:] : try analyst.functions(called.sorted())
  }

  func relation(_ oid: UInt32) -> Relation? { catalog.relations[oid] }

  func function(_ node: Node) -> FunctionEntry? { node.calledFunction.flatMap { functions[$0] } }

  /// `schema.table.column` as facts are told to people.
  func columnName(_ oid: UInt32, _ number: Int) -> String {
    guard let relation = catalog.relations[oid] else { return "a column" }
    let column = relation.columns.first { $0.number == number }?.name ?? "*"
    return "\(relation.schema).\(relation.name).\(column)"
  }

  /// `schema.table`, as facts are told to people.
  func relationName(_ oid: UInt32) -> String {
    catalog.relations[oid].map { "\($0.schema).\($0.name)" } ?? "a table"
  }
}

extension Relation {
  func column(_ number: Int) -> Column? { columns.first { $0.number == number } }

  func column(named name: String) -> Column? { columns.first { $0.name == name } }
}
