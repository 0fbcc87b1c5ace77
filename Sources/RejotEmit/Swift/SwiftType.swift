internal import RejotContract

/// The runtime's Swift type for a value.
enum SwiftType {
  /// `home` is where the type lives; its enums have names of their own.
  static func code(_ type: ValueType, home: TypeHome, names: ProjectNames) -> SwiftCode {
    switch type {
    case .scalar(let scalar): code(scalar)
    case .domain(_, let base): code(base, home: home, names: names)
    case .array(let element):
      "PostgresArray<\(code(element, home: home, names: names))>"
    case .enumeration(let enumeration):
      // Without a name there would have been no enum in the project: its labels are its text.
      names.enums[ProjectNames.EnumKey(home: home, name: enumeration.name)]
        .map { "\($0.type)" } ?? "String"
    }
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
    case .text, .varchar, .bpchar, .name: "String"
    case .uuid: "PostgresUUID"
    case .date: "PostgresDate"
    case .time: "PostgresTime"
    case .timetz: "PostgresTimeTZ"
    case .timestamp: "PostgresTimestamp"
    case .timestamptz: "PostgresTimestampTZ"
    case .interval: "PostgresInterval"
    case .bytea: "PostgresBytes"
    case .json: "PostgresJSON"
    case .jsonb: "PostgresJSONB"
    }
  }
}
