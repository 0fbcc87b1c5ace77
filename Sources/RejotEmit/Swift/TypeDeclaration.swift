internal import RejotContract

/// The Swift type of an enum or composite type.
struct TypeDeclaration {
  let key: ProjectNames.TypeKey
  let type: ProjectNames.TypeNames
  let names: ProjectNames

  private var sqlName: String { "\(key.name.schema).\(key.name.name)" }

  var code: SwiftCode {
    switch type.declared {
    case .enumeration(let enumeration): code(enumeration)
    case .composite(let composite): code(composite)
    }
  }

  private var postgresTypeName: SwiftCode {
    .getter(
      "public static var postgresTypeName: String", "\(SwiftLiteral(sqlName))", column: 2)
  }

  /// Says whose type it is.
  private func comment(_ kind: String) -> SwiftCode {
    let project = key.home.project
    let owner = project.isEmpty ? "" : ", as project `\(project)` publishes it"
    return DocComment.code(
      ["\(kind) type `\(sqlName)` of data store `\(key.home.store)`\(owner)."], column: 0)
  }

  private func code(_ enumeration: Enumeration) -> SwiftCode {
    let comment = comment("Enum")
    let labels = enumeration.labels
    guard !labels.isEmpty else {
      return """
        \(comment)
        public nonisolated enum \(type.type): PostgresValue {
          \(postgresTypeName)

          public init?(postgresText: String) { nil }

          public var postgresText: String {
            switch self {}
          }
        }
        """
    }
    let cases = SwiftCode.lines(
      zip(type.members, labels).map { identifier, label in
        let declaration = SwiftCode.broken(
          "case \(identifier) =", "\(SwiftLiteral(label))", column: 2)
        return "\(identifier.formatException)\(declaration)"
      })
    return """
      \(comment)
      public nonisolated enum \(type.type): String, PostgresValue {
        \(cases)

        \(postgresTypeName)
      }
      """
  }

  /// Any attribute may be NULL, whatever its type says: a row of NULLs is a value.
  private func code(_ composite: Composite) -> SwiftCode {
    let attributes = zip(composite.attributes, type.members).map { attribute, name in
      EventField(
        name: name, sqlName: attribute.name, comment: ["`\(attribute.type.name)`."],
        type: SwiftType.code(attribute.type.value, home: key.home, names: names), nullable: true,
        owner: "composite")
    }
    let head: SwiftCode = """
      \(comment("Composite"))
      public nonisolated struct \(type.type): PostgresComposite {
        \(postgresTypeName)
        public static var attributeCount: Int { \(attributes.count) }
      """
    guard !attributes.isEmpty else {
      return """
        \(head)

          public init() {}

          public init(decoding composite: EventReader) throws(EventFailure) {}

          public func encode(into encoder: inout EventEncoder) {}
        }
        """
    }
    return """
      \(head)

        \(EventField.members(attributes))
      }
      """
  }
}
