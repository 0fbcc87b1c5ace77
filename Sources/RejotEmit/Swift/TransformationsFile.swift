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
      case .unsupported:
        problems.append(.planUnsupported(publicSchema: emitted.shortLabel))
      case .lookup(let plan):
        let code = LookupCode(schema, plan).map {
          Self.descriptor(emitted.label, schema, $0, event)
        }
        add(code, of: emitted, orElse: "its lookup plan does not fit its fields, key or tables")
      case .inline(let plan):
        let code = RowLayout(schema, plan).map { layout in
          let inline = InlineTransformation(schema: schema, plan: plan, layout: layout)
          return Self.descriptor(emitted.label, schema, plan.table, layout, event, inline: inline)
        }
        add(code, of: emitted, orElse: "its inline plan does not fit its fields, key or table")
      case .imaged(let plan):
        let code = RowLayout(schema, plan).map {
          Self.descriptor(emitted.label, schema, plan.table, $0, event, images: plan)
        }
        add(code, of: emitted, orElse: "its imaged plan does not fit its fields or key")
      }
    }
  }

  private mutating func add(
    _ descriptor: SwiftCode?, of emitted: EmittedSchema, orElse detail: String
  ) {
    if let descriptor {
      descriptors.append(descriptor)
    } else {
      problems.append(.inconsistent(contract: emitted.shortLabel, detail: detail))
    }
  }

  func file(_ schemaFiles: SchemaFiles) -> GeneratedFile {
    let descriptors = zip(descriptors, schemaFiles.paths).filter { $0.1 == nil }.map(\.0)
    let members = names.events.map { SwiftName.member(ofType: $0.name) }
    let body: SwiftCode = """
      nonisolated enum Transformations {
        \(SwiftCode.all("PublicSchemaDescriptor", members))\
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
    let filterName = SwiftIdentifier("filter" + event.name)
    let filter = inline?.filter(named: filterName)
    let arguments: SwiftCode = """
          tableSchema: \(SwiftLiteral(table.schema)),
          table: \(SwiftLiteral(table.name)),
          columns: \(SourceColumnsCode(layout.columns).code),
          fieldNames: \(fieldNames(schema)),
          keyFields: \(SwiftCode.array(layout.keyFields.map { "\($0)" }, column: 18)),
          keyColumns: \(SwiftCode.array(layout.keyColumns.map { "\($0)" }, column: 19)),
      \(images.map(Self.images) ?? "")\
      \(inline?.computes == true ? "    computes: true,\n" : "")\
      \(filter == nil ? "" : "    filter: \(filterName),\n")
      """
    return descriptor(
      label, schema, event, arguments, fields: inline?.fields ?? copies(schema), filter: filter)
  }

  private static func descriptor(
    _ label: String, _ schema: PublicSchema, _ lookup: LookupCode, _ event: SwiftIdentifier
  ) -> SwiftCode {
    let arguments: SwiftCode = """
          fieldNames: \(fieldNames(schema)),
          keyFields: \(SwiftCode.array(lookup.keyFields.map { "\($0)" }, column: 18)),
          lookup: \(lookup.code),

      """
    return descriptor(label, schema, event, arguments, fields: copies(schema))
  }

  /// Where the server evaluates a SELECT, its rows have one column a field.
  private static func copies(_ schema: PublicSchema) -> [SwiftCode] {
    schema.fields.enumerated().map { InlineTransformation.copy($1, place: $0) }
  }

  /// - Parameters:
  ///   - arguments: whole lines, those of its plan.
  ///   - fields: writes the fields.
  ///   - filter: a function beside the transformation.
  private static func descriptor(
    _ label: String, _ schema: PublicSchema, _ event: SwiftIdentifier, _ arguments: SwiftCode,
    fields: [SwiftCode], filter: SwiftCode? = nil
  ) -> SwiftCode {
    let function = SwiftIdentifier("transform" + event.name)
    return """
      static var \(SwiftName.member(ofType: event.name)): PublicSchemaDescriptor {
        PublicSchemaDescriptor(
          label: \(SwiftLiteral(label)),
          name: \(SwiftLiteral(schema.name)),
          major: \(schema.version.major),
          source: \(SwiftLiteral(schema.source)),
      \(arguments)\
          transform: \(function)
        )
      }

      @Sendable private static func \(function)(
        _ row: RowImage,
        _ event: inout EventWriter
      ) throws(EventFailure) {
        \(SwiftCode.lines(fields))
      }\(filter.map { "\n\n\($0)" } ?? "")
      """
  }

  private static func fieldNames(_ schema: PublicSchema) -> SwiftCode {
    SwiftCode.array(schema.fields.map { "\(SwiftLiteral($0.name))" }, column: 19)
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
