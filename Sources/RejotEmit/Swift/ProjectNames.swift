internal import RejotContract

/// Every Swift name of a project's output, and the collisions found on the way.
struct ProjectNames {
  /// An enum type is its data store's: two stores may have different ones of one name.
  struct EnumKey: Hashable, Comparable {
    var store: String
    var name: QualifiedName

    static func < (left: EnumKey, right: EnumKey) -> Bool {
      (left.store, left.name) < (right.store, right.name)
    }

    var label: String { "\(store).\(name.schema).\(name.name)" }
  }

  struct EnumNames {
    var type: SwiftIdentifier
    /// For each label, in sort order.
    var cases: [SwiftIdentifier]
    var enumeration: Enumeration
  }

  /// `ShopRegistry`.
  let registry: SwiftIdentifier
  /// For each public schema: its event type and the properties of its fields.
  private(set) var events: [SwiftIdentifier] = []
  private(set) var fields: [[SwiftIdentifier]] = []
  private(set) var enums: [EnumKey: EnumNames] = [:]
  private(set) var consumers: [SwiftIdentifier] = []
  private(set) var problems: [EmitProblem] = []

  init(_ project: Project) {
    registry = Self.registry(ofProject: project.name)
    nameEvents(project.publicSchemas)
    nameConsumers(project.consumerSchemas)
    nameEnums(project.publicSchemas)
  }

  static func registry(ofProject name: String) -> SwiftIdentifier {
    SwiftIdentifier(SwiftName.type(name) + "Registry")
  }

  private mutating func nameEvents(_ schemas: [PublicSchema]) {
    events = schemas.map {
      SwiftIdentifier(SwiftName.type($0.name) + "V\($0.version.major)")
    }
    report(.publicSchemas, events, schemas.map { "\($0.name)@\($0.version.major)" })
    for schema in schemas {
      let names = schema.fields.map {
        SwiftName.member($0.name, reserved: Self.eventMembers, suffix: "Field")
      }
      let label = "\(schema.name)@\(schema.version.major)"
      report(.fields(publicSchema: label), names, schema.fields.map(\.name))
      fields.append(names)
    }
  }

  private mutating func nameConsumers(_ schemas: [ConsumerSchema]) {
    consumers = schemas.map { schema in
      let name = SwiftName.member(ofType: SwiftName.type(schema.name))
      return name.name == "all" ? SwiftIdentifier("allConsumer") : name
    }
    report(.consumers, consumers, schemas.map(\.name))
  }

  /// An enum type has the name of its SQL type; where that is taken or shared, its store's name
  /// stands in front, and its schema's where even that is shared.
  private mutating func nameEnums(_ schemas: [PublicSchema]) {
    var found: [EnumKey: Enumeration] = [:]
    for schema in schemas {
      for field in schema.fields {
        guard let enumeration = field.type.value.enumeration else { continue }
        found[EnumKey(store: schema.source, name: enumeration.name)] = enumeration
      }
    }
    let keys = found.keys.sorted()
    let taken = Self.reservedTypes.union(events.map(\.name)).union([registry.name])
    let short = Dictionary(grouping: keys) { SwiftName.type($0.name.name) }
    let longer = Dictionary(grouping: keys) { SwiftName.type($0.store, $0.name.name) }
    let types = keys.map { key in
      let name = SwiftName.type(key.name.name)
      if short[name]?.count == 1, !taken.contains(name) { return SwiftIdentifier(name) }
      let withStore = SwiftName.type(key.store, key.name.name)
      if longer[withStore]?.count == 1 { return SwiftIdentifier(withStore) }
      return SwiftIdentifier(SwiftName.type(key.store, key.name.schema, key.name.name))
    }
    report(.enumerations, types, keys.map(\.label))
    for (key, type) in zip(keys, types) {
      guard let enumeration = found[key] else { continue }
      let cases = labelNames(enumeration.labels)
      report(.labels(enumeration: key.label), cases, enumeration.labels)
      enums[key] = EnumNames(type: type, cases: cases, enumeration: enumeration)
    }
  }

  /// Labels are often beyond the reach of whoever publishes them, so those that would share a name
  /// keep their exact spelling instead.
  private func labelNames(_ labels: [String]) -> [SwiftIdentifier] {
    let names = labels.map {
      SwiftName.member($0, reserved: Self.enumMembers, suffix: "Label")
    }
    let counts = Dictionary(grouping: names, by: \.name).mapValues(\.count)
    return zip(labels, names).map { label, name in
      counts[name.name] == 1 || Self.enumMembers.contains(label) || !SwiftIdentifier.isPlain(label)
        ? name : SwiftIdentifier(label)
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

  /// Members of `PublicEvent` and words that name no member.
  private static let eventMembers: Set<String> = [
    "contract", "dynamicType", "encode", "init", "self",
  ]

  /// Members of `PostgresValue` and `RawRepresentable`, and words that name no case.
  private static let enumMembers: Set<String> = [
    "dynamicType", "hash", "hashValue", "init", "postgresText", "postgresTypeName", "rawValue",
    "self",
  ]

  /// Types that generated files or their users mean when they write these names.
  private static let reservedTypes: Set<String> = [
    "Any", "AnyObject", "Array", "Bool", "Character", "Codable", "CodingKey", "Collection",
    "Comparable", "Consumers", "CustomStringConvertible", "Data", "Date", "Decimal", "Decodable",
    "Decoder", "Dictionary", "Double", "Encodable", "Encoder", "Equatable", "Error", "EventEncoder",
    "EventFailure", "EventReader", "Float", "Hashable", "Identifiable", "Int", "Int16", "Int32",
    "Int64", "Int8", "Never", "Optional", "PostgresArray", "PostgresBytes", "PostgresDate",
    "PostgresInterval", "PostgresJSON", "PostgresJSONB", "PostgresNumeric", "PostgresTime",
    "PostgresTimeTZ", "PostgresTimestamp", "PostgresTimestampTZ", "PostgresUUID", "PostgresValue",
    "Protocol", "PublicEvent", "Range", "RawRepresentable", "Registry", "Result", "Self",
    "Sendable", "Sequence", "Set", "StaticString", "String", "Substring", "Swift", "Task",
    "Transformations", "Type", "UInt", "UInt16", "UInt32", "UInt64", "UInt8", "URL", "UUID", "Void",
  ]
}

extension ValueType {
  /// The enum type in it, be it under domains or in an array.
  var enumeration: Enumeration? {
    switch self {
    case .scalar: nil
    case .enumeration(let enumeration): enumeration
    case .domain(_, let base): base.enumeration
    case .array(let element): element.enumeration
    }
  }
}
