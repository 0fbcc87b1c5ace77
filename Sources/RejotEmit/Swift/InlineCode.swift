internal import RejotContract

/// Swift statements that compute an expression of one row: one operation each, in the order in
/// which PostgreSQL evaluates, with a name and a type for every result. So the compiler has nothing
/// to infer, however long the expression.
struct InlineCode {
  /// Places of the row's columns.
  private let places: [String: Int]
  private var count = 0
  /// Statements of the block that is open, and what is known in it.
  private var block: [SwiftCode] = []
  private var known: [Known: SwiftCode] = [:]
  /// How deep the block's statements stand, in columns.
  private var column: Int

  /// A column that has been read.
  private struct Known: Hashable {
    let place: Int
    let isSlot: Bool
    let isInteger: Bool
  }

  /// - Parameter column: where the statements stand.
  init(_ layout: RowLayout, column: Int) {
    places = Dictionary(
      uniqueKeysWithValues: layout.columns.enumerated().map { ($0.element.name, $0.offset) })
    self.column = column
  }

  /// All statements so far.
  var statements: [SwiftCode] { block }

  mutating func add(_ statement: SwiftCode) { block.append(statement) }

  func place(_ column: String) -> Int { places[column] ?? 0 }

  // MARK: Values

  /// Adds what computes a value, and gives what it is called then: a name or a literal.
  mutating func evaluate(_ expression: InlineExpression, as kind: InlineKind) -> SwiftCode {
    switch expression {
    case .null: return Self.null(kind)
    case .boolean(let value):
      return kind == .boolean ? "\(value)" : bind(.value, "try row.text(\(value))")
    case .integer(let value):
      let number = SwiftLiteral.integer(value)
      return kind == .integer ? "\(number)" : bind(.value, "try row.text(\(number))")
    case .text(let value): return bind("ValueSlot", "try row.text(", "\(SwiftLiteral(value)))")
    case .column(let name): return read(name, as: kind)
    case .call(let operation, let arguments):
      return converted(call(operation, arguments), from: operation.gives, to: kind)
    case .all(let parts): return converted(logic(parts, isAll: true), from: .boolean, to: kind)
    case .any(let parts): return converted(logic(parts, isAll: false), from: .boolean, to: kind)
    case .coalesce(let parts): return coalesce(parts, as: kind)
    case .choice(let choices, let otherwise): return choice(choices, otherwise, as: kind)
    case .among(let value, let constants, let order, let isNegated):
      return converted(
        among(value, constants, order, isNegated: isNegated), from: .boolean, to: kind)
    }
  }

  private static func null(_ kind: InlineKind) -> SwiftCode {
    switch kind {
    case .integer, .boolean: "nil"
    case .value: "ValueSlot.ofNull"
    }
  }

  private static func type(_ kind: InlineKind) -> SwiftCode {
    switch kind {
    case .integer: "Int64?"
    case .boolean: "Bool?"
    case .value: "ValueSlot"
    }
  }

  private static func isNull(_ value: SwiftCode, _ kind: InlineKind) -> SwiftCode {
    switch kind {
    case .integer, .boolean: "\(value) == nil"
    case .value: "\(value).isNull"
    }
  }

  private mutating func newName() -> SwiftCode {
    count += 1
    return "v\(count)"
  }

  private mutating func bind(_ kind: InlineKind, _ value: SwiftCode) -> SwiftCode {
    let name = newName()
    add(.broken("let \(name): \(Self.type(kind)) =", value, column: column))
    return name
  }

  /// The result of a call whose arguments may be long texts.
  private mutating func bind(
    _ type: SwiftCode, _ function: SwiftCode, _ arguments: SwiftCode
  ) -> SwiftCode {
    let name = newName()
    let (head, call): (SwiftCode, SwiftCode) =
      ("let \(name): \(type) =", "\(function)\(arguments)")
    let isShort = column + 2 + call.text.width <= 100
    add(isShort ? .broken(head, call, column: column) : "\(head) \(function)\n  \(arguments)")
    return name
  }

  /// How two values stand; the second may be a constant.
  private mutating func order(
    _ left: SwiftCode, _ right: InlineExpression, _ order: InlineOrder
  ) -> (order: SwiftCode, right: SwiftCode) {
    let right = self.right(right, order)
    let (function, label) = InlineCall.order(order)
    return (bind("Int?", "\(function)(", "\(label)\(left), \(right))"), right)
  }

  private mutating func read(_ name: String, as kind: InlineKind) -> SwiftCode {
    let place = place(name)
    let key = Known(place: place, isSlot: kind == .value, isInteger: kind == .integer)
    if let value = known[key] { return value }
    let call: SwiftCode =
      switch kind {
      case .integer: "integer"
      case .boolean: "boolean"
      case .value: "value"
      }
    let value = bind(kind, "try row.\(call)(\(place), \(SwiftLiteral(name)))")
    known[key] = value
    return value
  }

