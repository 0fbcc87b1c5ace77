internal import RejotContract

/// `Events.swift`: an enum for each enum type a public schema uses, a struct for each event.
struct EventsFile {
  static let path = "Events.swift"

  let project: Project
  let names: ProjectNames

  var file: GeneratedFile {
    let enums = names.enums.sorted { $0.key < $1.key }.map { enumeration($0.key, $0.value) }
    let events = names.schemas.indices.map(event)
    return SwiftFile.file(
      Self.path, of: project, isPublic: true,
      body: SwiftCode.joined(enums + events, separator: "\n\n"))
  }

  private func enumeration(
    _ key: ProjectNames.EnumKey, _ names: ProjectNames.EnumNames
  ) -> SwiftCode {
    let name = "\(key.name.schema).\(key.name.name)"
    let comment = DocComment.code(
      ["Enum type `\(name)` of data store `\(key.home.store)`\(Self.owner(key.home.project))."],
      column: 0)
    let labels = names.enumeration.labels
    guard !labels.isEmpty else {
      return """
        \(comment)
        public nonisolated enum \(names.type): PostgresValue {
          public static var postgresTypeName: String { \(SwiftLiteral(name)) }

          public init?(postgresText: String) { nil }

          public var postgresText: String {
            switch self {}
          }
        }
        """
    }
    let cases = SwiftCode.lines(
      zip(names.cases, labels).map { identifier, label in
        let declaration = SwiftCode.broken(
          "case \(identifier) =", "\(SwiftLiteral(label))", column: 2)
        return "\(identifier.formatException)\(declaration)"
      })
    return """
      \(comment)
      public nonisolated enum \(names.type): String, PostgresValue {
        \(cases)

        public static var postgresTypeName: String { \(SwiftLiteral(name)) }
      }
      """
  }

  /// Words for what another project publishes; none for the project's own.
  private static func owner(_ project: String) -> String {
    project.isEmpty ? "" : ", as project `\(project)` publishes it"
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
    let fields = zip(schema.fields, names.fields[place]).enumerated().map { place, pair in
      EventField(
        place: place, field: pair.0, name: pair.1,
        type: SwiftType.code(pair.0.type.value, home: emitted.home, names: names))
    }
    return """
      \(comment)
      public nonisolated struct \(names.events[place]): PublicEvent {
        public static let contract = \(SwiftLiteral(emitted.reference.description))

        \(SwiftCode.joined(fields.map(\.property), separator: "\n\n"))

        public init(
          \(SwiftCode.joined(fields.map(\.parameter), separator: ",\n"))
        ) {
          \(SwiftCode.lines(fields.map(\.assignment)))
        }

        public init(decoding event: EventReader) throws(EventFailure) {
          \(SwiftCode.lines(fields.map(\.decoding)))
        }

        public func encode(into encoder: inout EventEncoder) {
          \(SwiftCode.lines(fields.map(\.encoding)))
        }
      }
      """
  }
}

/// The lines that one field puts into its event's struct.
private struct EventField {
  let place: Int
  let field: Field
  let name: SwiftIdentifier
  let type: SwiftCode

  private var optionalType: SwiftCode { field.nullable ? "\(type)?" : type }

  var property: SwiftCode {
    let personal = field.isPersonal ? " Personal data." : ""
    let comment = DocComment.code(
      [
        field.description,
        "`\(field.type.name)`, \(field.nullable ? "may be NULL" : "never NULL").\(personal)",
      ], column: 2)
    let declaration = SwiftCode.broken("public let \(name):", optionalType, column: 2)
    return "\(name.formatException)\(comment)\n\(declaration)"
  }

  var parameter: SwiftCode {
    .broken("\(label: name):", optionalType, column: 4)
  }

  var assignment: SwiftCode {
    .broken("self.\(name) =", "\(name)", column: 4)
  }

  var decoding: SwiftCode {
    let call: SwiftCode = field.nullable ? "optional" : "required"
    let head: SwiftCode = "self.\(name) = try event.\(call)("
    let tail: SwiftCode = "\(place), \(SwiftLiteral(field.name)), as: \(type).self)"
    return .wrapped(head, tail, column: 4)
  }

  var encoding: SwiftCode { "encoder.append(self.\(name))" }
}

extension SwiftIdentifier {
  /// Names that a contract dictates may offend rules on naming; the formatter is told so.
  fileprivate var formatException: SwiftCode {
    let isLowerCamel =
      name.utf8.allSatisfy { $0 < 0x80 } && !name.dropFirst().contains("_")
      && name.first?.isUppercase != true
    return isLowerCamel
      ? "" : "// swift-format-ignore: AlwaysUseLowerCamelCase, IdentifiersMustBeASCII\n"
  }
}
