internal import RejotContract
internal import RejotSource

/// `schemas/<contract>.v<major>.json`: JSON Schema of an event as it is stored, for readers who do
/// not write Swift. Every field is PostgreSQL's text form as a string, or null.
struct EventSchemaFile {
  let project: Project

  static func path(of schema: PublicSchema) -> String {
    "schemas/\(schema.name).v\(schema.version.major).json"
  }

  func file(_ schema: PublicSchema) -> GeneratedFile {
    let title = "\(project.name)/\(schema.name)@\(schema.version.major)"
    var members: [JSONValue.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string(title)),
    ]
    if let description = schema.description {
      members.append(.init("description", .string(description)))
    }
    members += [
      .init("type", .string("object")),
      .init("properties", .object(schema.fields.map { .init($0.name, property($0)) })),
      .init("required", .array(schema.fields.map { .string($0.name) })),
      .init("x-rejot-version", .string("\(schema.version.major).\(schema.version.minor)")),
      .init("x-rejot-key", .array(schema.key.map(JSONValue.string))),
    ]
    return GeneratedFile(
      path: Self.path(of: schema),
      contents: JSONValue.object(members).oneLineMembers(of: ["properties"]).written())
  }

  private func property(_ field: Field) -> JSONValue {
    let type: JSONValue =
      field.nullable ? .array([.string("string"), .string("null")]) : .string("string")
    var members: [JSONValue.Member] = [.init("type", type)]
    if let description = field.description {
      members.append(.init("description", .string(description)))
    }
    members += constraint(field)
    members.append(.init("x-postgres-type", .string(field.type.name)))
    if field.isPersonal { members.append(.init("x-rejot-personal", .boolean(true))) }
    return .object(members)
  }

  /// What the text forms of the type have in common, where that says something.
  private func constraint(_ field: Field) -> [JSONValue.Member] {
    switch field.type.value.base {
    case .enumeration(let enumeration): return choice(enumeration.labels, field)
    case .array, .domain, .composite, .range, .multirange, .other: return []
    case .scalar(let scalar):
      switch scalar {
      case .bool: return choice(["t", "f"], field)
      case .int2, .int4, .int8: return [.init("pattern", .string("^-?[0-9]+$"))]
      case .oid, .xid, .xid8, .cid: return [.init("pattern", .string("^[0-9]+$"))]
      case .uuid: return [.init("format", .string("uuid"))]
      case .bytea: return [.init("pattern", .string(#"^\\x([0-9a-f]{2})*$"#))]
      case .bit, .varbit: return [.init("pattern", .string("^[01]*$"))]
      case .float4, .float8, .numeric, .money, .text, .varchar, .bpchar, .name, .char, .refcursor,
        .date, .time, .timetz, .timestamp, .timestamptz, .interval, .json, .jsonb, .jsonpath, .xml,
        .tsvector, .tsquery, .inet, .cidr, .macaddr, .macaddr8, .point, .line, .lseg, .box, .path,
        .polygon, .circle, .tid, .lsn, .snapshot, .txidSnapshot, .int2vector, .oidvector, .aclitem,
        .regclass, .regcollation, .regconfig, .regdictionary, .regnamespace, .regoper, .regoperator,
        .regproc, .regprocedure, .regrole, .regtype:
        return []
      }
    }
  }

  private func choice(_ values: [String], _ field: Field) -> [JSONValue.Member] {
    [.init("enum", .array(values.map(JSONValue.string) + (field.nullable ? [.null] : [])))]
  }
}
