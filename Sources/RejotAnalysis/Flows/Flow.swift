import RejotContract

/// A table as the project that owns its data store calls it.
struct FlowTable: Hashable, Comparable {
  let project: String
  let store: String
  let table: QualifiedName

  static func < (left: FlowTable, right: FlowTable) -> Bool {
    (left.project, left.store, left.table) < (right.project, right.store, right.table)
  }
}

/// The way of one consumer: from the tables its public schema reads to those it writes.
struct Flow {
  /// The project of the consumer.
  let project: String
  let consumer: ConsumerSchema
  let schema: PublicSchema
  let sources: [FlowTable]
  let targets: [FlowTable]

  /// `shop/crm-customers`.
  var name: String { "\(project)/\(consumer.name)" }

  /// An event that is applied again provably changes no row of the consumer.
  var isSettled: Bool {
    guard case .inline(let plan) = schema.plan, plan.copiedColumns != nil else { return false }
    return consumer.upsert.settles == true && (consumer.delete.map { $0.settles == true } ?? true)
  }

  /// Where a settled flow puts each column of its source: columns of its target by name.
  var columns: [String: Set<String>] {
    guard case .inline(let plan) = schema.plan, let copied = plan.copiedColumns,
      let outline = StatementOutline(canonical: consumer.upsert.sql)
    else { return [:] }
    var columns: [String: Set<String>] = [:]
    for (target, cell) in zip(outline.insertColumns, outline.firstValues) {
      guard let name = outline.name(target.lowerBound) else { continue }
      for number in cell.compactMap(outline.parameter) {
        guard consumer.upsert.parameters.indices.contains(number - 1),
          let field = schema.fields.firstIndex(where: {
            $0.name == consumer.upsert.parameters[number - 1].field
          }), copied.indices.contains(field)
        else { continue }
        columns[copied[field], default: []].insert(name)
      }
    }
    return columns
  }
}
