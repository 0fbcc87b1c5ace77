internal import RejotContract

/// Every Swift name of a project's output, and the collisions found on the way.
struct ProjectNames {
  /// A type that generated code declares is its data store's.
  struct TypeKey: Hashable, Comparable {
    var home: TypeHome
    var name: QualifiedName

    static func < (left: TypeKey, right: TypeKey) -> Bool {
      (left.home, left.name) < (right.home, right.name)
    }

    var label: String {
      let owner = home.project.isEmpty ? "" : "\(home.project)/"
      return "\(owner)\(home.store).\(name.schema).\(name.name)"
    }
  }

  struct TypeNames {
    var type: SwiftIdentifier
    /// For each label or attribute, in its order.
    var members: [SwiftIdentifier]
    var declared: DeclaredType
  }

  /// `ShopRegistry`.
  let registry: SwiftIdentifier
  /// What has an event: the project's public schemas and those it imports.
  let schemas: [EmittedSchema]
  /// For each of ``schemas``: its event type and the properties of its fields.
  private(set) var events: [SwiftIdentifier] = []
  private(set) var fields: [[SwiftIdentifier]] = []
  private(set) var types: [TypeKey: TypeNames] = [:]
  private(set) var consumers: [SwiftIdentifier] = []
  private(set) var problems: [EmitProblem] = []

  init(_ project: Project, imported: [ImportedSchema]) {
    registry = Self.registry(ofProject: project.name)
    schemas = EmittedSchema.all(of: project, imported: imported)
    nameEvents()
    nameConsumers(project.consumerSchemas)
    nameTypes()
    reportImports()
  }

  static func registry(ofProject name: String) -> SwiftIdentifier {
    SwiftIdentifier(SwiftName.type(name) + "Registry")
  }

  /// What is imported has its project's name in front, so that an import never renames what is the
  /// project's own, nor the other way round: `UsersV1`, `BillingInvoiceV1`.
  private mutating func nameEvents() {
    events = schemas.map { emitted in
      let name = emitted.schema.name
      let type =
        emitted.isOwn ? SwiftName.type(name) : SwiftName.type(emitted.project, name)
      return SwiftIdentifier(type + "V\(emitted.schema.version.major)")
    }
    let own = schemas.count { $0.isOwn }
    report(.publicSchemas, Array(events[..<own]), schemas[..<own].map(\.shortLabel))
    for emitted in schemas {
      let names = emitted.schema.fields.map {
        SwiftName.member($0.name, reserved: Self.eventMembers, suffix: "Field")
      }
      report(
        .fields(publicSchema: emitted.shortLabel), names, emitted.schema.fields.map(\.name))
      fields.append(names)
    }
  }

  /// Types of imports that would be named as something else is.
  private mutating func reportImports() {
    let sorted = types.sorted { $0.key < $1.key }
    let all =
      zip(schemas, events).map { ($1, $0.shortLabel, !$0.isOwn) }
      + sorted.map { ($0.value.type, $0.key.label, !$0.key.home.project.isEmpty) }
    let imports = Set(all.filter(\.2).map(\.0.name))
    let near = all.filter { imports.contains($0.0.name) }
    report(.imports, near.map(\.0), near.map(\.1))
  }

  private mutating func nameConsumers(_ schemas: [ConsumerSchema]) {
    consumers = schemas.map { schema in
      let name = SwiftName.member(ofType: SwiftName.type(schema.name))
      return name.name == "all" ? SwiftIdentifier("allConsumer") : name
    }
    report(.consumers, consumers, schemas.map(\.name))
  }

  /// A type has the name of its SQL type; where that is taken or shared, its store's name stands in
  /// front, and its schema's where even that is shared. One that is imported has its project's name
  /// before all of that, and only evades: the project's own are named first.
  private mutating func nameTypes() {
    var found: [TypeKey: DeclaredType] = [:]
    for emitted in schemas {
      for declared in emitted.schema.fields.flatMap(\.type.value.declaredTypes) {
        found[TypeKey(home: emitted.home, name: declared.name)] = declared
      }
    }
    let own = found.keys.filter { $0.home.project.isEmpty }.sorted()
    let imported = found.keys.filter { !$0.home.project.isEmpty }.sorted()
    let ownEvents = zip(schemas, events).filter { $0.0.isOwn }.map(\.1.name)
    let taken = Self.reservedTypes.union([registry.name])
    var names = typeNames(own, taken: taken.union(ownEvents))
    names += typeNames(imported, taken: taken.union(events.map(\.name)).union(names.map(\.name)))
    let keys = own + imported
    report(.types, Array(names[..<own.count]), own.map(\.label))
    for (key, type) in zip(keys, names) {
      guard let declared = found[key] else { continue }
      let members = memberNames(of: declared)
      switch declared {
      case .enumeration: report(.labels(enumeration: key.label), members, declared.members)
      case .composite: report(.attributes(composite: key.label), members, declared.members)
      }
      types[key] = TypeNames(type: type, members: members, declared: declared)
    }
  }

  private func typeNames(_ keys: [TypeKey], taken: Set<String>) -> [SwiftIdentifier] {
    let short = Dictionary(grouping: keys) { $0.shortType }
    let longer = Dictionary(grouping: keys) { $0.typeWithStore }
    return keys.map { key in
      if short[key.shortType]?.count == 1, !taken.contains(key.shortType) {
        return SwiftIdentifier(key.shortType)
      }
      if longer[key.typeWithStore]?.count == 1 { return SwiftIdentifier(key.typeWithStore) }
      return SwiftIdentifier(key.typeWithSchema)
    }
  }

  /// Labels and attributes are often beyond the reach of whoever publishes them, so those that
  /// would share a name keep their exact spelling instead.
  private func memberNames(of type: DeclaredType) -> [SwiftIdentifier] {
    let (suffix, reserved) =
      switch type {
      case .enumeration: ("Label", Self.enumMembers)
      case .composite: ("Attribute", Self.compositeMembers)
      }
    let members = type.members
    let names = members.map { SwiftName.member($0, reserved: reserved, suffix: suffix) }
    let counts = Dictionary(grouping: names, by: \.name).mapValues(\.count)
    return zip(members, names).map { member, name in
      counts[name.name] == 1 || reserved.contains(member) || !SwiftIdentifier.isPlain(member)
        ? name : SwiftIdentifier(member)
    }
  }

  private mutating func report(
    _ scope: NameCollision.Scope, _ identifiers: [SwiftIdentifier], _ names: [String]
  ) {
    let groups = Dictionary(grouping: zip(identifiers, names)) { $0.0.name }
    for (swiftName, members) in groups.sorted(by: { $0.key < $1.key }) where members.count > 1 {
      problems.append(
        .nameCollision(
          NameCollision(scope: scope, swiftName: swiftName, names: members.map(\.1))))
    }
  }
}

extension ProjectNames.TypeKey {
  fileprivate var shortType: String { type(name.name) }
  fileprivate var typeWithStore: String { type(home.store, name.name) }
  fileprivate var typeWithSchema: String { type(home.store, name.schema, name.name) }

  private func type(_ words: String...) -> String {
    SwiftName.type(home.project.isEmpty ? words : [home.project] + words)
  }
}
