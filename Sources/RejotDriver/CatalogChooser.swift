import RejotAnalysis
import RejotSource

/// Decides for every store where its catalog comes from, before anything is contacted.
struct CatalogChooser {
  let option: CatalogOption
  let environment: [String: String]
  /// There is a lock, usable or not: the last resort of `auto`.
  let hasLock: Bool
  /// There are server programs; asked at most once.
  let hasServerPrograms: () -> Bool
  /// Databases that are chosen already, by store.
  var prepared: [String: PreparedDatabase] = [:]

  /// A choice for each store that has one, in their order; the others have a finding.
  func choose(
    _ stores: [StoreDefinition], _ diagnostics: inout [Diagnostic]
  ) -> [CatalogChoice] {
    var hasPrograms: Bool?
    var choices: [CatalogChoice] = []
    for store in stores {
      let choice = choose(store, &diagnostics) {
        hasPrograms = hasPrograms ?? hasServerPrograms()
        return hasPrograms == true
      }
      if let choice { choices.append(choice) }
    }
    return choices
  }

  private func choose(
    _ store: StoreDefinition, _ diagnostics: inout [Diagnostic], _ hasPrograms: () -> Bool
  ) -> CatalogChoice? {
    let name = store.name.value
    if let prepared = prepared[name] {
      return CatalogChoice(store: name, source: .embedded, reason: prepared.reason)
    }
    switch option {
    case .live:
      let unset = URLTemplate(store.url.value).unset(in: environment)
      guard unset.isEmpty else {
        diagnostics.append(Self.unset(unset, store))
        return nil
      }
      return CatalogChoice(store: name, source: .live, reason: "--catalog live")
    case .embedded:
      guard !store.migrations.isEmpty else {
        diagnostics.append(Self.noMigrations(store))
        return nil
      }
      return CatalogChoice(store: name, source: .embedded, reason: "--catalog embedded")
    case .lock:
      return CatalogChoice(store: name, source: .lock, reason: "--catalog lock")
    case .auto:
      return chosenByItself(store, &diagnostics, hasPrograms)
    }
  }

  /// Live where the environment says so, else embedded where that is possible, else the lock.
  private func chosenByItself(
    _ store: StoreDefinition, _ diagnostics: inout [Diagnostic], _ hasPrograms: () -> Bool
  ) -> CatalogChoice? {
    let name = store.name.value
    let url = URLTemplate(store.url.value)
    let unset = url.unset(in: environment)
    if url.isChosen(by: environment) {
      let names = url.variables.map(\.name).joined(separator: ", ")
      return CatalogChoice(
        store: name, source: .live,
        reason: "\(names) \(url.variables.count == 1 ? "is" : "are") set")
    }
    if store.isLive, unset.isEmpty {
      return CatalogChoice(store: name, source: .live, reason: "live: true")
    }
    let reason =
      unset.isEmpty
      ? "its url does not come from the environment"
      : "\(unset.joined(separator: ", ")) \(unset.count == 1 ? "is" : "are") not set"
    if store.migrations.isEmpty {
      guard hasLock else {
        diagnostics.append(Self.nowhere(store, unset))
        return nil
      }
      return CatalogChoice(
        store: name, source: .lock, reason: "\(reason), and it has no migrations",
        isLastResort: true)
    }
    if hasLock, !hasPrograms() {
      return CatalogChoice(
        store: name, source: .lock,
        reason: "\(reason), and there are no PostgreSQL server programs", isLastResort: true)
    }
    return CatalogChoice(store: name, source: .embedded, reason: reason)
  }

  /// How to have a server for a store whose catalog comes from the lock.
  static func waysToAServer(for store: StoreDefinition) -> [Diagnostic.Help] {
    let names = URLTemplate(store.url.value).variables.map(\.name).joined(separator: ", ")
    return [
      Diagnostic.Help(
        names.isEmpty
          ? "ask the database itself: --catalog live"
          : "ask the database itself: set \(names), and use --catalog live"),
      Diagnostic.Help(
        store.migrations.isEmpty
          ? "or add migrations: to the store, and use --catalog embedded"
          : "or ask a throw-away server with the store's migrations: --catalog embedded"),
    ]
  }
}

// MARK: - Findings

extension CatalogChooser {
  private static func unset(_ names: [String], _ store: StoreDefinition) -> Diagnostic {
    let list = names.joined(separator: ", ")
    return Diagnostic(
      .urlUnset,
      "\(list) \(names.count == 1 ? "is" : "are") not set, "
        + "and store \"\(store.name.value)\" needs a database",
      at: store.url.span,
      help: [
        Diagnostic.Help("set \(list) to a libpq URL such as postgresql://user@host/database"),
        Diagnostic.Help(
          store.migrations.isEmpty
            ? "or add migrations: to the store, for a throw-away server"
            : "or use the store's migrations on a throw-away server: --catalog embedded"),
      ])
  }

  private static func noMigrations(_ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .migrationsMissing,
      "store \"\(store.name.value)\" has no migrations to apply to a throw-away server",
      at: store.name.span,
      help: [
        Diagnostic.Help("add migrations: with the folder of the store's *.sql files"),
        Diagnostic.Help("or use the database itself: --catalog live"),
      ])
  }

  private static func nowhere(_ store: StoreDefinition, _ unset: [String]) -> Diagnostic {
    guard unset.isEmpty else { return Self.unset(unset, store) }
    return Diagnostic(
      .urlUnset,
      "nothing says where the catalog of store \"\(store.name.value)\" comes from: "
        + "its url is not taken from the environment, and it has no migrations",
      at: store.url.span,
      help: [
        Diagnostic.Help("write the url as a variable, such as ${DATABASE_URL}, and set it"),
        Diagnostic.Help("or add live: true to the store to use this url as it stands"),
        Diagnostic.Help("or add migrations: to use a throw-away server"),
      ])
  }
}
