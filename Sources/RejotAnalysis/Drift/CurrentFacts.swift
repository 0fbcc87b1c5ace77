import RejotCatalog
import RejotContract
import RejotPostgres

/// Looks up in a store's catalog of today what a lock recorded of it.
struct CurrentFacts {
  private let source: FactSource
  private let analyst: any StatementAnalyst
  private var relations: [String: (oid: UInt32, relation: Relation)] = [:]
  private var types: [String: UInt32] = [:]

  init(_ analyst: any StatementAnalyst) {
    self.analyst = analyst
    source = FactSource(catalog: analyst.catalog)
    for (oid, relation) in analyst.catalog.relations {
      relations[source.name(relation)] = (oid, relation)
    }
    for (oid, type) in analyst.catalog.types where type.schema != "pg_catalog" {
      types[FactSource.spelled(type.schema, type.name)] = oid
    }
  }

  func relation(_ name: String) -> Relation? { relations[name]?.relation }

  /// The fact about the same subject as it is now; nil when there is none.
  func fact(
    _ recorded: CatalogFact
  ) throws(PostgresError) -> CatalogFact? {
    switch recorded {
    case .relation(let name, _):
      return relation(name).map { source.relation($0) }
    case .relationTrait(let name, let trait):
      return relation(name).map { source.has(trait, $0) } == true ? recorded : nil
    case .view(let name, _):
      guard let oid = relations[name]?.oid, let text = try analyst.viewText(oid) else {
        return nil
      }
      return .view(name, selects: text)
    case .column(let name, _, _):
      return column(name).map { source.column($0.relation, $0.column) }
    case .columnTrait(let name, let trait):
      return has(trait, name) ? recorded : nil
    case .key(let name, _):
      return keys(name).contains(recorded) ? recorded : nil
    case .index(let name, _):
      return index(name)
    case .foreignKey(let name, let table, _):
      return foreignKeys(name).first {
        if case .foreignKey(_, let target, _) = $0 { target == table } else { false }
      }
    case .reference(let name, _):
      return relation(table(of: name)).flatMap { relation in
        relation.foreignKeys.compactMap { source.reference(relation, $0) }.first { $0 == recorded }
      }
    case .presence(let name):
      return relation(table(of: name)).flatMap { relation in
        source.presences(relation).map(\.fact).first { $0 == recorded }
      }
    case .enumeration(let name, _), .domain(let name, _, _), .composite(let name, _),
      .range(let name, _), .type(let name):
      return types[name].flatMap { source.types($0).first }
    case .function(let signature, _):
      let parts = FactName(signature).parts
      guard parts.count == 2 else { return nil }
      let namesakes = try analyst.functions(named: parts[1], in: parts[0])
      return namesakes.map { source.function($0) }.first { $0.subject == recorded.subject }
    }
  }

  func has(_ trait: ColumnTrait, _ name: String) -> Bool {
    column(name).map { source.has(trait, $0.column) } ?? false
  }

  /// Every key over exactly the columns of `schema.table (columns)`.
  func keys(_ name: String) -> [CatalogFact] {
    guard let relation = relation(table(of: name)) else { return [] }
    return relation.indexes.filter { $0.isUnique || $0.isExclusion }
      .map { source.key(relation, $0) }.filter { $0.object == name }.sorted()
  }

  private func foreignKeys(_ name: String) -> [CatalogFact] {
    guard let relation = relation(table(of: name)) else { return [] }
    return relation.foreignKeys.compactMap { source.foreignKey(relation, $0) }
      .filter { $0.object == name }.sorted()
  }

  private func index(_ name: String) -> CatalogFact? {
    let schema = FactName(name).parts.first
    return relations.values.filter { $0.relation.schema == schema }.lazy
      .flatMap { entry in entry.relation.indexes.map { source.index(entry.relation, $0) } }
      .first { $0.object == name }
  }

  private func table(of name: String) -> String {
    let parts = FactName(name).parts
    return parts.count == 2 ? FactSource.spelled(parts[0], parts[1]) : name
  }

  private func column(_ name: String) -> (relation: Relation, column: Column)? {
    let parts = FactName(name).parts
    guard parts.count == 3, let relation = relation(FactSource.spelled(parts[0], parts[1])),
      let column = relation.column(named: parts[2])
    else { return nil }
    return (relation, column)
  }
}
