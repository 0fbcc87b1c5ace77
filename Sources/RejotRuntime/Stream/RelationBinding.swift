/// A column as a Relation message describes it.
struct RelationColumn: Equatable {
  let name: String
  let type: UInt32
  /// Part of the replica identity: its value comes with deletes and key changes.
  let isIdentity: Bool
}

/// Names of the publisher's types by OID: `pg_catalog.int8`.
struct TypeNames {
  private var names: [UInt32: String]

  init(_ names: [UInt32: String] = [:]) {
    self.names = names
  }

  /// A Type message; what the catalog said at the start wins, because the message gives a domain
  /// the name of its base type.
  mutating func learn(_ type: UInt32, _ name: String) {
    if names[type] == nil { names[type] = name }
  }

  subscript(type: UInt32) -> String? { names[type] }
}

/// How the rows of one table, in the form its last Relation message gave, become events.
final class RelationBinding {
  /// One public schema over the table.
  struct Schema {
    /// Its place in the registry.
    let index: Int
    let descriptor: PublicSchemaDescriptor
    /// For each column of the contract: its place in the row.
    let places: UnsafeMutableBufferPointer<Int32>
    /// Why rows of the table cannot be made events any more.
    let problem: String?
    let fieldCount: Int
  }

  let columns: [RelationColumn]
  let schemas: [Schema]
  /// For each column of the row: whether any contract reads it.
  let needed: [Bool]

  /// - Parameter wholly: why no row of the table can be made an event, whatever its columns.
  init(
    columns: [RelationColumn], types: TypeNames, schemas: [(Int, PublicSchemaDescriptor)],
    wholly: String? = nil
  ) {
    self.columns = columns
    var needed = [Bool](repeating: false, count: columns.count)
    self.schemas = schemas.map { index, descriptor in
      let places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: descriptor.columns.count)
      var problem = wholly
      for (place, wanted) in descriptor.columns.enumerated() {
        let found = columns.firstIndex { $0.name.isSameName(as: wanted.name) }
        places.initializeElement(at: place, to: Int32(found ?? 0))
        if let found { needed[found] = true }
        problem =
          problem ?? Self.problem(of: wanted, found.map { columns[$0] }, types)
          ?? Self.identityProblem(place, found.map { columns[$0] }, descriptor)
      }
      return Schema(
        index: index, descriptor: descriptor, places: places, problem: problem,
        fieldCount: descriptor.fieldNames.count)
    }
    self.needed = needed
  }

  deinit {
    for schema in schemas { schema.places.deallocate() }
  }

  private static func problem(
    of wanted: SourceColumnDescriptor, _ found: RelationColumn?, _ types: TypeNames
  ) -> String? {
    guard let found else {
      return "column \(wanted.name) is no longer in the table; `rejotc check` would have said so"
    }
    let name = "\(wanted.typeSchema).\(wanted.typeName)"
    guard let actual = types[found.type] else {
      return "column \(wanted.name) has a type that the contract does not know"
    }
    return actual == name
      ? nil
      : "column \(wanted.name) is now \(actual), the contract was built for \(name);"
        + " run `rejotc check`"
  }

  private static func identityProblem(
    _ place: Int, _ found: RelationColumn?, _ descriptor: PublicSchemaDescriptor
  ) -> String? {
    guard let found, !found.isIdentity, descriptor.keyColumns.contains(place) else { return nil }
    return "the table's replica identity does not cover the key column \(found.name);"
      + " run the store's setup.sql"
  }
}
