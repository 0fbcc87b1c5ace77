internal import RejotContract

/// `Events.swift`: a type for each enum and composite type that public schemas use, and a struct
/// for each event that stands in no file of its own.
struct EventsFile {
  static let path = "Events.swift"

  let project: Project
  let names: ProjectNames
  let schemaFiles: SchemaFiles

  /// A struct for each event.
  var events: [SwiftCode] { names.schemas.indices.map(event) }

  var file: GeneratedFile {
    let types = names.types.sorted { $0.key < $1.key }.map {
      TypeDeclaration(key: $0.key, type: $0.value, names: names).code
    }
    let events = zip(events, schemaFiles.paths).filter { $0.1 == nil }.map(\.0)
    return SwiftFile.file(
      Self.path, of: project, isPublic: !(types + events).isEmpty,
      body: SwiftCode.joined(types + events, separator: "\n\n"))
  }

  private func event(_ place: Int) -> SwiftCode {
    let emitted = names.schemas[place]
    let schema = emitted.schema
    let version = "\(schema.version.major).\(schema.version.minor)"
    let owner = emitted.isOwn ? "" : "\(emitted.project)/"
    let keys = schema.key.map { "`\($0)`" }.joined(separator: ", ")
    let comment = DocComment.code(
      [
        schema.description,
        "Public schema `\(owner)\(schema.name)@\(version)` of data store `\(schema.source)`, "
          + "key \(keys).",
      ], column: 0)
    let fields = zip(schema.fields, names.fields[place]).map { field, name in
      EventField(
        field, name: name,
        type: SwiftType.code(field.type.value, home: emitted.home, names: names))
    }
    let contract = SwiftCode.getter(
      "public static var contract: String", "\(SwiftLiteral(emitted.reference.description))",
      column: 2)
    return """
      \(comment)
      public nonisolated struct \(names.events[place]): PublicEvent {
        \(contract)

        \(EventField.members(fields))
      }
      """
  }
}