  private mutating func converted(
    _ value: SwiftCode, from: InlineKind, to kind: InlineKind
  ) -> SwiftCode {
    from == kind ? value : bind(kind, "try row.text(\(value))")
  }

  // MARK: Blocks

  /// A value that statements of a block of its own assign; each ends the block by its label.
  private mutating func assigned(
    _ kind: InlineKind, label: SwiftCode, _ body: (inout InlineCode, Assignment) -> Void
  ) -> SwiftCode {
    let name = newName()
    let assignment = Assignment(name: name, label: "\(label)\(count)")
    let inner = nested { code in body(&code, assignment) }
    add(
      """
      let \(name): \(Self.type(kind))
      \(assignment.label): do {
        \(SwiftCode.lines(inner))
      }
      """)
    return name
  }

  private struct Assignment {
    let name: SwiftCode
    let label: SwiftCode

    func leaving(with value: SwiftCode) -> SwiftCode {
      """
      \(name) = \(value)
      break \(label)
      """
    }
  }

  /// The statements of a block, in which everything is known that is known here.
  private mutating func nested(_ body: (inout InlineCode) -> Void) -> [SwiftCode] {
    let (outside, outer) = (block, known)
    block = []
    column += 2
    body(&self)
    column -= 2
    defer { (block, known) = (outside, outer) }
    return block
  }

  private mutating func addIf(
    _ condition: SwiftCode, _ body: (inout InlineCode) -> Void
  ) {
    let inner = nested(body)
    add(
      """
      if \(condition) {
        \(SwiftCode.lines(inner))
      }
      """)
  }

  // MARK: Choices

  private mutating func logic(_ parts: [InlineExpression], isAll: Bool) -> SwiftCode {
    assigned(.boolean, label: isAll ? "all" : "any") { code, assignment in
      var whole: SwiftCode = ""
      for (place, part) in parts.enumerated() {
        let value = code.evaluate(part, as: .boolean)
        if place == 0 {
          whole = value
        } else {
          whole = code.bind(
            .boolean, "Evaluation.\(isAll ? "and" as SwiftCode : "or")(\(whole), \(value))")
        }
        if place < parts.count - 1 {
          code.addIf("\(value) == \(!isAll)") { $0.add(assignment.leaving(with: "\(!isAll)")) }
        }
      }
      code.add("\(assignment.name) = \(whole)")
    }
  }

  private mutating func coalesce(_ parts: [InlineExpression], as kind: InlineKind) -> SwiftCode {
    assigned(kind, label: "first") { code, assignment in
      for part in parts.dropLast() {
        let value = code.evaluate(part, as: kind)
        let isThere: SwiftCode = kind == .value ? "!\(value).isNull" : "\(value) != nil"
        code.addIf(isThere) { $0.add(assignment.leaving(with: value)) }
      }
      let last = code.evaluate(parts.last ?? .null, as: kind)
      code.add("\(assignment.name) = \(last)")
    }
  }

  private mutating func choice(
    _ choices: [InlineChoice], _ otherwise: InlineExpression, as kind: InlineKind
  ) -> SwiftCode {
    assigned(kind, label: "choice") { code, assignment in
      for choice in choices {
        let condition = code.evaluate(choice.condition, as: .boolean)
        code.addIf("\(condition) == true") { code in
          let value = code.evaluate(choice.value, as: kind)
          code.add(assignment.leaving(with: value))
        }
      }
      let value = code.evaluate(otherwise, as: kind)
      code.add("\(assignment.name) = \(value)")
    }
  }

  private mutating func among(
    _ value: InlineExpression, _ constants: [InlineExpression], _ order: InlineOrder,
    isNegated: Bool
  ) -> SwiftCode {
    let value = evaluate(value, as: order.kind)
    return assigned(.boolean, label: "among") { code, assignment in
      for constant in constants where constant != .null {
        let found = code.order(value, constant, order).order
        code.addIf("\(found) == 0") { $0.add(assignment.leaving(with: "\(!isNegated)")) }
      }
      let rest: SwiftCode =
        constants.contains(.null)
        ? "nil" : "\(Self.isNull(value, order.kind)) ? nil : \(isNegated)"
      code.add("\(assignment.name) = \(rest)")
    }
  }

  // MARK: Calls

  /// What stands on the right of a comparison: texts as they are.
  private mutating func right(_ expression: InlineExpression, _ order: InlineOrder) -> SwiftCode {
    guard order.kind == .value else { return evaluate(expression, as: order.kind) }
    switch expression {
    case .text(let value): return "\(SwiftLiteral(value))"
    case .integer(let value): return "\(SwiftLiteral(String(value)))"
    case .column, .null, .boolean, .call, .all, .any, .coalesce, .choice, .among:
      return evaluate(expression, as: .value)
    }
  }

