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

  /// One looked-up public schema that reads the table.
  struct Lookup {
    /// Its place in the registry.
    let index: Int
    /// The table's place among its sources.
    let source: Int
    /// For each column that tells keys: its place in the row.
    let places: [Int]
    /// Why the keys that rows of the table touch cannot be told any more.
    let problem: String?
  }

  let columns: [RelationColumn]
  let schemas: [Schema]
  let lookups: [Lookup]
  /// For each column of the row: whether any contract reads it.
  let needed: [Bool]

  /// - Parameters:
  ///   - sources: the public schemas with their places in the registry, and for each the place of
  ///     the table among its sources.
  ///   - wholly: why no row of the table can be made an event, whatever its columns.
  init(
    columns: [RelationColumn], types: TypeNames,
    sources: [(index: Int, descriptor: PublicSchemaDescriptor, source: Int)],
    wholly: String? = nil
  ) {
    self.columns = columns
    var needed = [Bool](repeating: false, count: columns.count)
    var schemas: [Schema] = []
    var lookups: [Lookup] = []
    for (index, descriptor, place) in sources {
      let source = descriptor.sources[place]
      let problem = wholly ?? Self.problem(of: source, in: columns, types, isStream: true)
      let decoded = descriptor.lookup?.sources[place].columns ?? descriptor.columns
      let places = decoded.map { wanted in
        columns.firstIndex { $0.name.isSameName(as: wanted.name) }
      }
      for found in places { if let found { needed[found] = true } }
      if descriptor.lookup != nil {
        lookups.append(
          Lookup(index: index, source: place, places: places.map { $0 ?? 0 }, problem: problem))
        continue
      }
      let room = UnsafeMutableBufferPointer<Int32>.allocate(capacity: places.count)
      for (column, found) in places.enumerated() {
        room.initializeElement(at: column, to: Int32(found ?? 0))
      }
      schemas.append(
        Schema(
          index: index, descriptor: descriptor, places: room, problem: problem,
          fieldCount: descriptor.fieldNames.count))
    }
    self.schemas = schemas
    self.lookups = lookups
    self.needed = needed
  }

  deinit {
    for schema in schemas { schema.places.deallocate() }
  }

  /// Whether no contract reads the table.
  var isUnread: Bool { schemas.isEmpty && lookups.isEmpty }

  // MARK: Whether the table is as the contract was built for

  /// Why it is not.
  ///
  /// - Parameter isStream: whether the columns are those of the stream, which says of each whether
  ///   the replica identity covers it, or all of the table's.
  static func problem(
    of source: PublicSchemaDescriptor.Source, in columns: [RelationColumn], _ types: TypeNames,
    isStream: Bool
  ) -> String? {
    for (place, wanted) in source.columns.enumerated() {
      let found = columns.first { $0.name.isSameName(as: wanted.name) }
      if found == nil, isStream, place >= source.sentCount { continue }
      if let problem = problem(of: wanted, found, types) { return problem }
      if let found, isStream, source.isIdentity[place], !found.isIdentity {
        return "the table's replica identity does not cover the key column \(found.name);"
          + " run the store's setup.sql"
      }
    }
    return nil
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
}
