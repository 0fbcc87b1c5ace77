/// Why a project has no output. The analysis refuses all but name collisions before; a problem here
/// is never passed over in silence.
package enum EmitProblem: Sendable, Equatable, CustomStringConvertible {
  /// Several names of one scope would get the same Swift name.
  case nameCollision(NameCollision)
  /// A public schema has no plan that can be emitted.
  case planUnsupported(publicSchema: String)
  /// A public schema's plan, key and tables do not fit each other: `detail` says where.
  case inconsistent(contract: String, detail: String)
  /// A consumer asks for something this version does not emit, such as `onError: park`.
  case notSupportedYet(consumer: String, what: String)
  /// The compiled contracts hold a value that the lock has no form for.
  case lockFailed(detail: String)

  package var description: String {
    switch self {
    case .nameCollision(let collision): collision.description
    case .planUnsupported(let schema): "public schema \(schema) has no plan that can be emitted"
    case .inconsistent(let contract, let detail): "contract \(contract): \(detail)"
    case .notSupportedYet(let consumer, let what):
      "consumer \(consumer): \(what) is not supported yet"
    case .lockFailed(let detail): "the lock cannot be written: \(detail)"
    }
  }
}

/// Names that would become one Swift name. They need other names in SQL: an alias, for a field.
package struct NameCollision: Sendable, Equatable, CustomStringConvertible {
  package enum Scope: Sendable, Equatable {
    /// Event types of the project; the names are `customer@1`.
    case publicSchemas
    /// Enum and composite types; the names are `store.schema.type`.
    case types
    /// Imported public schemas, `billing/invoice@1`, and whatever else has that name.
    case imports
    /// Consumers of the project.
    case consumers
    /// The fields of a public schema, `customer@1`.
    case fields(publicSchema: String)
    /// The labels of an enum type, `store.schema.type`.
    case labels(enumeration: String)
    /// The attributes of a composite type, `store.schema.type`.
    case attributes(composite: String)
  }

  package var scope: Scope
  package var swiftName: String
  /// The names as SQL or the contract spells them, in their order there.
  package var names: [String]

  package init(scope: Scope, swiftName: String, names: [String]) {
    self.scope = scope
    self.swiftName = swiftName
    self.names = names
  }

  package var description: String {
    let list = names.joined(separator: ", ")
    let place =
      switch scope {
      case .publicSchemas: "public schemas"
      case .types: "types"
      case .imports: "imports and types"
      case .consumers: "consumers"
      case .fields(let schema): "fields of public schema \(schema)"
      case .labels(let enumeration): "labels of enum type \(enumeration)"
      case .attributes(let composite): "attributes of composite type \(composite)"
      }
    return "\(place) \(list) would all be named \(swiftName) in Swift"
  }
}

/// All problems of one project.
package struct EmitFailure: Error, Sendable, Equatable {
  package var problems: [EmitProblem]

  package init(problems: [EmitProblem]) {
    self.problems = problems
  }
}
