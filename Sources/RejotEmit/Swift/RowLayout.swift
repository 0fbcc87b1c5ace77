internal import RejotContract

/// Which columns of its table a public schema reads, and where its fields and its key are found.
struct RowLayout {
  /// A column as the runtime knows it again: by its name and its type's.
  struct Column: Equatable {
    let name: String
    let type: QualifiedName
  }

  private(set) var columns: [Column] = []
  /// For each part of the key: its place among the fields, and its column's among ``columns``.
  private(set) var keyFields: [Int] = []
  private(set) var keyColumns: [Int] = []

  /// Rows are those of the table, their columns in the order of the fields that first use them. Nil
  /// when the plan names a table or column the schema does not list, or the key a field that is no
  /// column.
  init?(_ schema: PublicSchema, _ plan: InlinePlan) {
    guard let table = schema.tables.first(where: { $0.name == plan.table }),
      plan.values.count == schema.fields.count, let fields = Self.keyFields(schema)
    else { return nil }
    for name in plan.columns {
      guard let column = table.columns.first(where: { $0.name == name }) else { return nil }
      columns.append(Column(name: name, type: column.type.value.catalogName))
    }
    keyFields = fields
    for field in fields {
      guard case .column(let name) = plan.values[field],
        let place = columns.firstIndex(where: { $0.name == name })
      else { return nil }
      keyColumns.append(place)
    }
  }

  /// Rows are what the query over images gives: one column a field. Nil when the plan lists no
  /// column for a part of the key.
  init?(_ schema: PublicSchema, _ plan: ImagedPlan) {
    columns = plan.columns.map { Column(name: $0.name, type: $0.type) }
    guard let fields = Self.keyFields(schema), plan.keyColumns.count == fields.count else {
      return nil
    }
    keyFields = fields
    for name in plan.keyColumns {
      guard let place = columns.firstIndex(where: { $0.name == name }) else { return nil }
      keyColumns.append(place)
    }
  }

  static func keyFields(_ schema: PublicSchema) -> [Int]? {
    let places = schema.key.compactMap { key in schema.fields.firstIndex { $0.name == key } }
    return places.count == schema.key.count ? places : nil
  }
}

extension ValueType {
  /// Schema and name in `pg_type`; an array goes by the name that its element gives it.
  var catalogName: QualifiedName {
    switch self {
    case .scalar(let scalar): return QualifiedName(schema: "pg_catalog", name: scalar.rawValue)
    case .enumeration(let enumeration): return enumeration.name
    case .composite(let composite): return composite.name
    case .domain(let name, _), .range(let name, _), .multirange(let name, _), .other(let name, _):
      return name
    case .array(let element): return element.catalogName.ofArrays
    }
  }
}
