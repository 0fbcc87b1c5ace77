import RejotSource

/// Who depends on something, as a member of the JSON document.
enum ImpactJSON {
  static func members(_ impacts: [Impact]) -> [JSONValue.Member] {
    [JSONValue.Member("impact", .array(impacts.map(value)))]
  }

  private static func value(_ impact: Impact) -> JSONValue {
    .object([
      JSONValue.Member("project", .string(impact.project)),
      JSONValue.Member("store", .string(impact.store)),
      JSONValue.Member("table", .string(impact.object.table.dotted)),
      JSONValue.Member("column", .optional(impact.object.column)),
      JSONValue.Member("publicSchemas", .array(impact.schemas.map(value))),
      JSONValue.Member("writtenBy", .strings(impact.writers)),
    ])
  }

  private static func value(_ schema: ImpactedSchema) -> JSONValue {
    .object([
      JSONValue.Member("name", .string(schema.contract)),
      JSONValue.Member("fields", .strings(schema.fields)),
      JSONValue.Member("readElsewhere", .boolean(schema.isReadElsewhere)),
      JSONValue.Member("views", .strings(schema.views)),
      JSONValue.Member("consumers", .array(schema.consumers.map(value))),
    ])
  }

  private static func value(_ consumer: ImpactedConsumer) -> JSONValue {
    .object([
      JSONValue.Member("name", .string(consumer.consumer)),
      JSONValue.Member("fields", .strings(consumer.fields)),
      JSONValue.Member("columns", .strings(consumer.columns)),
      JSONValue.Member("publicSchemas", .array(consumer.onward.map(value))),
    ])
  }
}
