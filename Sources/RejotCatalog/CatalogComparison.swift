/// Whether two catalogs say the same, by names: the OIDs and column numbers of a copied database
/// are its own.
package struct CatalogComparison {
  /// The objects that the copy lacks or says something else of, such as `table public.users`,
  /// sorted.
  package let differences: [String]

  /// Everything that contracts rest on is compared. What only the copy has does not matter: nothing
  /// in the database is named like it.
  ///
  /// - Parameter missing: relations and types of the original that are known not to be in the copy.
  package init(original: Catalog, copy: Catalog, missing: Set<UInt32> = []) {
    var found: [String] = []
    let copied = Dictionary(
      copy.relations.values.map { (Self.name($0.schema, $0.name), $0) }, uniquingKeysWith: { $1 })
    for (oid, relation) in original.relations where !missing.contains(oid) {
      let name = Self.name(relation.schema, relation.name)
      guard let other = copied[name], Plain(relation, original) == Plain(other, copy) else {
        found.append("\(relation.kind.words) \(name)")
        continue
      }
    }
    let types = Dictionary(
      copy.types.values.map { (Self.name($0.schema, $0.name), $0) }, uniquingKeysWith: { $1 })
    for (oid, type) in original.types
    where type.schema != "pg_catalog" && !missing.contains(oid) {
      let name = Self.name(type.schema, type.name)
      // Row types follow their tables, arrays their elements.
      guard type.kind != .composite, type.element == nil else { continue }
      guard let other = types[name], Plain(type, original) == Plain(other, copy) else {
        found.append("type \(name)")
        continue
      }
    }
    differences = found.sorted()
  }

  private static func name(_ schema: String, _ name: String) -> ExactName {
    ExactName("\(schema).\(name)")
  }

  /// A relation or type without numbers.
  private struct Plain: Equatable {
    let facts: [String]
    var relation: Relation?
    var type: TypeEntry?

    init(_ relation: Relation, _ catalog: Catalog) {
      var relation = relation
      var names = [0: "?"]
      for column in relation.columns { names[column.number] = column.name }
      func list(_ numbers: [Int]) -> String {
        numbers.map { names[$0] ?? String($0) }.joined(separator: ",")
      }
      var facts = relation.columns.map { "type \(catalog.types[$0.type]?.qualifiedName ?? "?")" }
      facts += relation.indexes.map { "\($0.name) \(list($0.columns))" }
      facts += relation.foreignKeys.map { key in
        let target = catalog.relations[key.references]
        let theirs = key.referencedColumns.map { number in
          target?.columns.first { $0.number == number }?.name ?? "?"
        }
        return "\(key.name) \(list(key.columns)) \(target?.schema ?? "?").\(target?.name ?? "?") "
          + theirs.joined(separator: ",")
      }
      for index in relation.columns.indices {
        relation.columns[index].number = index
        relation.columns[index].type = 0
        relation.columns[index].modifier = 0
      }
      for index in relation.indexes.indices {
        relation.indexes[index].columns = []
        // Its names are spelled as each server's settings have it.
        relation.indexes[index].predicate = relation.indexes[index].predicate.map { _ in "" }
        relation.indexes[index].families = relation.indexes[index].families.map(Self.builtIn)
      }
      for index in relation.foreignKeys.indices {
        relation.foreignKeys[index].columns = []
        relation.foreignKeys[index].references = 0
        relation.foreignKeys[index].referencedColumns = []
        let key = relation.foreignKeys[index]
        // No dump says so; it is carried over.
        relation.foreignKeys[index].isSwitchedOff = false
        relation.foreignKeys[index].operators = key.operators.map(Self.builtIn)
        relation.foreignKeys[index].commutators = key.commutators.map(Self.builtIn)
      }
      self.facts = facts
      self.relation = relation
    }

    /// A number that all servers have in common, which users' objects have not
    /// (`FirstNormalObjectId` in PostgreSQL's `transam.h`).
    private static func builtIn(_ oid: UInt32) -> UInt32 { oid < 16_384 ? oid : 0 }

    init(_ type: TypeEntry, _ catalog: Catalog) {
      var type = type
      facts = [type.base.flatMap { catalog.types[$0]?.qualifiedName } ?? ""]
      type.base = nil
      type.element = nil
      type.array = nil
      self.type = type
    }
  }
}

extension LiveAnalyst {
  /// Takes over which foreign keys are switched off in the database that this one is a copy of.
  package func switchOffForeignKeys(as original: Catalog) {
    var names = Set<[String]>()
    for relation in original.relations.values {
      for key in relation.foreignKeys where key.isSwitchedOff {
        names.insert([relation.schema, relation.name, key.name])
      }
    }
    guard !names.isEmpty else { return }
    for (oid, relation) in catalog.relations {
      for (place, key) in relation.foreignKeys.enumerated()
      where names.contains([relation.schema, relation.name, key.name]) {
        catalog.relations[oid]?.foreignKeys[place].isSwitchedOff = true
      }
    }
  }
}

extension Relation.Kind {
  fileprivate var words: String {
    switch self {
    case .table, .partitionedTable: "table"
    case .view: "view"
    case .materializedView: "materialized view"
    case .foreignTable: "foreign table"
    case .sequence: "sequence"
    case .compositeType: "type"
    case .other: "relation"
    }
  }
}
