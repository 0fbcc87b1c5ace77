internal import RejotContract

/// `Registry.swift`: the one value an application hands to the runtime.
struct RegistryFile {
  static let path = "Registry.swift"

  let project: Project
  let names: ProjectNames
  /// The text of `<store>.setup.sql`, by store.
  let setupSQL: [String: String]

  var file: GeneratedFile {
    let stores = SwiftCode.array(project.dataStores.map(store), column: 100)
    let comment = DocComment.code(
      ["Everything that project `\(project.name)` declares, for the runtime."], column: 0)
    let body: SwiftCode = """
      \(comment)
      public nonisolated enum \(names.registry) {
        public static let registry = Registry(
          project: \(SwiftLiteral(project.name)),
          stores: \(project.dataStores.isEmpty ? "[]" : stores),
          publicSchemas: Transformations.all,
          consumers: Consumers.all
        )
      }
      """
    return SwiftFile.file(Self.path, of: project, isPublic: true, body: body)
  }

  private func store(_ store: DataStore) -> SwiftCode {
    let setup: SwiftCode = setupSQL[store.name].map { "\(SwiftLiteral.sql($0))" } ?? "nil"
    return """
      StoreDescriptor(
        name: \(SwiftLiteral(store.name)),
        url: \(SwiftLiteral(store.url)),
        slot: \(SwiftLiteral(store.slot)),
        publication: \(SwiftLiteral(store.publication)),
        setupSQL: \(setup)
      )
      """
  }
}
