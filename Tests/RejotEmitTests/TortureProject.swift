import RejotContract

/// Columns named after every Swift keyword, the runtime's own words, and what identifiers can be
/// made of at worst.
enum TortureProject {
  static let value = Project(
    name: "1st-torture",
    dataStores: [DataStore(name: "s", url: "${S}", slot: "s", publication: "s")],
    publicSchemas: [
      schema("keywords", keywords, nullable: false), schema("options", keywords, nullable: true),
      schema("runtime", runtimeWords, nullable: true), schema("odd", odd, nullable: true),
      schema("all", ["id"], nullable: false), schema("type", enumFields),
      schema("built", builtFields),
      schema("vocabulary", RuntimeVocabulary.fields, nullable: true),
      schema("vocabulary-types", runtimeTypes),
    ], consumerSchemas: RuntimeVocabulary.slugs.map(consumer))

  /// Enum types that are named as the runtime's own, and one with its whole vocabulary.
  private static let runtimeTypes: [(String, SQLType)] =
    RuntimeVocabulary.types.map { ($0, enumeration("w", $0, ["x"])) } + [
      ("labels", enumeration("w", "labels", RuntimeVocabulary.words))
    ]

  private static func consumer(_ name: String) -> ConsumerSchema {
    ConsumerSchema(
      name: name, from: PublicSchemaReference(project: "1st-torture", name: "all", major: 1),
      into: "s", group: "g",
      upsert: ConsumerStatement(
        sql: "", parameters: [Parameter(field: "id", type: SampleProject.text, nullable: false)]),
      delete: nil, targets: [], writes: [])
  }

  static let keywords = [
    "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch",
    "class", "consume", "consuming", "continue", "convenience", "copy", "default", "defer",
    "deinit", "didSet", "discard", "distributed", "do", "dynamic", "dynamicType", "each", "else",
    "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "get",
    "guard", "if", "import", "in", "indirect", "infix", "init", "inout", "internal", "is",
    "isolated", "lazy", "left", "let", "macro", "mutating", "nil", "none", "nonisolated",
    "nonmutating", "open", "operator", "optional", "override", "package", "postfix", "precedence",
    "precedencegroup", "prefix", "private", "protocol", "public", "repeat", "required", "rethrows",
    "return", "right", "self", "sending", "set", "some", "static", "struct", "subscript", "super",
    "switch", "then", "throw", "throws", "true", "try", "type", "typealias", "unowned", "unsafe",
    "var", "weak", "where", "while", "willSet", "yield", "__",
    "unsafeAddress", "x", "module", "using", "of", "before", "discardable",
  ]

  static let runtimeWords = [
    "contract", "encode", "encoder", "decoding", "event", "row", "values", "append", "required",
    "optional", "value", "field", "place", "registry", "project", "stores", "consumers",
    "PublicEvent", "EventReader", "EventWriter", "EventEncoder", "EventFailure", "RowImage",
    "PostgresValue", "postgresText", "postgresTypeName", "PostgresArray", "hash",
    "hashValue", "description", "Swift", "String", "Int64", "print", "label", "all",
    "transform", "RejotRuntime", "LanguageVersion", "GeneratedByRejotc1",
  ]

  static let odd = [
    "1st place", "1st_place", "2", "2_3", " ", "  x", "a b", "a-b", "a.b", "a/b", "a:b", "a\"b",
    "a'b", "a`b", "a\\b", "a\\(b)", "a$b", "$0", "$", "+", "++x", "_", "_x", "x_y_", "€", "größe",
    "🎉", "👩‍👩‍👧", "→", "日本語", "e\u{301}cole", "a\u{A0}b", "a\tb", "a\nb", "a\u{2028}b",
    "a\u{7}b", "URL", "customerID", "HTTPPath", "Straße", "İstanbul", "*/", "//", "\"\"\"", "#",
    String(repeating: "w", count: 63), String(repeating: "wide ", count: 12) + "abc",
    String(repeating: "é", count: 31), "%d", "{}", "()", "a,b", "@main", "#if", ".x", "x!", "x?",
  ]

  private static let enumFields: [(String, SQLType)] = [
    ("mood", enumeration("s", "string", keywords + ["rawValue", "hashValue", "postgresText"])),
    ("odd", enumeration("s", "event_reader", odd)), ("none", enumeration("s", "empty", [])),
    ("other", enumeration("t", "1st", ["a_b", "aB", "A_B", "AB", "ab", ""])),
    ("third", enumeration("s", "🎉", ["x"])), ("fourth", enumeration("s", "type", ["x"])),
    (
      "fifth",
      {
        let type = enumeration("s", "type", ["x"])
        return SQLType(name: "x", qualified: "x", value: .array(type.value))
      }()
    ), ("sixth", enumeration("s", "all_v1", ["x"])),
  ]

  /// Composite types whose attributes have every hard name, and one that has none.
  private static let builtFields: [(String, SQLType)] = [
    ("keywords", composite("keywords", keywords)), ("runtime", composite("runtime", runtimeWords)),
    ("members", composite("postgres_range", ["attributeCount", "composite", "a_b", "aB", "hash"])),
    ("odd", composite("odd", odd)), ("nothing", composite("nothing", [])),
    (
      "nested",
      SQLType(
        name: "nested", qualified: "s.nested",
        value: .array(
          .domain(
            QualifiedName(schema: "s", name: "dom"),
            base: .composite(
              Composite(
                name: QualifiedName(schema: "s", name: "nested"),
                attributes: [
                  Attribute(name: "self", type: composite("odd", odd)),
                  Attribute(
                    name: "Self",
                    type: SQLType(
                      name: "x", qualified: "x",
                      value: .multirange(
                        QualifiedName(schema: "s", name: "xs"), bound: .scalar(.numeric)))),
                ])))))
    ),
  ]

  private static func composite(_ name: String, _ attributes: [String]) -> SQLType {
    SQLType(
      name: name, qualified: "s.\(name)",
      value: .composite(
        Composite(
          name: QualifiedName(schema: "s", name: name),
          attributes: attributes.map { Attribute(name: $0, type: SampleProject.text) })))
  }

  private static func enumeration(_ schema: String, _ name: String, _ labels: [String]) -> SQLType {
    SQLType(
      name: name, qualified: name,
      value: .enumeration(
        Enumeration(name: QualifiedName(schema: schema, name: name), labels: labels)))
  }

  private static func schema(_ name: String, _ fields: [String], nullable: Bool) -> PublicSchema {
    schema(name, fields.map { ($0, SampleProject.text) }, nullable: nullable)
  }

  private static func schema(
    _ name: String, _ fields: [(String, SQLType)], nullable: Bool = true
  ) -> PublicSchema {
    let table = QualifiedName(schema: "public", name: name)
    return PublicSchema(
      name: name, version: Version(major: 1, minor: 0), source: "s",
      description: "*/ \u{2028} \r\n /// \\ \"\"\"", key: [fields[0].0],
      fields: fields.map {
        Field(name: $0.0, type: $0.1, nullable: nullable, because: "", lineage: [])
      },
      plan: .inline(InlinePlan(table: table, columns: fields.map(\.0))), canonicalSQL: "",
      tables: [
        SourceTable(
          name: table,
          columns: fields.map { SourceColumn(name: $0.0, type: $0.1, notNull: !nullable) },
          identity: .primaryKey)
      ])
  }
}
