import RejotCatalog
import RejotContract
import RejotPostgres

/// The base tables a public schema rests on, as the contract describes them.
struct SourceTables {
  let scope: QueryScope
  /// By relation: the columns that old row images must hold, to tell which keys they were of.
  let told: [UInt32: Set<Int>]
  let types: TypeResolver
  /// Columns that are read although the SELECT does not name them.
  var others: [UInt32: Set<Int>] = [:]

  /// Tables by name, each with the columns that are read, by name.
  func tables() throws(PostgresError) -> [SourceTable] {
    var tables: [SourceTable] = []
    for (oid, used) in ColumnUse(of: scope).columns {
      let numbers = used.union(others[oid] ?? [])
      guard let relation = scope.facts.relation(oid) else { continue }
      var columns: [SourceColumn] = []
      for number in numbers {
        guard let column = relation.column(number) else { continue }
        let type = TypeReference(column.type, modifier: column.modifier)
        guard let type = try types.resolve(type) else { continue }
        columns.append(SourceColumn(name: column.name, type: type, notNull: column.notNull))
      }
      tables.append(
        SourceTable(
          name: QualifiedName(schema: relation.schema, name: relation.name),
          columns: columns.sorted { $0.name < $1.name },
          identity: identity(of: oid, relation)))
    }
    return tables.sorted { $0.name < $1.name }
  }

  /// The weakest replica identity whose old image holds the whole key.
  private func identity(of oid: UInt32, _ relation: Relation) -> IdentityRequirement {
    guard let needed = told[oid] else { return .full }
    func covers(_ index: Index) -> Bool {
      index.provesUniqueness && needed.isSubset(of: index.columns)
        && index.columns.allSatisfy { relation.column($0)?.notNull == true }
    }
    let fitting = relation.indexes.filter(covers)
    if fitting.contains(where: \.isPrimary) { return .primaryKey }
    // Each partition has an index of its own, by another name.
    guard relation.kind != .partitionedTable else { return .full }
    let shortest = fitting.min { ($0.columns.count, $0.name) < ($1.columns.count, $1.name) }
    return shortest.map { .index($0.name) } ?? .full
  }
}
