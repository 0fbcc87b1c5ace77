import RejotContract

@testable import RejotEmit
@_spi(Generated) @testable import RejotRuntime

/// What generated code would hand to the runtime, as values made from compiled contracts.
enum CompiledDescriptors {
  struct NotEmitted: Error { let contract: String }

  static func publicSchema(
    _ schema: PublicSchema, project: String
  ) throws -> PublicSchemaDescriptor {
    let label = "\(project)/\(schema.name)@\(schema.version.major).\(schema.version.minor)"
    switch schema.plan {
    case .inline(let plan):
      guard let layout = RowLayout(schema, plan) else { throw NotEmitted(contract: schema.name) }
      return inline(label, schema, plan, layout)
    case .imaged(let plan):
      guard let layout = RowLayout(schema, plan) else { throw NotEmitted(contract: schema.name) }
      return PublicSchemaDescriptor(
        label: label, name: schema.name, major: schema.version.major, source: schema.source,
        tableSchema: plan.table.schema, table: plan.table.name, columns: columns(layout.columns),
        fieldNames: schema.fields.map(\.name), keyFields: layout.keyFields,
        keyColumns: layout.keyColumns,
        images: ImageDescriptor(sql: plan.sql, load: plan.load), transform: copying(schema))
    case .lookup(let plan):
      guard let fields = RowLayout.keyFields(schema) else {
        throw NotEmitted(contract: schema.name)
      }
      return PublicSchemaDescriptor(
        label: label, name: schema.name, major: schema.version.major, source: schema.source,
        fieldNames: schema.fields.map(\.name), keyFields: fields,
        lookup: LookupDescriptor(
          sources: try plan.sources.map { try source($0, of: schema) }, sql: plan.sql,
          load: plan.load),
        transform: copying(schema))
    case .unsupported:
      throw NotEmitted(contract: schema.name)
    }
  }

  private static func columns(_ columns: [RowLayout.Column]) -> [SourceColumnDescriptor] {
    columns.map { SourceColumnDescriptor($0.name, $0.type.schema, $0.type.name) }
  }

  /// Fields are the columns of the row that the server gave.
  private static func copying(_ schema: PublicSchema) -> PublicSchemaDescriptor.Transform {
    let nullable = schema.fields.map(\.nullable)
    return { (row, event) throws(EventFailure) in
      for (place, isNullable) in nullable.enumerated() {
        if isNullable {
          try event.copy(row, place, "nullable field")
        } else {
          try event.copyNotNull(row, place, "field")
        }
      }
    }
  }

  private static func source(
    _ source: LookupSource, of schema: PublicSchema
  ) throws -> LookupSourceDescriptor {
    guard let table = schema.tables.first(where: { $0.name == source.table }) else {
      throw NotEmitted(contract: schema.name)
    }
    let telling = source.columns.map(\.name)
    return LookupSourceDescriptor(
      schema: source.table.schema, table: source.table.name,
      columns: source.columns.map {
        SourceColumnDescriptor($0.name, $0.type.schema, $0.type.name)
      },
      others: columns(
        table.columns.filter { !telling.contains($0.name) }.map {
          RowLayout.Column(name: $0.name, type: $0.type.value.catalogName)
        }),
      keys: source.derivations.map { derivation in
        switch derivation {
        case .columns(let names): .columns(names.compactMap(telling.firstIndex(of:)))
        case .query(let sql): .query(sql)
        }
      })
  }

  // MARK: Consumers

  /// - Parameters:
  ///   - place: of its public schema in the registry.
  ///   - isSetBased: false for the statements of one event alone.
  static func consumer(
    _ consumer: ConsumerSchema, of schema: PublicSchema, at place: Int, into: String? = nil,
    isSetBased: Bool = true
  ) -> ConsumerDescriptor {
    func statement(_ statement: ConsumerStatement) -> StatementDescriptor {
      StatementDescriptor(
        sql: statement.sql, types: statement.parameters.map(\.type.qualified),
        fields: statement.parameters.compactMap { parameter in
          schema.fields.firstIndex { $0.name == parameter.field }
        },
        batch: isSetBased
          ? statement.batch.map { BatchDescriptor(sql: $0.sql, types: $0.arrayTypes) } : nil)
    }
    return ConsumerDescriptor(
      name: consumer.name, publicSchema: place, into: into ?? consumer.into, group: consumer.group,
      onError: .stop, onTruncate: .stop, start: .initial, upsert: statement(consumer.upsert),
      delete: consumer.delete.map(statement),
      targets: consumer.targets.map { target in
        TargetDescriptor(
          schema: target.name.schema, name: target.name.name,
          references: target.references.map {
            ReferenceDescriptor(
              schema: $0.table.schema, name: $0.table.name, deleteActs: $0.deleteActs)
          }, hasTriggers: target.hasTriggers)
      })
  }
}
