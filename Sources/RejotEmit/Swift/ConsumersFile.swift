internal import RejotContract

/// `Consumers.swift`: the statements of each consumer and what the runtime must know to run them.
struct ConsumersFile {
  static let path = "Consumers.swift"

  let project: Project
  let names: ProjectNames
  private(set) var problems: [EmitProblem] = []
  private var descriptors: [SwiftCode] = []
  /// Where each public schema stands among ``ProjectNames/schemas``.
  private let places: [PublicSchemaReference: Int]

  init(project: Project, names: ProjectNames) {
    self.project = project
    self.names = names
    places = Dictionary(
      names.schemas.enumerated().map { ($0.element.reference, $0.offset) }
    ) { first, _ in first }
    for (consumer, name) in zip(project.consumerSchemas, names.consumers) {
      add(consumer, name)
    }
  }

  var file: GeneratedFile {
    let body: SwiftCode = """
      nonisolated enum Consumers {
        \(SwiftCode.all("ConsumerDescriptor", names.consumers))\
      \(SwiftCode.joined(descriptors.map { "\n\n\($0)" }, separator: ""))
      }
      """
    return SwiftFile.file(Self.path, of: project, isPublic: false, body: body)
  }

  private mutating func add(_ consumer: ConsumerSchema, _ name: SwiftIdentifier) {
    guard let place = places[consumer.from] else {
      problems.append(
        .inconsistent(contract: consumer.name, detail: "there is no \(consumer.from) to follow"))
      return
    }
    let fields = names.schemas[place].schema.fields.map(\.name)
    guard let onError = onError(consumer), let onTruncate = onTruncate(consumer),
      let upsert = statement(consumer.upsert, of: consumer, fields: fields)
    else { return }
    var delete: SwiftCode = "nil"
    if let written = consumer.delete {
      guard let code = statement(written, of: consumer, fields: fields) else { return }
      delete = code
    }
    let start: SwiftCode =
      switch consumer.start {
      case .initial: ".initial"
      case .now: ".now"
      }
    let targets = SwiftCode.array(consumer.targets.map(Self.target), column: 100)
    let code: SwiftCode = """
      static var \(name): ConsumerDescriptor {
        ConsumerDescriptor(
          name: \(SwiftLiteral(consumer.name)),
          publicSchema: \(place),
          into: \(SwiftLiteral(consumer.into)),
          group: \(SwiftLiteral(consumer.group)),
          onError: \(onError),
          onTruncate: \(onTruncate),
          start: \(start),
          upsert: \(upsert),
          delete: \(delete),
          targets: \(consumer.targets.isEmpty ? "[]" : targets)
        )
      }
      """
    descriptors.append(code)
  }

  private mutating func onError(_ consumer: ConsumerSchema) -> SwiftCode? {
    switch consumer.onError {
    case .stop: return ".stop"
    case .park:
      problems.append(.notSupportedYet(consumer: consumer.name, what: "onError: park"))
      return nil
    }
  }

  private mutating func onTruncate(_ consumer: ConsumerSchema) -> SwiftCode? {
    switch consumer.onTruncate {
    case .stop: return ".stop"
    case .ignore: return ".ignore"
    case .apply:
      problems.append(.notSupportedYet(consumer: consumer.name, what: "onTruncate: apply"))
      return nil
    }
  }

  private mutating func statement(
    _ statement: ConsumerStatement, of consumer: ConsumerSchema, fields: [String]
  ) -> SwiftCode? {
    var places: [SwiftCode] = []
    for parameter in statement.parameters {
      guard let place = fields.firstIndex(of: parameter.field) else {
        problems.append(
          .inconsistent(
            contract: consumer.name, detail: "\(consumer.from) has no field \(parameter.field)"))
        return nil
      }
      places.append("\(place)")
    }
    let types = statement.parameters.map { parameter -> SwiftCode in
      "\(SwiftLiteral(parameter.type.qualified))"
    }
    return """
      StatementDescriptor(
        sql: \(SwiftLiteral.sql(statement.sql)),
        types: \(SwiftCode.array(types, column: 16)),
        fields: \(SwiftCode.array(places, column: 17)),
        batch: \(Self.batch(statement.batch))
      )
      """
  }

  private static func batch(_ batch: BatchStatement?) -> SwiftCode {
    guard let batch else { return "nil" }
    let types = batch.arrayTypes.map { type -> SwiftCode in "\(SwiftLiteral(type))" }
    return """
      BatchDescriptor(
        sql: \(SwiftLiteral.sql(batch.sql)),
        types: \(SwiftCode.array(types, column: 18))
      )
      """
  }

  private static func target(_ target: TargetTable) -> SwiftCode {
    let references = target.references.map { key -> SwiftCode in
      """
      ReferenceDescriptor(
        schema: \(SwiftLiteral(key.table.schema)),
        name: \(SwiftLiteral(key.table.name)),
        deleteActs: \(key.deleteActs)
      )
      """
    }
    return """
      TargetDescriptor(
        schema: \(SwiftLiteral(target.name.schema)),
        name: \(SwiftLiteral(target.name.name)),
        references: \(references.isEmpty ? "[]" : SwiftCode.array(references, column: 100)),
        hasTriggers: \(target.hasTriggers)
      )
      """
  }
}
