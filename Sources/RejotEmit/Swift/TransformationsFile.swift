internal import RejotContract

/// `Transformations.swift`: for each public schema, what to read and how a row becomes an event.
struct TransformationsFile {
  static let path = "Transformations.swift"

  let project: Project
  let names: ProjectNames
  private(set) var problems: [EmitProblem] = []
  /// One for each public schema, unless there are ``problems``.
  private(set) var descriptors: [SwiftCode] = []

  init(project: Project, names: ProjectNames) {
    self.project = project
    self.names = names
    for (emitted, event) in zip(names.schemas, names.events) {
      let schema = emitted.schema
      switch schema.plan {
      case .lookup:
        continue
      case .unsupported:
        problems.append(.planUnsupported(publicSchema: emitted.shortLabel))
      case .inline(let plan):
        guard let layout = RowLayout(schema, plan) else {
          problems.append(
            .inconsistent(
              contract: emitted.shortLabel,
              detail: "its inline plan does not fit its fields, key or table"))
          continue
        }
        let inline = InlineTransformation(schema: schema, plan: plan, layout: layout)
        descriptors.append(
          Self.descriptor(emitted.label, schema, plan.table, layout, event, inline: inline))
      case .imaged(let plan):
        guard let layout = RowLayout(schema, plan) else {
          problems.append(
            .inconsistent(
              contract: emitted.shortLabel,
              detail: "its imaged plan does not fit its fields or key"))
          continue
        }
        descriptors.append(
          Self.descriptor(emitted.label, schema, plan.table, layout, event, images: plan))
      }
    }
  }

  func file(_ schemaFiles: SchemaFiles) -> GeneratedFile {
    let descriptors = zip(descriptors, schemaFiles.paths).filter { $0.1 == nil }.map(\.0)
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
    _ label: String, _ schema: PublicSchema, _ table: QualifiedName, _ layout: RowLayout,
    _ event: SwiftIdentifier, images: ImagedPlan? = nil, inline: InlineTransformation? = nil
  ) -> SwiftCode {
    let columns = layout.columns.map { column -> SwiftCode in
      .wrapped(
        "SourceColumnDescriptor(",
        """
        \(SwiftLiteral(column.name)), \(SwiftLiteral(column.type.schema)), \
        \(SwiftLiteral(column.type.name)))
        """,
        column: 6)
    }
    let fieldNames = schema.fields.map { field -> SwiftCode in "\(SwiftLiteral(field.name))" }
    // An imaged schema's row is what the query gave: one column a field.
    let fields =
      inline?.fields
      ?? schema.fields.enumerated().map { InlineTransformation.copy($1, place: $0) }
    let filterName = SwiftIdentifier("filter" + event.name)
    let filter = inline?.filter(named: filterName)
    let function = SwiftIdentifier("transform" + event.name)
    let code: SwiftCode = """
      static let \(SwiftName.member(ofType: event.name)) = PublicSchemaDescriptor(
        label: \(SwiftLiteral(label)),
        name: \(SwiftLiteral(schema.name)),
        major: \(schema.version.major),
        source: \(SwiftLiteral(schema.source)),
        tableSchema: \(SwiftLiteral(table.schema)),
        table: \(SwiftLiteral(table.name)),
        columns: \(SwiftCode.array(columns, column: columns.count > 1 ? 100 : 14)),
        fieldNames: \(SwiftCode.array(fieldNames, column: 17)),
        keyFields: \(SwiftCode.array(layout.keyFields.map { "\($0)" }, column: 16)),
        keyColumns: \(SwiftCode.array(layout.keyColumns.map { "\($0)" }, column: 17)),
      \(images.map(Self.images) ?? "")\
      \(inline?.computes == true ? "  computes: true,\n" : "")\
      \(filter == nil ? "" : "  filter: \(filterName),\n")\
        transform: \(function)
      )

      @Sendable private static func \(function)(
        _ row: RowImage,
        _ event: inout EventWriter
      ) throws(EventFailure) {
        \(SwiftCode.lines(fields))
      }\(filter.map { "\n\n\($0)" } ?? "")
      """
    return code
  }

  /// The argument of an imaged schema: its fields come from a query.
  private static func images(_ plan: ImagedPlan) -> SwiftCode {
    """
      images: ImageDescriptor(
        sql: \(SwiftLiteral.sql(plan.sql)),
        load: \(SwiftLiteral.sql(plan.load))
      ),

    """
  }
}
