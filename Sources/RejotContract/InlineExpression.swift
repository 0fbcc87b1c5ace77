/// What generated Swift computes of one row: the part of SQL in which it gives what PostgreSQL
/// gives, byte for byte and failure for failure (docs/contracts.md).
///
/// Parts are evaluated from left to right, and no more of them than the server evaluates.
package indirect enum InlineExpression: Sendable, Equatable {
  /// A column of the table, as the log holds it.
  case column(String)
  case null
  case boolean(Bool)
  case integer(Int64)
  /// A value of any other type by its text form.
  case text(String)
  case call(InlineOperation, [InlineExpression])
  /// AND; what follows a false one is not evaluated.
  case all([InlineExpression])
  /// OR; what follows a true one is not evaluated.
  case any([InlineExpression])
  /// The first that is not NULL.
  case coalesce([InlineExpression])
  /// CASE: the value of the first choice whose condition is true.
  case choice([InlineChoice], otherwise: InlineExpression)
  /// IN and NOT IN over constants.
  case among(InlineExpression, [InlineExpression], InlineOrder, isNegated: Bool)
}

/// `WHEN condition THEN value`
package struct InlineChoice: Sendable, Equatable, Codable {
  package var condition: InlineExpression
  package var value: InlineExpression

  private enum CodingKeys: String, CodingKey {
    case condition = "when"
    case value = "then"
  }

  package init(_ condition: InlineExpression, _ value: InlineExpression) {
    self.condition = condition
    self.value = value
  }
}

/// How a value is held while it is computed with.
package enum InlineKind: Sendable, Equatable {
  /// `smallint`, `integer` and `bigint`
  case integer
  case boolean
  /// The text form of a value of any type.
  case value
}

extension InlineExpression {
  /// Calls `visit` for this expression and each of its parts, from left to right.
  package func walk(_ visit: (InlineExpression) -> Void) {
    visit(self)
    for part in parts { part.walk(visit) }
  }

  /// What it is made of, from left to right.
  package var parts: [InlineExpression] {
    switch self {
    case .column, .null, .boolean, .integer, .text: []
    case .call(_, let arguments): arguments
    case .all(let parts), .any(let parts), .coalesce(let parts): parts
    case .choice(let choices, let otherwise):
      choices.flatMap { [$0.condition, $0.value] } + [otherwise]
    case .among(let value, let constants, _, _): [value] + constants
    }
  }

  /// The columns that it reads, in the order in which they appear, each once.
  package var columns: [String] {
    var names: [String] = []
    walk { part in
      if case .column(let name) = part, !names.contains(name) { names.append(name) }
    }
    return names
  }

  package var isConstant: Bool {
    switch self {
    case .null, .boolean, .integer, .text: true
    case .column, .call, .all, .any, .coalesce, .choice, .among: false
    }
  }

  /// Some row may make it fail.
  package var mayFail: Bool {
    var mayFail = false
    walk { part in
      if case .call(let operation, _) = part, operation.mayFail { mayFail = true }
    }
    return mayFail
  }

  /// Whether every part has as many parts, and such, as it takes. Of a lock from elsewhere nobody
  /// knows.
  package var isSound: Bool {
    guard parts.allSatisfy(\.isSound) else { return false }
    switch self {
    case .column, .null, .boolean, .integer, .text: return true
    case .call(let operation, let arguments):
      return operation.takes(arguments.count) && arguments.allSatisfy { $0.gives(operation.takes) }
    case .all(let parts), .any(let parts):
      return parts.count > 1 && parts.allSatisfy { $0.gives(.boolean) }
    case .coalesce(let parts): return parts.count > 1
    case .choice(let choices, _):
      return !choices.isEmpty && choices.allSatisfy { $0.condition.gives(.boolean) }
    case .among(let value, let constants, let order, _):
      return !constants.isEmpty && value.gives(order.kind) && !value.isConstant
        && constants.allSatisfy { $0.isConstant && $0.gives(order.kind) }
    }
  }

  /// Whether it can be read as a value of a kind: every value has a text form, and a column may
  /// hold anything.
  package func gives(_ kind: InlineKind) -> Bool {
    switch self {
    case .column, .null: true
    case .boolean, .all, .any, .among: kind != .integer
    case .integer: kind != .boolean
    case .text: kind == .value
    case .call(let operation, _): kind == .value || operation.gives == kind
    case .coalesce(let parts): parts.allSatisfy { $0.gives(kind) }
    case .choice(let choices, let otherwise):
      choices.allSatisfy { $0.value.gives(kind) } && otherwise.gives(kind)
    }
  }
}
