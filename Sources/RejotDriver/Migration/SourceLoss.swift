import RejotAnalysis
import RejotCatalog
import RejotContract

/// Something that a contract rests on and a migration takes away.
struct SourceLoss: Hashable {
  let store: StoreReference
  /// `customer@1`, or a consumer's name.
  let contract: String
  let kind: Kind

  enum Kind: Hashable {
    case table(QualifiedName, nowCalled: QualifiedName?)
    case column(QualifiedName, String, nowCalled: String?)
    case identity(QualifiedName, IdentityLoss)
    case publication(QualifiedName, PublicationLoss)
    /// What the sync's role may no longer do.
    case privileges(QualifiedName, [String])
  }

  /// What became of a replica identity.
  enum IdentityLoss: Hashable {
    case nothing
    case noKey
    /// Needed columns that it lacks.
    case lacks([String])
    case notFull
  }

  /// What a publication no longer holds of a table.
  enum PublicationLoss: Hashable {
    case all
    case operations([String])
    case columns([String])
    case rows
  }

  /// The same loss in other states of a migration, where it may be of another extent.
  struct Key: Hashable {
    let store: StoreReference
    let contract: String
    let what: Int
    let table: QualifiedName
    let column: String?
  }

  var key: Key {
    let (what, table, column): (Int, QualifiedName, String?) =
      switch kind {
      case .table(let table, _): (0, table, nil)
      case .column(let table, let column, _): (1, table, column)
      case .identity(let table, _): (2, table, nil)
      case .publication(let table, _): (3, table, nil)
      case .privileges(let table, _): (4, table, nil)
      }
    return Key(store: store, contract: contract, what: what, table: table, column: column)
  }

  var table: QualifiedName { key.table }
}

/// Finds what contracts lose between two states of a store.
struct SourceLosses {
  let store: StoreReference
  let definition: StoreDefinition
  let before: (project: Project, catalog: Catalog, readiness: StoreReadiness)
  let after: (project: Project, catalog: Catalog, readiness: StoreReadiness)

  /// Sorted by contract, then by what is lost.
  var all: [SourceLoss] {
    var losses: [SourceLoss] = []
    for schema in before.project.publicSchemas where schema.source == store.store {
      let now = after.project.publicSchemas.first { $0.label == schema.label }
      if now == nil { losses += objects(of: schema.label) }
      // What it reads then may be the same table under another name.
      for table in (now ?? schema).tables {
        losses += [identity(of: table, schema), publication(of: table, schema)].compactMap { kind in
          kind.map { SourceLoss(store: store, contract: schema.label, kind: $0) }
        }
        losses += privileges(of: table.name, ["SELECT"], schema.label)
      }
    }
    for consumer in before.project.consumerSchemas where consumer.into == store.store {
      for table in consumer.targets {
        losses += privileges(
          of: table.name, ["SELECT", "INSERT", "UPDATE", "DELETE"], consumer.name)
      }
    }
    return losses
  }

  // MARK: Tables and columns

  /// What a public schema that no longer compiles rested on and misses now.
  private func objects(of label: String) -> [SourceLoss] {
    let facts = before.project.dataStores.first { $0.name == store.store }?.catalog ?? []
    var losses: [SourceLoss] = []
    var gone: Set<QualifiedName> = []
    for entry in facts where entry.usedBy.contains(label) {
      guard case .relation(let name, _) = entry.fact, let table = Self.table(name) else { continue }
      guard let loss = relation(table) else { continue }
      gone.insert(table)
      losses.append(SourceLoss(store: store, contract: label, kind: loss))
    }
    for entry in facts where entry.usedBy.contains(label) {
      guard case .column(let name, _, _) = entry.fact else { continue }
      let parts = FactName(name).parts
      guard parts.count == 3 else { continue }
      let table = QualifiedName(schema: parts[0], name: parts[1])
      guard !gone.contains(table), let loss = column(parts[2], of: table) else { continue }
      losses.append(SourceLoss(store: store, contract: label, kind: loss))
    }
    return losses
  }

  private static func table(_ name: String) -> QualifiedName? {
    let parts = FactName(name).parts
    return parts.count == 2 ? QualifiedName(schema: parts[0], name: parts[1]) : nil
  }

