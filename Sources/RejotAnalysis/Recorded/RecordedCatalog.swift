package import RejotContract
package import RejotSource

/// What a committed lock knows: the contracts as they were analysed last, and the facts of the
/// catalogs they rest on.
package struct RecordedCatalog {
  /// The data stores whose catalog is taken from it, each with the ways to have a server instead.
  package let stores: [String: [Diagnostic.Help]]
  private let dataStores: [String: DataStore]
  private let publicSchemas: [String: PublicSchema]
  private let consumers: [String: ConsumerSchema]

  package static let none = RecordedCatalog(lock: nil, stores: [:])

  /// - Parameters:
  ///   - lock: nil where there is none, or none that can be used.
  ///   - stores: data stores without a server.
  package init(lock: Project?, stores: [String: [Diagnostic.Help]]) {
    self.stores = stores
    // A lock may come from anywhere: of two entries of one name the first counts.
    dataStores = Dictionary(lock?.dataStores.map { ($0.name, $0) } ?? []) { first, _ in first }
    publicSchemas = Dictionary(lock?.publicSchemas.map { ($0.label, $0) } ?? []) { first, _ in
      first
    }
    consumers = Dictionary(lock?.consumerSchemas.map { ($0.name, $0) } ?? []) { first, _ in first }
  }

  func publicSchema(_ label: String) -> PublicSchema? { publicSchemas[label] }

  func consumer(_ name: String) -> ConsumerSchema? { consumers[name] }

  func store(_ name: String) -> DataStore? { dataStores[name] }

  /// Whether names of a store's contracts are still resolved as they were.
  func hasSameSearchPath(_ store: StoreDefinition) -> Bool {
    self.store(store.name.value).map { $0.searchPath == store.searchPath } ?? false
  }
}

extension PublicDefinition {
  /// `name@major`.
  var label: String { "\(name.value)@\(version.value.major)" }
}
