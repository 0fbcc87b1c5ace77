import RejotContract
import RejotSource

/// Finds the data store of this project through which an imported contract is read.
///
/// It is the one that says `publisher: PROJECT/STORE`, else the one of the publisher's own name. A
/// name alone does not suffice where this project publishes from a store of that name too, or where
/// two publishers call theirs so: reading somebody else's database would go unnoticed.
struct PublisherStores {
  let project: ProjectDefinition
  /// Names of stores that the project's own public schemas read.
  private let ownSources: Set<String>
  /// Projects whose contracts are consumed here, by the name of the store they are read from,
  /// where no `publisher:` tells which store that is.
  private let namesakes: [String: Set<String>]
  /// A `publisher:` is wrong, which is reported there: it may be the one that is missing.
  private let isUnclear: Bool

  init(
    _ project: ProjectDefinition, _ contracts: ContractDefinitions, _ imports: Imports,
    isUnclear: Bool
  ) {
    self.isUnclear = isUnclear
    self.project = project
    ownSources = Set(contracts.publicSchemas.map(\.source.value))
    let named = Set(project.stores.compactMap(\.publisher?.value))
    var namesakes: [String: Set<String>] = [:]
    for consumer in contracts.consumerSchemas {
      let from = consumer.from.value
      guard let published = imports.projects.first(where: { $0.project == from.project }),
        let source = published.compiled[from]?.source,
        !named.contains(StoreReference(project: from.project, store: source))
      else { continue }
      namesakes[source, default: []].insert(from.project)
    }
    self.namesakes = namesakes
  }

  /// The store's name here; nil and a finding when there is none, or none for certain.
  func store(
    of schema: PublicSchema, _ from: Located<PublicSchemaReference>,
    _ published: PublishedContracts, into diagnostics: inout [Diagnostic]
  ) -> String? {
    let wanted = StoreReference(project: published.project, store: schema.source)
    guard let store = declared(wanted) else {
      if !isUnclear { diagnostics.append(missing(wanted, from)) }
      return nil
    }
    if store.publisher == nil, let doubt = doubt(about: store, published.project) {
      diagnostics.append(ambiguous(wanted, from, store, doubt))
      return nil
    }
    // Two services on one slot would each get a part of the changes.
    if let theirs = published.stores.first(where: { $0.name == schema.source }),
      theirs.slot == store.slot
    {
      diagnostics.append(sharedSlot(wanted, store))
      return nil
    }
    return store.name.value
  }

  private func declared(_ wanted: StoreReference) -> StoreDefinition? {
    project.stores.first { $0.publisher?.value == wanted }
      ?? project.stores.first { $0.publisher == nil && $0.name.value == wanted.store }
  }

  /// Why a store of the right name may be another one.
  private func doubt(about store: StoreDefinition, _ publisher: String) -> String? {
    let name = store.name.value
    if ownSources.contains(name) {
      return "public schemas of this project read data store \(name) too"
    }
    let others = (namesakes[name] ?? []).subtracting([publisher]).sorted()
    return others.isEmpty
      ? nil : "project \(others.joined(separator: ", ")) has a data store \(name) too"
  }

  // MARK: Findings

  private func missing(
    _ wanted: StoreReference, _ from: Located<PublicSchemaReference>
  ) -> Diagnostic {
    Diagnostic(
      .publisherStoreMissing,
      "\(from.value) is read from its publisher's data store \(wanted.store), "
        + "which this project does not declare",
      at: from.span,
      notes: [
        "a service follows another project's contract through a slot of its own at the "
          + "publisher's database, or through an event store that both projects name"
      ],
      help: [
        Diagnostic.Help(
          "declare \(newName(wanted) ?? "it") under dataStores:, the publisher's data store "
            + "as this project reaches it",
          edits: newStore(wanted)),
        Diagnostic.Help("or name one event store in both projects; it is not supported yet"),
      ])
  }

  private func ambiguous(
    _ wanted: StoreReference, _ from: Located<PublicSchemaReference>, _ store: StoreDefinition,
    _ doubt: String
  ) -> Diagnostic {
    let same = store.newKey.map { [$0.adding(["publisher: \(Self.spelled(wanted))"])] } ?? []
    return Diagnostic(
      .publisherStoreUncertain,
      "\(from.value) is read from data store \(wanted.store) of project \(wanted.project), "
        + "and it is not certain that \(store.name.value) here is the same",
      at: from.span, labels: [Diagnostic.Label(store.name.span, "it is declared here")],
      notes: [doubt],
      help: [
        Diagnostic.Help(
          "if it is another database, declare the publisher's", edits: newStore(wanted)),
        Diagnostic.Help("if it is the same, say so", edits: same),
      ])
  }

  private func sharedSlot(_ wanted: StoreReference, _ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .publisherSlotShared,
      "slot \(store.slot) is that of project \(wanted.project) itself on this database",
      at: store.slotSpan,
      notes: ["two services that read one slot each get a part of the changes"],
      help: [Diagnostic.Help("give the store a slot: of its own in this project")])
  }

  /// The edit that declares a publisher's data store, under its own name where that is free.
  private func newStore(_ wanted: StoreReference) -> [Diagnostic.Edit] {
    guard let place = project.newStore, let name = newName(wanted) else { return [] }
    let variable = name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    let isNumber = name.utf8.first.map { $0 < UInt8(ascii: "A") } == true
    var lines = ["\(name):", "  url: ${\(isNumber ? "DATABASE_" : "")\(variable)_DATABASE_URL}"]
    if name != wanted.store { lines.append("  publisher: \(Self.spelled(wanted))") }
    return [place.adding(lines)]
  }

  /// A name for it that is free: the publisher's, else that with the publisher before it.
  private func newName(_ wanted: StoreReference) -> String? {
    let taken = Set(project.stores.map(\.name.value))
    let slug = wanted.project.split { $0 == "@" || $0 == "/" }.joined(separator: "-")
    return [wanted.store, "\(slug)-\(wanted.store)"].first {
      !taken.contains($0) && ContractNames.isName($0)
    }
  }

  /// As YAML reads it: `@` cannot begin a plain text.
  private static func spelled(_ store: StoreReference) -> String {
    store.project.hasPrefix("@") ? "\"\(store)\"" : store.description
  }
}
