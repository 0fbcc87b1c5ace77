/// Swift names that what generated code declares must leave alone.
extension ProjectNames {
  /// Members of `PublicEvent` and words that name no member.
  static let eventMembers: Set<String> = [
    "contract", "dynamicType", "encode", "init", "self",
  ]

  /// Members of `PostgresValue` and `RawRepresentable`, and words that name no case.
  static let enumMembers: Set<String> = [
    "dynamicType", "fieldText", "hash", "hashValue", "init", "postgresText", "postgresTypeName",
    "rawValue",
    "self",
  ]

  /// Members of `PostgresComposite` and words that name no property.
  static let compositeMembers: Set<String> = [
    "attributeCount", "dynamicType", "encode", "fieldText", "hash", "hashValue", "init",
    "postgresText",
    "postgresTypeName", "self",
  ]

  /// Types that generated files or their users mean when they write these names. A test holds the
  /// runtime's own against its sources.
  static let reservedTypes = languageTypes.union(runtimeTypes)

  private static let languageTypes: Set<String> = [
    "Any", "AnyObject", "Array", "Bool", "Character", "Codable", "CodingKey", "Collection",
    "Comparable", "Consumers", "CustomStringConvertible", "Data", "Date", "Decimal", "Decodable",
    "Decoder", "Dictionary", "Double", "Encodable", "Encoder", "Equatable", "Error", "Float",
    "Float16", "Float80", "Foundation", "Hashable", "Identifiable", "Int", "Int128", "Int16",
    "Int32", "Int64", "Int8", "LanguageVersion", "Main", "MainActor", "Never", "Optional",
    "Protocol", "Range", "RawRepresentable", "RejotRuntime", "Result", "Self", "Sendable",
    "Sequence", "Set", "StaticString", "String", "Substring", "Swift", "Task", "Transformations",
    "Type", "UInt", "UInt128", "UInt16", "UInt32", "UInt64", "UInt8", "URL", "UUID", "Void",
  ]

  private static let runtimeTypes: Set<String> = [
    "BatchDescriptor", "ConsumerDescriptor", "Evaluation", "EventEncoder", "EventFailure",
    "EventReader", "EventWriter", "FieldValue", "GeneratedByRejotc0", "GeneratedByRejotc1",
    "ImageDescriptor", "KeyDescriptor", "LookupDescriptor", "LookupSourceDescriptor", "OnError",
    "OnTruncate", "PostgresArray", "PostgresBits", "PostgresBytes", "PostgresComposite",
    "PostgresDate", "PostgresHstore", "PostgresInet", "PostgresInterval", "PostgresJSON",
    "PostgresJSONB", "PostgresLSN", "PostgresMACAddress", "PostgresMACAddress8", "PostgresMoney",
    "PostgresMultirange", "PostgresNumeric", "PostgresPoint", "PostgresRange", "PostgresText",
    "PostgresTime", "PostgresTimeTZ", "PostgresTimestamp", "PostgresTimestampTZ", "PostgresUUID",
    "PostgresValue", "PublicEvent", "PublicSchemaDescriptor", "ReferenceDescriptor", "Registry",
    "RowImage", "SourceColumnDescriptor", "Start", "StatementDescriptor", "StoreDescriptor",
    "SyncService", "TargetDescriptor", "Transform", "ValueSlot",
  ]
}
