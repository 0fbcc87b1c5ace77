import InlineModel
import RejotContract

@testable import RejotEmit
@_spi(Generated) @testable import RejotRuntime

extension CompiledDescriptors {
  /// Computes what generated code computes, by calling the same functions.
  static func inline(
    _ label: String, _ schema: PublicSchema, _ plan: InlinePlan, _ layout: RowLayout
  ) -> PublicSchemaDescriptor {
    let names = layout.columns.map(\.name)
    let fields = zip(schema.fields, plan.values).map { (isNullable: $0.nullable, value: $1) }
    var filter: PublicSchemaDescriptor.Filter?
    if let condition = plan.filter {
      filter = { (row) throws(EventFailure) in
        try InlineModel(row: row, columns: names).boolean(condition) == true
      }
    }
    return PublicSchemaDescriptor(
      label: label, name: schema.name, major: schema.version.major, source: schema.source,
      tableSchema: plan.table.schema, table: plan.table.name,
      columns: layout.columns.map { SourceColumnDescriptor($0.name, $0.type.schema, $0.type.name) },
      fieldNames: schema.fields.map(\.name), keyFields: layout.keyFields,
      keyColumns: layout.keyColumns, computes: plan.copiedColumns == nil, filter: filter,
      transform: { (row, event) throws(EventFailure) in
        let model = InlineModel(row: row, columns: names)
        for field in fields {
          if case .column(let name) = field.value, let place = names.firstIndex(of: name) {
            if field.isNullable {
              try event.copy(row, place, "nullable field")
            } else {
              try event.copyNotNull(row, place, "field")
            }
            continue
          }
          let slot = try model.value(field.value)
          if field.isNullable {
            event.write(slot)
          } else {
            try event.writeNotNull(slot, "field")
          }
        }
      })
  }
}
