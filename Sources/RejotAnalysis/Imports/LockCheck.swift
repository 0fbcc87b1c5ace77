package import RejotContract

/// Whether a lock that somebody else wrote holds what `rejotc build` could have written. What its
/// JSON cannot say is looked for here, so that everything behind may rely on it.
package enum LockCheck {
  /// What is wrong with it, such as `public schema customer@1 is there twice`; nil for a sound one.
  package static func problem(in lock: Project) -> String? {
    guard ContractNames.isProject(lock.name) else { return "\"\(lock.name)\" is no project's name" }
    let stores = lock.dataStores.map(\.name)
    if let name = stores.first(where: { !ContractNames.isName($0) }) {
      return "\"\(name)\" is no data store's name"
    }
    if let name = repeated(stores) { return "data store \(name) is there twice" }
    for schema in lock.publicSchemas {
      guard ContractNames.isName(schema.name), schema.version.major >= 0, schema.version.minor >= 0
      else { return "\"\(schema.name)@\(schema.version.major)\" is no public schema's name" }
      if let problem = problem(in: schema, stores) {
        return "public schema \(schema.label): \(problem)"
      }
    }
    if let label = repeated(lock.publicSchemas.map(\.label)) {
      return "public schema \(label) is there twice"
    }
    for consumer in lock.consumerSchemas {
      guard ContractNames.isName(consumer.name) else {
        return "\"\(consumer.name)\" is no consumer's name"
      }
    }
    return repeated(lock.consumerSchemas.map(\.name)).map { "consumer \($0) is there twice" }
  }

  private static func problem(in schema: PublicSchema, _ stores: [String]) -> String? {
    guard stores.contains(schema.source) else { return "its source is no data store" }
    let fields = schema.fields.map(\.name)
    if let name = repeated(fields) { return "field \(name) is there twice" }
    if let name = fields.first(where: { !isIdentifier($0) }) { return "\"\(name)\" is no field" }
    guard !schema.key.isEmpty, repeated(schema.key) == nil else { return "its key is no key" }
    if let name = schema.key.first(where: { !fields.contains($0) }) {
      return "its key names \"\(name)\", which is no field"
    }
    for table in schema.tables {
      let names = [table.name.schema, table.name.name] + table.columns.map(\.name)
      if let name = names.first(where: { !isIdentifier($0) }) { return "\"\(name)\" is no name" }
    }
    if let problem = schema.fields.lazy.compactMap({ problem(in: $0.type.value) }).first {
      return problem
    }
    switch schema.plan {
    case .inline(let plan): return problem(in: plan, of: schema)
    case .imaged(let plan): return problem(in: plan, of: schema)
    case .lookup(let plan): return problem(in: plan, of: schema)
    case .unsupported: return "it has no plan"
    }
  }

  private static func problem(in plan: InlinePlan, of schema: PublicSchema) -> String? {
    let columns = schema.tables.first { $0.name == plan.table }?.columns.map(\.name) ?? []
    let isWhole =
      plan.values.count == schema.fields.count && plan.columns.allSatisfy(columns.contains)
      && zip(schema.fields, plan.values).allSatisfy { field, value in
        guard schema.key.contains(field.name) else { return true }
        if case .column = value { return true }
        return false
      }
    guard isWhole else { return "its plan does not fit its fields and tables" }
    let isSound =
      plan.values.allSatisfy(\.isSound)
      && plan.filter.map { $0.isSound && $0.gives(.boolean) } != false
    return isSound ? nil : "its plan computes what cannot be computed"
  }

  private static func problem(in plan: ImagedPlan, of schema: PublicSchema) -> String? {
    let columns = plan.columns.map(\.name)
    let names =
      columns + plan.schemas + plan.columns.flatMap { [$0.type.schema, $0.type.name] }
    if let name = names.first(where: { !isIdentifier($0) }) { return "\"\(name)\" is no name" }
    guard schema.tables.contains(where: { $0.name == plan.table }), repeated(columns) == nil,
      plan.keyColumns.count == schema.key.count, plan.keyColumns.allSatisfy(columns.contains)
    else { return "its plan does not fit its key and tables" }
    guard LockedSQL.isSelect(plan.sql), LockedSQL.isSelect(plan.load) else {
      return "its plan holds a statement that is no SELECT"
    }
    return plan.functions.first { !LockedSQL.isSignature($0) }.map { "\"\($0)\" is no function" }
  }

  private static func problem(in plan: LookupPlan, of schema: PublicSchema) -> String? {
    guard plan.keyTypes.count == schema.key.count, repeated(plan.sources.map(\.table)) == nil,
      plan.sources.allSatisfy({ source in schema.tables.contains { $0.name == source.table } })
    else { return "its plan does not fit its key and tables" }
    let names =
      plan.schemas + (plan.keyTypes + plan.views).flatMap { [$0.schema, $0.name] }
      + plan.sources.flatMap { $0.columns.flatMap { [$0.name, $0.type.schema, $0.type.name] } }
    if let name = names.first(where: { !isIdentifier($0) }) { return "\"\(name)\" is no name" }
    for source in plan.sources {
      let columns = source.columns.map(\.name)
      guard !columns.isEmpty, repeated(columns) == nil, !source.derivations.isEmpty else {
        return "its plan does not fit its key and tables"
      }
      for derivation in source.derivations {
        switch derivation {
        case .columns(let key):
          guard key.count == schema.key.count, key.allSatisfy(columns.contains) else {
            return "its plan does not fit its key and tables"
          }
        case .query(let sql):
          guard LockedSQL.isSelect(sql) else {
            return "its plan holds a statement that is no SELECT"
          }
        }
      }
    }
    guard LockedSQL.isSelect(plan.sql), LockedSQL.isSelect(plan.load) else {
      return "its plan holds a statement that is no SELECT"
    }
    return plan.functions.first { !LockedSQL.isSignature($0) }.map { "\"\($0)\" is no function" }
  }

  private static func problem(in type: ValueType) -> String? {
    func unless(_ name: QualifiedName) -> String? {
      [name.schema, name.name].first { !isIdentifier($0) }.map { "\"\($0)\" is no name" }
    }
    switch type {
    case .scalar: return nil
    case .enumeration(let enumeration): return unless(enumeration.name)
    case .array(let element): return problem(in: element)
    case .domain(let name, let inner), .range(let name, let inner),
      .multirange(let name, let inner):
      return unless(name) ?? problem(in: inner)
    case .other(let name, _): return unless(name)
    case .composite(let composite):
      let names = composite.attributes.map(\.name)
      if let name = names.first(where: { !isIdentifier($0) }) { return "\"\(name)\" is no name" }
      if let name = repeated(names) { return "attribute \(name) is there twice" }
      return unless(composite.name)
        ?? composite.attributes.lazy.compactMap { problem(in: $0.type.value) }.first
    }
  }

  /// Any text of 1 to 63 bytes (PostgreSQL's NAMEDATALEN, less one).
  private static func isIdentifier(_ name: String) -> Bool {
    (1...63).contains(name.utf8.count) && !name.utf8.contains(0)
  }

  private static func repeated<Name: Hashable>(_ names: [Name]) -> Name? {
    var seen = Set<Name>()
    return names.first { !seen.insert($0).inserted }
  }
}
