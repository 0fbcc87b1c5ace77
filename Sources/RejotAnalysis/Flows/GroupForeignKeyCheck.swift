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
    for child in project.consumerSchemas {
      let catalog = project.dataStores.first { $0.name == child.into }?.catalog ?? []
      var reported = Set<QualifiedName>()
      for recorded in catalog where recorded.usedBy.contains(child.name) {
        guard case .foreignKey(let name, let references, _) = recorded.fact,
          let key = Key(name, references: references), writes(child, key),
          !reported.contains(key.parent), !fills(key.parent, where: { isTogether(child, $0) }),
          let parent = project.consumerSchemas.first(where: {
            $0.into == child.into && $0.targets.contains { $0.name == key.parent }
          })
        else { continue }
        reported.insert(key.parent)
        diagnostics.append(finding(child, key, parent))
      }
    }
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

  private func fills(_ table: QualifiedName, where fits: (ConsumerSchema) -> Bool) -> Bool {
    project.consumerSchemas.contains { consumer in
      fits(consumer) && consumer.targets.contains { $0.name == table }
    }
  }

  /// A key over columns that stay NULL is never checked.
  private func writes(_ child: ConsumerSchema, _ key: Key) -> Bool {
    key.columns.allSatisfy {
      child.writes.contains("\(child.into).\(key.table.schema).\(key.table.name).\($0)")
    }
  }

  /// The data store its events come from: a group follows one.
  private func source(of consumer: ConsumerSchema) -> String? {
    (project.publicSchema(consumer.from)
      ?? imported.first { $0.reference == consumer.from }?.schema)?.source
  }

  private func isTogether(_ child: ConsumerSchema, _ other: ConsumerSchema) -> Bool {
    other.into == child.into && other.group == child.group
      && source(of: other) == source(of: child)
  }

  private func finding(
    _ child: ConsumerSchema, _ key: Key, _ parent: ConsumerSchema
  ) -> Diagnostic {
    let table = "\(key.table.schema).\(key.table.name)"
    let list = key.columns.map { SQLName.spelled($0) }.joined(separator: ", ")
    let isOneSource = source(of: child) == source(of: parent)
    let spans = [child, parent].map { consumer in
      contracts.consumerSchemas.first { $0.name.value == consumer.name }?.name.span
    }
    return Diagnostic(
      .consumerForeignKey,
      "\(child.name) writes \(table), which references \(key.parent.schema).\(key.parent.name), "
        + "and another group fills that",
      at: spans[0],
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
