internal import RejotContract

/// `Transformations.swift`: for each public schema, what to read and how a row becomes an event.
struct TransformationsFile {
  static let path = "Transformations.swift"

  let project: Project
  let names: ProjectNames
  private(set) var problems: [EmitProblem] = []
  private var descriptors: [SwiftCode] = []

  init(project: Project, names: ProjectNames) {
    self.project = project
    self.names = names
    for (emitted, event) in zip(names.schemas, names.events) {
      let schema = emitted.schema
      switch schema.plan {
      case .unsupported:
        problems.append(.planUnsupported(publicSchema: emitted.shortLabel))
      case .inline(let plan):
        guard let layout = InlineLayout(schema, plan) else {
          problems.append(
            .inconsistent(
              contract: emitted.shortLabel,
              detail: "its inline plan does not fit its fields, key or table"))
          continue
        }
        descriptors.append(Self.descriptor(emitted.label, schema, plan, layout, event))
      }
    }
  }

  var file: GeneratedFile {
    let all = SwiftCode.array(
      names.events.map { "\(SwiftName.member(ofType: $0.name))" }, column: 100)
    let body: SwiftCode = """
      nonisolated enum Transformations {
        static let all: [PublicSchemaDescriptor] = \(names.events.isEmpty ? "[]" : all)\
      \(SwiftCode.joined(descriptors.map { "\n\n\($0)" }, separator: ""))
      }
      """
    return SwiftFile.file(
      Self.path, of: project, isPublic: false, body: body)
  }

  private static func descriptor(
    _ label: String, _ schema: PublicSchema, _ plan: InlinePlan, _ layout: InlineLayout,
    _ event: SwiftIdentifier
  ) -> SwiftCode {
    let columns = layout.columns.map { column -> SwiftCode in
      let type = column.type.value.catalogName
      return .wrapped(
        "SourceColumnDescriptor(",
        "\(SwiftLiteral(column.name)), \(SwiftLiteral(type.schema)), \(SwiftLiteral(type.name)))",
        column: 6)
    }
    let fieldNames = schema.fields.map { field -> SwiftCode in "\(SwiftLiteral(field.name))" }
    let copies = zip(schema.fields, layout.fieldColumns).map { field, column -> SwiftCode in
      let call: SwiftCode = field.nullable ? "copy" : "copyNotNull"
      return "try event.\(call)(row, \(column), \(SwiftLiteral(field.name)))"
    }
    let function = SwiftIdentifier("transform" + event.name)
    let code: SwiftCode = """
      static let \(SwiftName.member(ofType: event.name)) = PublicSchemaDescriptor(
        label: \(SwiftLiteral(label)),
        name: \(SwiftLiteral(schema.name)),
        major: \(schema.version.major),
        source: \(SwiftLiteral(schema.source)),
        tableSchema: \(SwiftLiteral(plan.table.schema)),
        table: \(SwiftLiteral(plan.table.name)),
        columns: \(SwiftCode.array(columns, column: columns.count > 1 ? 100 : 14)),
        fieldNames: \(SwiftCode.array(fieldNames, column: 17)),
        keyFields: \(SwiftCode.array(layout.keyFields.map { "\($0)" }, column: 16)),
        keyColumns: \(SwiftCode.array(layout.keyColumns.map { "\($0)" }, column: 17)),
        transform: \(function)
      )

      @Sendable private static func \(function)(
        _ row: RowImage,
        _ event: inout EventWriter
      ) throws(EventFailure) {
        \(SwiftCode.lines(copies))
      }
      """
    return code
  }
}

/// Which columns an inline transformation reads, and where its fields and key stand among them.
private struct InlineLayout {
  /// In the order of the fields that first use them.
  private(set) var columns: [SourceColumn] = []
  private(set) var fieldColumns: [Int] = []
  private(set) var keyFields: [Int] = []
  var keyColumns: [Int] { keyFields.map { fieldColumns[$0] } }

  /// Nil when the plan names a table or column the schema does not list, or the key a field.
  init?(_ schema: PublicSchema, _ plan: InlinePlan) {
    guard let table = schema.tables.first(where: { $0.name == plan.table }),
      plan.columns.count == schema.fields.count
    else { return nil }
    for name in plan.columns {
      if let known = columns.firstIndex(where: { $0.name == name }) {
        fieldColumns.append(known)
      } else {
        guard let column = table.columns.first(where: { $0.name == name }) else { return nil }
        fieldColumns.append(columns.count)
        columns.append(column)
      }
    }
    for key in schema.key {
      guard let place = schema.fields.firstIndex(where: { $0.name == key }) else { return nil }
      keyFields.append(place)
    }
  }
}

extension ValueType {
  /// Schema and name in `pg_type`; an array's name is its element's behind an underscore, cut to
  /// the 63 bytes a name may have.
  fileprivate var catalogName: QualifiedName {
    switch self {
    case .scalar(let scalar): return QualifiedName(schema: "pg_catalog", name: scalar.rawValue)
    case .enumeration(let enumeration): return enumeration.name
    case .domain(let name, _): return name
    case .array(let element):
      var name = element.catalogName
      name.name = "_" + name.name
      while name.name.utf8.count > 63 { name.name.unicodeScalars.removeLast() }
      return name
    }
  }
}
