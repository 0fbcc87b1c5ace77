internal import RejotContract

/// `schemas/<contract>.v<major>.json`: JSON Schema of an event as it is stored, for readers who do
/// not write Swift. Every field is PostgreSQL's text form as a string, or null.
struct EventSchemaFile {
  let project: Project

  func file(_ schema: PublicSchema) -> GeneratedFile {
    let title = "\(project.name)/\(schema.name)@\(schema.version.major)"
    var members: [(key: String, value: JSONTree)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title)),
    ]
    if let description = schema.description {
      members.append(("description", .string(description)))
    }
    members += [
      ("type", .string("object")),
      ("properties", .object(schema.fields.map { ($0.name, property($0)) })),
      ("required", .array(schema.fields.map { .string($0.name) })),
      ("x-rejot-version", .string("\(schema.version.major).\(schema.version.minor)")),
      ("x-rejot-key", .array(schema.key.map(JSONTree.string))),
    ]
    return GeneratedFile(
      path: "schemas/\(schema.name).v\(schema.version.major).json",
      contents: JSONTree.object(members).text(flatLists: ["properties"]))
  }

  private func property(_ field: Field) -> JSONTree {
    let type: JSONTree =
      field.nullable ? .array([.string("string"), .string("null")]) : .string("string")
    var members: [(key: String, value: JSONTree)] = [("type", type)]
    if let description = field.description {
      members.append(("description", .string(description)))
    }
    members += constraint(field)
    members.append(("x-postgres-type", .string(field.type.name)))
    if field.isPersonal { members.append(("x-rejot-personal", .bool(true))) }
    return .object(members)
  }

  /// What the text forms of the type have in common, where that says something.
  private func constraint(_ field: Field) -> [(key: String, value: JSONTree)] {
    switch field.type.value.base {
    case .enumeration(let enumeration): return choice(enumeration.labels, field)
    case .array, .domain: return []
    case .scalar(let scalar):
      switch scalar {
      case .bool: return choice(["t", "f"], field)
      case .int2, .int4, .int8: return [("pattern", .string("^-?[0-9]+$"))]
      case .uuid: return [("format", .string("uuid"))]
      case .bytea: return [("pattern", .string(#"^\\x([0-9a-f]{2})*$"#))]
      case .float4, .float8, .numeric, .text, .varchar, .bpchar, .name, .date, .time, .timetz,
        .timestamp, .timestamptz, .interval, .json, .jsonb:
        return []
      }
    }
  }

  private func choice(_ values: [String], _ field: Field) -> [(key: String, value: JSONTree)] {
    [("enum", .array(values.map(JSONTree.string) + (field.nullable ? [.null] : [])))]
  }
}
