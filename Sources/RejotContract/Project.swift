/// Everything a project's contracts compile to: the thin waist between understanding and output.
///
/// It is a pure value. Emitters read nothing else, the lock file is its canonical JSON, and two
/// runs over the same input give equal values: no OID, host, role, path or server version in it.
package struct Project: Sendable, Equatable, Codable {
  /// The language version `rejot.yaml` declares; this compiler knows 1.
  package var language: Int
  /// The project's slug, such as `shop` or `@org/shop`.
  package var name: String
  /// Data stores, sorted by name.
  package var dataStores: [DataStore]
  /// Public schemas, sorted by name, then major.
  package var publicSchemas: [PublicSchema]
  /// Consumer schemas, sorted by name.
  package var consumerSchemas: [ConsumerSchema]
  /// What consumers follow in other projects, sorted by reference.
  package var imports: [ImportedContract]

  package init(
    language: Int = 1, name: String, dataStores: [DataStore] = [],
    publicSchemas: [PublicSchema] = [], consumerSchemas: [ConsumerSchema] = [],
    imports: [ImportedContract] = []
  ) {
    self.language = language
    self.name = name
    self.dataStores = dataStores
    self.publicSchemas = publicSchemas
    self.consumerSchemas = consumerSchemas
    self.imports = imports
  }
}

/// A database that contracts read from or write to.
package struct DataStore: Sendable, Equatable, Codable {
  package var name: String
  /// The URL as written, its `${VAR}` and `${VAR:-default}` unresolved. Not in the lock: what is
  /// not a variable is a host, and the project file says it anyway.
  package var url = ""
  /// Replication slot and publication the sync uses on this store when it is a source.
  package var slot: String
  package var publication: String
  /// The role the sync runs as, when the project names one: `setup.sql` grants it what it needs.
  /// Not in the lock: nothing of a contract depends on it.
  package var role: String?
  /// Schemas in which names of this store's contracts are resolved, the first match winning.
  package var searchPath: [String]
  /// What the store's catalog says and contracts rest on, sorted; nothing else of it.
  package var catalog: [RecordedFact]

  private enum CodingKeys: String, CodingKey {
    case name, slot, publication, searchPath, catalog
  }

  package init(
    name: String, url: String, slot: String, publication: String, role: String? = nil,
    searchPath: [String] = ["public"], catalog: [RecordedFact] = []
  ) {
    self.name = name
    self.url = url
    self.slot = slot
    self.publication = publication
    self.role = role
    self.searchPath = searchPath
    self.catalog = catalog
  }
}

/// A schema-qualified name of a table.
package struct QualifiedName: Sendable, Hashable, Codable, Comparable {
  package var schema: String
  package var name: String

  package init(schema: String, name: String) {
    self.schema = schema
    self.name = name
  }

  /// The type of arrays over this type: its name behind an underscore, cut to the 63 bytes that a
  /// name may have. Where something else has that name already, servers take others, each major its
  /// own; this is what those types are called here all the same.
  package var ofArrays: QualifiedName {
    var array = QualifiedName(schema: schema, name: "_" + name)
    while array.name.utf8.count > 63 { array.name.unicodeScalars.removeLast() }
    return array
  }

  package static func < (left: QualifiedName, right: QualifiedName) -> Bool {
    (left.schema, left.name) < (right.schema, right.name)
  }
}
