import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// What the emitter refuses, as findings at the contracts.
enum NameCollisions {
  /// - Parameters:
  ///   - hasErrors: the project is known to be incomplete; then only collisions are told, for
  ///     everything else follows from what was reported.
  ///   - lock: the path of the lock that contracts were taken from; nil when none was.
  static func diagnostics(
    in project: Project, imported: [ImportedSchema], _ contracts: ContractDefinitions,
    hasErrors: Bool, lock: String?
  ) -> [Diagnostic] {
    Emitter.problems(in: project, imported: imported).compactMap { problem in
      if let lock, !problem.isCollision {
        return hasErrors ? nil : CommittedLock.inconsistent(lock, problem)
      }
      switch problem {
      case .nameCollision(let collision):
        return Diagnostic(
          .swiftNameCollision, collision.description, at: span(of: collision, contracts),
          help: [help(for: collision.scope)])
      case .planUnsupported(let schema):
        return hasErrors
          ? nil
          : Diagnostic(
            .planUnsupported, problem.description, at: span(ofPublic: schema, contracts),
            help: [Diagnostic.Help("select columns of one table by its key")])
      case .inconsistent(let contract, _):
        return hasErrors
          ? nil
          : Diagnostic(
            .planUnsupported, problem.description, at: span(ofPublic: contract, contracts),
            help: [Diagnostic.Help("this is a defect of rejotc: please report the contract")])
      case .notSupportedYet(let consumer, _):
        return hasErrors
          ? nil
          : Diagnostic(
            .notSupportedYet, problem.description, at: span(ofConsumer: consumer, contracts))
      case .lockFailed:
        return hasErrors
          ? nil
          : Diagnostic(
            .planUnsupported, problem.description, at: nil,
            help: [Diagnostic.Help("this is a defect of rejotc: please report the contracts")])
      }
    }
  }

  private static func help(for scope: NameCollision.Scope) -> Diagnostic.Help {
    switch scope {
    case .fields: Diagnostic.Help("name one of them otherwise: SELECT column AS name")
    case .publicSchemas, .consumers: Diagnostic.Help("rename one of the contracts")
    case .imports:
      Diagnostic.Help("rename what is this project's own; an import is named after its project")
    case .types, .labels, .attributes:
      Diagnostic.Help("leave one out of the contracts, or rename it in the database")
    }
  }

  private static func span(
    of collision: NameCollision, _ contracts: ContractDefinitions
  ) -> Span? {
    switch collision.scope {
    case .fields(let schema): span(ofPublic: schema, contracts)
    case .imports: collision.names.lazy.compactMap { span(ofPublic: $0, contracts) }.first
    case .publicSchemas: collision.names.last.flatMap { span(ofPublic: $0, contracts) }
    case .consumers: collision.names.last.flatMap { span(ofConsumer: $0, contracts) }
    case .types, .labels, .attributes: nil
    }
  }

  /// The place of a public schema named `customer@1` or `customer`; of one of another project,
  /// `billing/invoice@1`, where it is followed; of a consumer of that name otherwise.
  private static func span(ofPublic name: String, _ contracts: ContractDefinitions) -> Span? {
    contracts.publicSchemas.first {
      "\($0.name.value)@\($0.version.value.major)" == name || $0.name.value == name
    }?.name.span
      ?? contracts.consumerSchemas.first { $0.from.value.description == name }?.from.span
      ?? span(ofConsumer: name, contracts)
  }

  private static func span(ofConsumer name: String, _ contracts: ContractDefinitions) -> Span? {
    contracts.consumerSchemas.first { $0.name.value == name }?.name.span
  }
}

extension EmitProblem {
  fileprivate var isCollision: Bool {
    switch self {
    case .nameCollision: true
    case .planUnsupported, .inconsistent, .notSupportedYet, .lockFailed: false
    }
  }
}
