package import RejotContract

/// What a project publishes, as whoever follows it needs to know it: from its lock, or compiled in
/// the same run.
package struct PublishedContracts: Sendable {
  /// The slug of the project.
  package var project: String
  package var stores: [DataStore]
  /// The majors of each public schema by name, also of those that did not compile.
  package var majors: [String: [Int]]
  /// Those that consumers can build on.
  package var compiled: [PublicSchemaReference: PublicSchema]
  /// Names of public schemas that are there and could not be read.
  package var unreadable: Set<String>

  /// What a lock says, which has only what compiled.
  package init(lock: Project) {
    project = lock.name
    stores = lock.dataStores
    unreadable = []
    majors = Dictionary(grouping: lock.publicSchemas, by: \.name).mapValues {
      $0.map(\.version.major)
    }
    compiled = [:]
    for schema in lock.publicSchemas {
      let reference = schema.reference(in: lock.name)
      compiled[reference] = schema
    }
  }

  /// What a project's own files say, and as much of it as was compiled so far.
  init(
    project: ProjectDefinition, contracts: ContractDefinitions,
    compiled: [PublicSchemaReference: PublicSchema]
  ) {
    self.project = project.name.value
    stores = project.stores.map(DataStore.init)
    unreadable = contracts.unreadable
    majors = Dictionary(grouping: contracts.publicSchemas, by: \.name.value).mapValues {
      $0.map(\.version.value.major)
    }
    self.compiled = compiled.filter { !$0.value.key.isEmpty }
  }

  /// The names of its public schemas, sorted.
  var names: [String] { majors.keys.sorted() }
}

/// What the projects that `imports:` names publish.
package struct Imports: Sendable {
  /// In the order of `imports:`.
  package var projects: [PublishedContracts]
  /// One of them could not be read, which is reported where it was tried. A project that is not
  /// among the others may be that one.
  package var isIncomplete: Bool
  /// Locks of projects that are at hand and not imported, by slug, as `imports:` would name them.
  package var available: [String: String]

  package init(
    projects: [PublishedContracts] = [], isIncomplete: Bool = false,
    available: [String: String] = [:]
  ) {
    self.projects = projects
    self.isIncomplete = isIncomplete
    self.available = available
  }
}

extension DataStore {
  init(_ store: StoreDefinition) {
    self.init(
      name: store.name.value, url: store.url.value, slot: store.slot,
      publication: store.publication, role: store.role, searchPath: store.searchPath)
  }
}
