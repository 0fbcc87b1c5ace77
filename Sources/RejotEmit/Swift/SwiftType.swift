internal import RejotContract

/// The runtime's Swift type for a value.
enum SwiftType {
  /// `home` is where the type lives; its enums and composite types have names of their own.
  static func code(_ type: ValueType, home: TypeHome, names: ProjectNames) -> SwiftCode {
    switch type {
    case .scalar(let scalar): code(scalar)
    case .domain(_, let base): code(base, home: home, names: names)
    case .array(let element):
      "PostgresArray<\(code(element, home: home, names: names))>"
    case .range(_, let bound):
      "PostgresRange<\(code(bound, home: home, names: names))>"
    case .multirange(_, let bound):
      "PostgresMultirange<\(code(bound, home: home, names: names))>"
    case .enumeration(let enumeration): code(enumeration.name, home, names)
    case .composite(let composite): code(composite.name, home, names)
    case .other(_, .citext): "String"
    case .other(_, .hstore): "PostgresHstore"
    case .other(_, .verbatim): "PostgresText"
    }
  }

  /// Without a name nothing would have been declared in the project: its text is what there is.
  private static func code(
    _ name: QualifiedName, _ home: TypeHome, _ names: ProjectNames
  ) -> SwiftCode {
    names.types[ProjectNames.TypeKey(home: home, name: name)].map { "\($0.type)" } ?? "String"
  }

  private static func code(_ scalar: ScalarType) -> SwiftCode {
    switch scalar {
    case .bool: "Bool"
    case .int2: "Int16"
    case .int4: "Int32"
    case .int8: "Int64"
    case .float4: "Float"
    case .float8: "Double"
    case .numeric: "PostgresNumeric"
    case .money: "PostgresMoney"
    case .text, .varchar, .bpchar, .name, .char, .refcursor: "String"
    case .uuid: "PostgresUUID"
    case .bytea: "PostgresBytes"
    case .bit, .varbit: "PostgresBits"
    case .date: "PostgresDate"
    case .time: "PostgresTime"
    case .timetz: "PostgresTimeTZ"
    case .timestamp: "PostgresTimestamp"
    case .timestamptz: "PostgresTimestampTZ"
    case .interval: "PostgresInterval"
    case .json: "PostgresJSON"
    case .jsonb: "PostgresJSONB"
    case .inet, .cidr: "PostgresInet"
    case .macaddr: "PostgresMACAddress"
    case .macaddr8: "PostgresMACAddress8"
    case .point: "PostgresPoint"
    case .oid, .xid, .cid: "UInt32"
    case .xid8: "UInt64"
    case .lsn: "PostgresLSN"
    case .jsonpath, .xml, .tsvector, .tsquery, .line, .lseg, .box, .path, .polygon, .circle, .tid,
      .snapshot, .txidSnapshot, .int2vector, .oidvector, .aclitem, .regclass, .regcollation,
      .regconfig, .regdictionary, .regnamespace, .regoper, .regoperator, .regproc, .regprocedure,
      .regrole, .regtype:
      "PostgresText"
    }
  }
}