  private func relation(_ name: QualifiedName) -> SourceLoss.Kind? {
    guard let (oid, _) = before.catalog.relation(name), after.catalog.relation(name) == nil else {
      return nil
    }
    let now = after.catalog.relations[oid].map { QualifiedName(schema: $0.schema, name: $0.name) }
    return .table(name, nowCalled: now)
  }

  private func column(_ name: String, of table: QualifiedName) -> SourceLoss.Kind? {
    guard let (oid, old) = before.catalog.relation(table),
      let number = old.columns.first(where: { $0.name == name })?.number,
      let (now, new) = after.catalog.relation(table),
      !new.columns.contains(where: { $0.name == name })
    else { return nil }
    let heir = oid == now ? new.columns.first { $0.number == number } : nil
    return .column(table, name, nowCalled: heir?.name)
  }

  // MARK: What the sync needs

  /// What a table was called before: a table of that name, else the same one under another.
  private func nameBefore(of table: QualifiedName) -> QualifiedName {
    if before.catalog.relation(table) != nil { return table }
    guard let oid = after.catalog.relation(table)?.oid,
      let old = before.catalog.relations[oid]
    else { return table }
    return QualifiedName(schema: old.schema, name: old.name)
  }

  private func stateBefore(of table: QualifiedName) -> StoreReadiness.Table? {
    before.readiness.tables[nameBefore(of: table)]
  }

  private func identity(of table: SourceTable, _ schema: PublicSchema) -> SourceLoss.Kind? {
    guard let old = stateBefore(of: table.name),
      let new = after.readiness.tables[table.name],
      lack(old, table) == nil, let lack = lack(new, table)
    else { return nil }
    return .identity(table.name, lack)
  }

  /// What an identity lacks of what a contract needs; nil when it is enough.
  private func lack(
    _ state: StoreReadiness.Table, _ table: SourceTable
  ) -> SourceLoss.IdentityLoss? {
    if state.identity == "f" { return nil }
    if state.identity == "n" { return .nothing }
    let needed: Set<String>
    switch table.identity {
    case .full: return .notFull
    case .primaryKey: needed = keyColumns(of: table.name) { $0.isPrimary }
    case .index(let name): needed = keyColumns(of: table.name) { $0.name == name }
    }
    if state.identityColumns.isEmpty { return .noKey }
    let missing = needed.subtracting(state.identityColumns)
    return missing.isEmpty ? nil : .lacks(missing.sorted())
  }

  /// The columns of an index as it was, by the names they have now.
  private func keyColumns(of table: QualifiedName, _ isMeant: (Index) -> Bool) -> Set<String> {
    guard let (oid, relation) = before.catalog.relation(nameBefore(of: table)),
      let index = relation.indexes.first(where: isMeant)
    else { return [] }
    let now = after.catalog.relations[oid]?.columns ?? []
    return Set(
      index.columns.compactMap { number in
        (now + relation.columns).first { $0.number == number }?.name
      })
  }

  private func publication(of table: SourceTable, _ schema: PublicSchema) -> SourceLoss.Kind? {
    guard let old = stateBefore(of: table.name), !old.published.isEmpty,
      let new = after.readiness.tables[table.name]
    else { return nil }
    if new.published.isEmpty { return .publication(table.name, .all) }
    let operations = old.published.subtracting(new.published)
    if !operations.isEmpty { return .publication(table.name, .operations(operations.sorted())) }
    let columns = new.unpublished.intersection(table.columns.map(\.name))
      .subtracting(old.unpublished)
    if !columns.isEmpty { return .publication(table.name, .columns(columns.sorted())) }
    guard let filter = new.rowFilter, filter != old.rowFilter else { return nil }
    return .publication(table.name, .rows)
  }

  private func privileges(
    of table: QualifiedName, _ needed: [String], _ label: String
  ) -> [SourceLoss] {
    guard let old = stateBefore(of: table), let new = after.readiness.tables[table] else {
      return []
    }
    let lost = needed.filter { old.privileges.contains($0) && !new.privileges.contains($0) }
    guard !lost.isEmpty else { return [] }
    return [SourceLoss(store: store, contract: label, kind: .privileges(table, lost))]
  }
}

extension Catalog {
  /// A relation by its name.
  func relation(_ name: QualifiedName) -> (oid: UInt32, relation: Relation)? {
    relations.first { $0.value.schema == name.schema && $0.value.name == name.name }
      .map { ($0.key, $0.value) }
  }
}
