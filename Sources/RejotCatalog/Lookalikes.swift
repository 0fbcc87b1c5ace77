/// Names of one place that Unicode takes for the same, although PostgreSQL does not: `é` as one
/// character and as `e` with an accent behind it. `String` compares as Unicode does, and would read
/// one for the other.
package struct Lookalikes: Sendable, Equatable, Codable {
  /// What is named.
  package enum Kind: String, Sendable, Codable {
    case schema
    case relation
    case index
    case column
    case type
    case label
  }

  /// Two or more such names.
  package struct Twins: Sendable, Hashable, Codable {
    package let kind: Kind
    /// The table or type they are in, else the schema; empty for schemas.
    package let place: String
    /// By their bytes.
    package let names: [String]
  }

  private var ofRelations: [UInt32: [Twins]] = [:]
  private var ofTypes: [UInt32: [Twins]] = [:]

  package init() {}

  init(relations: [UInt32: Relation], types: [UInt32: TypeEntry]) {
    findSchemas(relations, types)
    findRelations(relations)
    for (oid, relation) in relations {
      let columns = relation.columns.map { ($0.name, oid) }
      for twins in Self.twins(.column, "\(relation.schema).\(relation.name)", columns).keys {
        ofRelations[oid, default: []].append(twins)
      }
    }
    for (schema, all) in Dictionary(grouping: types, by: { ExactName($0.value.schema) }) {
      let names = all.map { ($0.value.name, $0.key) }
      for (twins, owners) in Self.twins(.type, schema.text, names) {
        for oid in owners { ofTypes[oid, default: []].append(twins) }
      }
    }
    for (oid, type) in types where !type.labels.isEmpty {
      let labels = type.labels.map { ($0, oid) }
      for twins in Self.twins(.label, "\(type.schema).\(type.name)", labels).keys {
        ofTypes[oid, default: []].append(twins)
      }
    }
  }

  package var isEmpty: Bool { ofRelations.isEmpty && ofTypes.isEmpty }

  /// What these relations and types are, are in or hold, in the order of its names.
  package func met(relations: Set<UInt32>, types: Set<UInt32>) -> [Twins] {
    let all = relations.flatMap { ofRelations[$0] ?? [] } + types.flatMap { ofTypes[$0] ?? [] }
    return Set(all).sorted {
      ($0.kind.rawValue, $0.place, $0.names[0]) < ($1.kind.rawValue, $1.place, $1.names[0])
    }
  }

  private mutating func findSchemas(
    _ relations: [UInt32: Relation], _ types: [UInt32: TypeEntry]
  ) {
    let all = relations.map { ($0.value.schema, $0.key) }
    for (twins, owners) in Self.twins(.schema, "", all) {
      for oid in owners { ofRelations[oid, default: []].append(twins) }
    }
    for (twins, owners) in Self.twins(.schema, "", types.map { ($0.value.schema, $0.key) }) {
      for oid in owners { ofTypes[oid, default: []].append(twins) }
    }
  }

  /// Names of relations and of indexes are looked for in their schema.
  private mutating func findRelations(_ relations: [UInt32: Relation]) {
    for (schema, all) in Dictionary(grouping: relations, by: { ExactName($0.value.schema) }) {
      let names = all.map { ($0.value.name, $0.key) }
      let indexes = all.flatMap { entry in entry.value.indexes.map { ($0.name, entry.key) } }
      let found = [
        Self.twins(.relation, schema.text, names), Self.twins(.index, schema.text, indexes),
      ]
      for (twins, owners) in found.joined() {
        for oid in owners { ofRelations[oid, default: []].append(twins) }
      }
    }
  }

  /// Names that are the same to `String` and differ in their bytes, with who bears them.
  private static func twins(
    _ kind: Kind, _ place: String, _ names: [(String, UInt32)]
  ) -> [Twins: Set<UInt32>] {
    var found: [Twins: Set<UInt32>] = [:]
    for group in Dictionary(grouping: names, by: \.0).values where group.count > 1 {
      let spellings = Set(group.map { ExactName($0.0) })
      guard spellings.count > 1 else { continue }
      let sorted = spellings.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      found[Twins(kind: kind, place: place, names: sorted)] = Set(group.map(\.1))
    }
    return found
  }
}
