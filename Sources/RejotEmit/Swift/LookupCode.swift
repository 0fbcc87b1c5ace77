internal import RejotContract

/// The descriptor of a looked-up public schema: its tables, and the statements about them.
struct LookupCode {
  /// For each part of the key: its place among the fields.
  let keyFields: [Int]
  let code: SwiftCode

  /// Nil when the plan names a table that the schema does not list, a column that the table lacks,
  /// or a key of another width.
  init?(_ schema: PublicSchema, _ plan: LookupPlan) {
    guard let fields = RowLayout.keyFields(schema), plan.keyTypes.count == fields.count else {
      return nil
    }
    keyFields = fields
    var sources: [SwiftCode] = []
    for source in plan.sources {
      guard let code = Self.source(source, of: schema, parts: fields.count) else { return nil }
      sources.append(code)
    }
    guard !sources.isEmpty else { return nil }
    code = """
      LookupDescriptor(
        sources: \(SwiftCode.array(sources, column: 100)),
        sql: \(SwiftLiteral.sql(plan.sql)),
        load: \(SwiftLiteral.sql(plan.load))
      )
      """
  }

  private static func source(
    _ source: LookupSource, of schema: PublicSchema, parts: Int
  ) -> SwiftCode? {
    guard let table = schema.tables.first(where: { $0.name == source.table }),
      !source.columns.isEmpty
    else { return nil }
    let telling = source.columns.map { RowLayout.Column(name: $0.name, type: $0.type) }
    let others = table.columns.filter { column in
      !telling.contains { $0.name.utf8.elementsEqual(column.name.utf8) }
    }.map { RowLayout.Column(name: $0.name, type: $0.type.value.catalogName) }
    var keys: [SwiftCode] = []
    for derivation in source.derivations {
      switch derivation {
      case .columns(let names):
        let places = names.compactMap { name in
          telling.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
        }
        guard places.count == names.count, places.count == parts else { return nil }
        keys.append(".columns(\(SwiftCode.array(places.map { "\($0)" }, column: 14)))")
      case .query(let sql):
        keys.append(
          """
          .query(
            \(SwiftLiteral.multiline(sql))
          )
          """)
      }
    }
    return """
      LookupSourceDescriptor(
        schema: \(SwiftLiteral(source.table.schema)),
        table: \(SwiftLiteral(source.table.name)),
        columns: \(SourceColumnsCode(telling).code),
        others: \(SourceColumnsCode(others).code),
        keys: \(SwiftCode.array(keys, column: keys.count > 1 ? 100 : 16))
      )
      """
  }
}
