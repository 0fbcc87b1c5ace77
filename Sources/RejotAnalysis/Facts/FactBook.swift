import RejotContract

/// The facts of a run by data store, each with the contracts that rest on it.
struct FactBook {
  private var stores: [String: [CatalogFact: Set<String>]] = [:]

  mutating func add(_ facts: Set<CatalogFact>, of contract: String, in store: String) {
    for fact in facts { stores[store, default: [:]][fact, default: []].insert(contract) }
  }

  func of(_ store: String) -> [CatalogFact: Set<String>] { stores[store] ?? [:] }

  /// A store's facts as the lock lists them.
  func recorded(_ store: String) -> [RecordedFact] {
    of(store).sorted { $0.key < $1.key }.map { RecordedFact($0.key, usedBy: $0.value.sorted()) }
  }

  /// Recorded facts without the contracts that are no longer there.
  static func only(_ facts: [RecordedFact], of contracts: Set<String>) -> [RecordedFact] {
    facts.compactMap { entry in
      let users = entry.usedBy.filter(contracts.contains)
      return users.isEmpty ? nil : RecordedFact(entry.fact, usedBy: users)
    }
  }
}
