import RejotContract
import RejotEmit
import RejotSource

/// Compiled contracts as the members `describe` adds to the JSON document.
enum DescribeJSON {
  /// The members when nothing could be compiled.
  static let none = [
    JSONValue.Member("publicSchemas", .array([])), JSONValue.Member("consumerSchemas", .array([])),
  ]

  /// - Parameters:
  ///   - shown: the project with the contracts to show.
  ///   - whole: the projects they are part of, each with those that may consume from it.
  static func members(
    _ shown: [Project], of whole: [(project: Project, others: [Project])]
  ) -> [JSONValue.Member] {
    var publicSchemas: [JSONValue] = []
    var consumerSchemas: [JSONValue] = []
    for (shown, whole) in zip(shown, whole) {
      let types = SwiftTypeNames(whole.project)
      publicSchemas += shown.publicSchemas.map {
        publicSchema($0, whole.project, whole.others, types)
      }
      consumerSchemas += shown.consumerSchemas.map { consumerSchema($0, whole.project) }
    }
    return [
      JSONValue.Member("publicSchemas", .array(publicSchemas)),
      JSONValue.Member("consumerSchemas", .array(consumerSchemas)),
    ]
  }

  private static func publicSchema(
    _ schema: PublicSchema, _ project: Project, _ others: [Project], _ types: SwiftTypeNames
  ) -> JSONValue {
    let plan = PlanWords(schema.plan)
    let fields = schema.fields.map { field($0, types.type(of: $0, store: schema.source)) }
    return .object([
      JSONValue.Member("project", .string(project.name)),
      JSONValue.Member("name", .string(schema.name)),
      JSONValue.Member("major", .integer(schema.version.major)),
      JSONValue.Member("minor", .integer(schema.version.minor)),
      JSONValue.Member("source", .string(schema.source)),
      JSONValue.Member("description", .optional(schema.description)),
      JSONValue.Member("key", .strings(schema.key)),
      JSONValue.Member("plan", .optional(plan?.name)),
      JSONValue.Member("promise", .optional(plan?.promise)),
      JSONValue.Member("completion", .strings(schema.completion)),
      JSONValue.Member("fields", .array(fields)),
      JSONValue.Member(
        "tables", .strings(schema.tables.map { "\(schema.source).\($0.name.dotted)" })),
      JSONValue.Member("requirements", .array(schema.tables.map { requirement($0, schema) })),
      JSONValue.Member("consumers", .strings(project.consumers(of: schema, others: others))),
    ])
  }

  private static func field(_ field: Field, _ swiftType: String) -> JSONValue {
    .oneLine(
      .object([
        JSONValue.Member("name", .string(field.name)),
        JSONValue.Member("type", .string(field.type.name)),
        JSONValue.Member("nullable", .boolean(field.nullable)),
        JSONValue.Member("swiftType", .string(swiftType)),
        JSONValue.Member("lineage", .strings(field.lineage)),
        JSONValue.Member("because", .string(field.because)),
        JSONValue.Member("description", .optional(field.description)),
        JSONValue.Member("pii", .boolean(field.isPersonal)),
      ]))
  }

  private static func requirement(_ table: SourceTable, _ schema: PublicSchema) -> JSONValue {
    .oneLine(
      .object([
        JSONValue.Member("table", .string("\(schema.source).\(table.name.dotted)")),
        JSONValue.Member("replicaIdentity", .string(IdentityWords.short(table.identity))),
      ]))
  }

  private static func consumerSchema(_ schema: ConsumerSchema, _ project: Project) -> JSONValue {
    .object([
      JSONValue.Member("name", .string("\(project.name)/\(schema.name)")),
      JSONValue.Member("from", .string(schema.from.description)),
      JSONValue.Member("into", .string(schema.into)),
      JSONValue.Member("group", .string(schema.group)),
      JSONValue.Member("description", .optional(schema.description)),
      JSONValue.Member("batch", .boolean(schema.upsert.batch != nil)),
      JSONValue.Member("parameters", .array(schema.distinctParameters.map(parameter))),
      JSONValue.Member("writes", .strings(schema.writes)),
      JSONValue.Member("deletes", .string(schema.delete == nil ? "ignore" : "apply")),
      JSONValue.Member("onError", .string(schema.onError.rawValue)),
      JSONValue.Member("onTruncate", .string(schema.onTruncate.rawValue)),
      JSONValue.Member("start", .string(schema.start.rawValue)),
    ])
  }

  private static func parameter(_ parameter: Parameter) -> JSONValue {
    .oneLine(
      .object([
        JSONValue.Member("name", .string(parameter.field)),
        JSONValue.Member("type", .string(parameter.type.name)),
        JSONValue.Member("nullable", .boolean(parameter.nullable)),
      ]))
  }
}