  private mutating func call(
    _ operation: InlineOperation, _ arguments: [InlineExpression]
  ) -> SwiftCode {
    switch operation {
    case .isNull, .isNotNull:
      return nullTest(arguments[0], isNull: operation == .isNull)
    case .comparison(_, let order), .distinct(let order), .nullIf(let order):
      let left = evaluate(arguments[0], as: order.kind)
      let (stand, right) = self.order(left, arguments[1], order)
      let isNull = Self.isNull(left, order.kind)
      let otherIsNull: SwiftCode =
        arguments[1].isConstant ? "false" : Self.isNull(right, order.kind)
      return bind(
        operation.gives,
        InlineCall.compared(
          operation, stand, left, isNull, otherIsNull, null: Self.null(order.kind)))
    case .joined: return joined(arguments)
    case .concat: return written(arguments) { "try text.append(\($0))" }
    case .concatWithSeparator: return joinedBySeparator(arguments)
    case .arithmetic, .negative, .absolute, .narrowed, .not, .isTrue, .isNotTrue, .isFalse,
      .isNotFalse, .spelledOut, .number, .truth, .trimmed:
      let values = arguments.map { evaluate($0, as: operation.takes) }
      return bind(operation.gives, InlineCall.plain(operation, values))
    }
  }

  private mutating func nullTest(_ value: InlineExpression, isNull: Bool) -> SwiftCode {
    if case .column(let name) = value {
      return bind(.boolean, "\(isNull ? "" : "!" as SwiftCode)row.isNull(\(place(name)))")
    }
    var kind = InlineKind.value
    if case .call(let operation, _) = value { kind = operation.gives }
    let value = evaluate(value, as: kind)
    let test = Self.isNull(value, kind)
    return bind(.boolean, isNull ? test : "!(\(test))")
  }

  /// What `append` takes: values by their names, constants as texts.
  private mutating func part(_ expression: InlineExpression) -> SwiftCode {
    switch expression {
    case .text(let value): "\(SwiftLiteral(value))"
    case .integer(let value): "\(SwiftLiteral(String(value)))"
    case .null, .boolean, .column, .call, .all, .any, .coalesce, .choice, .among:
      evaluate(expression, as: .value)
    }
  }

  private mutating func joined(_ arguments: [InlineExpression]) -> SwiftCode {
    let parts = arguments.map { part($0) }
    let nullable = zip(arguments, parts).filter { !$0.0.isConstant }.map(\.1)
    let name = newName()
    let inner = nested { code in
      code.add("var text = Evaluation.Text(row)")
      for part in parts { code.add("try text.append(\(part))") }
      code.add("\(name) = text.slot")
    }
    add("let \(name): ValueSlot")
    addEither(
      nullable, then: "\(name) = ValueSlot.ofNull", inner)
    return name
  }

  /// A block for where one of the values is NULL, and one for where none is.
  private mutating func addEither(
    _ values: [SwiftCode], then: SwiftCode, _ otherwise: [SwiftCode]
  ) {
    let tests = values.map { value -> SwiftCode in "\(value).isNull" }
    let condition = SwiftCode.joined(tests, separator: " || ")
    guard values.count > 4 else {
      return add(
        """
        if \(condition) {
          \(then)
        } else {
          \(SwiftCode.lines(otherwise))
        }
        """)
    }
    // Long chains of operators take the compiler long.
    var some = newName()
    for (place, test) in tests.enumerated() {
      let next = place == 0 ? some : newName()
      add("let \(next): Bool = \(place == 0 ? test : "\(some) || \(test)")")
      some = next
    }
    add(
      """
      if \(some) {
        \(then)
      } else {
        \(SwiftCode.lines(otherwise))
      }
      """)
  }

  /// A text that each of the values adds something to.
  private mutating func written(
    _ arguments: [InlineExpression], _ append: (SwiftCode) -> SwiftCode
  ) -> SwiftCode {
    let parts = arguments.filter { $0 != .null }.map { part($0) }
    return assigned(.value, label: "text") { code, assignment in
      code.add("var text = Evaluation.Text(row)")
      for part in parts { code.add(append(part)) }
      code.add("\(assignment.name) = text.slot")
    }
  }

  private mutating func joinedBySeparator(_ arguments: [InlineExpression]) -> SwiftCode {
    let values = arguments.map { evaluate($0, as: .value) }
    let name = newName()
    let inner = nested { code in
      code.add("var text = Evaluation.Text(row)")
      for value in values.dropFirst() {
        code.add("try text.append(\(value), after: \(values[0]))")
      }
      code.add("\(name) = text.slot")
    }
    add("let \(name): ValueSlot")
    addEither([values[0]], then: "\(name) = ValueSlot.ofNull", inner)
    return name
  }
}

extension SwiftLiteral {
  fileprivate static func integer(_ value: Int64) -> SwiftCode { "\(Int(value))" }
}
