import RejotContract
import RejotSource

/// A foreign key holds at every moment only where one group fills both of its tables: another
/// group's rows may come later.
struct GroupForeignKeyCheck {
  let project: Project
  /// What the project follows in others, from its own data stores.
  let imported: [ImportedSchema]
  let contracts: ContractDefinitions

  func run(into diagnostics: inout [Diagnostic]) {
    let sources = sources()
    var fillers: [Target: [ConsumerSchema]] = [:]
    for consumer in project.consumerSchemas {
      for name in Set(consumer.targets.map(\.name)) {
        fillers[Target(store: consumer.into, table: name), default: []].append(consumer)
      }
    }
    let consumers = Dictionary(
      project.consumerSchemas.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for store in project.dataStores {
      for recorded in store.catalog {
        guard case .foreignKey(let name, let references, _) = recorded.fact,
          let key = Key(name, references: references),
          let parents = fillers[Target(store: store.name, table: key.parent)]
        else { continue }
        for child in recorded.usedBy.compactMap({ consumers[$0] }) where child.into == store.name {
          let isTogether = parents.contains {
            $0.group == child.group && sources[$0.from] == sources[child.from]
          }
          guard !isTogether, writes(child, key), let parent = parents.first else { continue }
          let isOneSource = sources[child.from] == sources[parent.from]
          diagnostics.append(finding(child, key, parent, isOneSource: isOneSource))
        }
      }
    }
  }

  private struct Target: Hashable {
    let store: String
    let table: QualifiedName
  }

  /// The data store each public schema's events come from: a group follows one.
  private func sources() -> [PublicSchemaReference: String] {
    var sources: [PublicSchemaReference: String] = [:]
    for schema in project.publicSchemas {
      sources[schema.reference(in: project.name)] = schema.source
    }
    for other in imported { sources[other.reference] = other.schema.source }
    return sources
  }

  private struct Key {
    let table: QualifiedName
    let columns: [String]
    let parent: QualifiedName

    init?(_ name: String, references: String) {
      let own = FactName(name)
      let other = FactName(references)
      guard own.parts.count == 2, other.parts.count == 2 else { return nil }
      table = QualifiedName(schema: own.parts[0], name: own.parts[1])
      columns = own.list.map { FactName($0).last }
      parent = QualifiedName(schema: other.parts[0], name: other.parts[1])
    }
  }

  /// A key over columns that stay NULL is never checked.
  private func writes(_ child: ConsumerSchema, _ key: Key) -> Bool {
    key.columns.allSatisfy {
      child.writes.contains("\(child.into).\(key.table.schema).\(key.table.name).\($0)")
    }
  }

  private func finding(
    _ child: ConsumerSchema, _ key: Key, _ parent: ConsumerSchema, isOneSource: Bool
  ) -> Diagnostic {
    let table = "\(key.table.schema).\(key.table.name)"
    let list = key.columns.map { SQLName.spelled($0) }.joined(separator: ", ")
    let spans = [child, parent].map { consumer in
      contracts.consumerSchemas.first { $0.name.value == consumer.name }?.name.span
    }
    return Diagnostic(
      .consumerForeignKey,
      "\(child.name) writes \(table), which references \(key.parent.schema).\(key.parent.name), "
        + "and another group fills that",
      at: spans[0], severity: .warning,
      labels: spans[1].map { [Diagnostic.Label($0, "the other one is here")] } ?? [],
      notes: [
        "the catalog of \(child.into) declares a foreign key over \(table) (\(list))",
        "\(child.name) is of group \(child.group), \(parent.name) of group \(parent.group): "
          + "a row may arrive before the row it points to, and is refused then",
      ],
      help: [
        isOneSource
          ? Diagnostic.Help("put both into one group, such as group: \(parent.group)")
          : Diagnostic.Help("drop the foreign key: what comes from two databases has no one order")
      ] + (isOneSource ? [Diagnostic.Help("or drop the foreign key")] : []))
  }
}
