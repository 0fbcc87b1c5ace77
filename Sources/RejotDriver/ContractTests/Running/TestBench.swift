import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// What the contract tests of a project run on: its data stores, contracts and consumer groups.
struct TestBench {
  let project: String
  /// In the order of the project file.
  let stores: [TestStore]
  /// The project's own, then those that it imports.
  let schemas: [TestedSchema]
  /// Sorted by name.
  let consumers: [ConsumerSchema]

  /// Nil when the project was not compiled.
  init?(_ compilation: Compilation, servers: EmbeddedServers) {
    guard let workspace = compilation.workspace, let definition = workspace.project,
      let project = compilation.project
    else { return nil }
    let setups = Self.setups(of: project)
    stores = definition.stores.compactMap { store in
      compilation.embedded[store.name.value].map {
        TestStore(store, $0, setup: setups[store.name.value], servers: servers)
      }
    }
    self.project = project.name
    consumers = project.consumerSchemas
    let stores = stores
    let own = project.publicSchemas.map { schema in
      TestedSchema(
        reference: schema.reference(in: project.name),
        schema: schema, source: stores.first { $0.name == schema.source && $0.isSource },
        label: schema.label)
    }
    let imported = compilation.imported.map { imported in
      TestedSchema(
        reference: imported.reference, schema: imported.schema, source: nil,
        label: "\(imported.reference)")
    }
    schemas = own + imported
  }

  /// What makes stores sources, by their names, as a build would write it; for no role of theirs,
  /// which a throw-away server does not have.
  private static func setups(of project: Project) -> [String: TestStore.Setup] {
    var project = project
    for place in project.dataStores.indices { project.dataStores[place].role = nil }
    var setups: [String: TestStore.Setup] = [:]
    for (store, sql) in Emitter.setups(for: project) {
      let publication = project.dataStores.first { $0.name == store }?.publication ?? ""
      setups[store] = TestStore.Setup(sql: sql, publication: publication)
    }
    return setups
  }

  func store(_ name: String) -> TestStore? { stores.first { $0.name == name } }

  /// The public schema that a file names: `customer@1` or `project/customer@1`.
  func schema(_ name: String) -> TestedSchema? {
    schemas.first { $0.label == name || "\($0.reference)" == name }
  }

  /// Lets go of all databases.
  func close() {
    for store in stores { store.close() }
  }
}
