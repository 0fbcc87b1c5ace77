package import RejotContract
@_spi(Generated) package import RejotRuntime

/// Evaluates expressions by calling what generated code calls, in the same order.
package struct InlineModel {
  /// A mistake that a test plants.
  package enum Fault: CaseIterable {
    case sumsWrapAround
    case nullIsFalse
    case conditionsEvaluateAll
    case blanksAreNothing
    case numericsAreTexts
  }

  private let row: RowImage
  private let columns: [String]
  private let fault: Fault?

  /// - Parameter columns: the names of the row's columns, in their order.
  package init(row: RowImage, columns: [String], fault: Fault? = nil) {
    self.row = row
    self.columns = columns
    self.fault = fault
  }

  private func place(_ name: String) -> Int { columns.firstIndex(of: name) ?? 0 }

  // MARK: By kind

  package func value(_ expression: InlineExpression) throws(EventFailure) -> ValueSlot {
    switch expression {
    case .null: return .ofNull
    case .boolean(let value): return try row.text(value)
    case .integer(let value): return try row.text(value)
    case .text(let value): return try row.text(value)
    case .column(let name): return try row.value(place(name), "column")
    case .all, .any, .among: return try row.text(boolean(expression))
    case .coalesce(let parts):
      for part in parts {
        let value = try value(part)
        if !value.isNull { return value }
      }
      return .ofNull
    case .choice(let choices, let otherwise):
      return try value(chosen(choices, otherwise))
    case .call(let operation, let arguments):
      switch operation.gives {
      case .integer: return try row.text(integer(expression))
      case .boolean: return try row.text(boolean(expression))
      case .value: return try text(operation, arguments)
      }
    }
  }

  package func integer(_ expression: InlineExpression) throws(EventFailure) -> Int64? {
    switch expression {
    case .null, .boolean, .text, .all, .any, .among: return nil
    case .integer(let value): return value
    case .column(let name): return try row.integer(place(name), "column")
    case .coalesce(let parts):
      for part in parts {
        if let value = try integer(part) { return value }
      }
      return nil
    case .choice(let choices, let otherwise):
      return try integer(chosen(choices, otherwise))
    case .call(let operation, let arguments): return try integer(operation, arguments)
    }
  }

  package func boolean(_ expression: InlineExpression) throws(EventFailure) -> Bool? {
    switch expression {
    case .null, .integer, .text: return nil
    case .boolean(let value): return value
    case .column(let name): return try row.boolean(place(name), "column")
    case .coalesce(let parts):
      for part in parts {
        if let value = try boolean(part) { return value }
      }
      return nil
    case .choice(let choices, let otherwise):
      return try boolean(chosen(choices, otherwise))
    case .all(let parts):
      var whole = try boolean(parts[0])
      for part in parts.dropFirst() {
        if whole == false, fault != .conditionsEvaluateAll { return false }
        let next = try boolean(part)
        if next == false, fault != .conditionsEvaluateAll { return false }
        whole = Evaluation.and(whole, fault == .nullIsFalse ? next ?? false : next)
      }
      return whole
    case .any(let parts):
      var whole = try boolean(parts[0])
      for part in parts.dropFirst() {
        if whole == true { return true }
        let next = try boolean(part)
        if next == true { return true }
        whole = Evaluation.or(whole, next)
      }
      return whole
    case .among(let value, let constants, let order, let isNegated):
      for constant in constants where constant != .null {
        if try self.order(order, value, constant) == 0 { return !isNegated }
      }
      let isNull = try isNull(value)
      return constants.contains(.null) || isNull ? nil : isNegated
    case .call(let operation, let arguments): return try boolean(operation, arguments)
    }
  }

  private func chosen(
    _ choices: [InlineChoice], _ otherwise: InlineExpression
  ) throws(EventFailure) -> InlineExpression {
    for choice in choices {
      if try boolean(choice.condition) == true { return choice.value }
    }
    return otherwise
  }

  // MARK: Operations

  private func integer(
    _ operation: InlineOperation, _ arguments: [InlineExpression]
  ) throws(EventFailure) -> Int64? {
    switch operation {
    case .arithmetic(let sign, let width):
      let (left, right) = (try integer(arguments[0]), try integer(arguments[1]))
      switch sign {
      case .plus:
        if fault == .sumsWrapAround, let left, let right { return left &+ right }
        return try Evaluation.add(left, right, width.runtime)
      case .minus: return try Evaluation.subtract(left, right, width.runtime)
      case .times: return try Evaluation.multiply(left, right, width.runtime)
      case .dividedBy: return try Evaluation.divide(left, right, width.runtime)
      case .remainder: return try Evaluation.remainder(left, right, width.runtime)
      }
    case .negative(let width):
      return try Evaluation.negative(integer(arguments[0]), width.runtime)
    case .absolute(let width):
      return try Evaluation.absolute(integer(arguments[0]), width.runtime)
    case .narrowed(let width):
      return try Evaluation.narrowed(integer(arguments[0]), width.runtime)
    case .number: return Evaluation.number(try boolean(arguments[0]))
    case .nullIf:
      let value = try integer(arguments[0])
      return try order(.integer, arguments[0], arguments[1]) == 0 ? nil : value
    case .comparison, .distinct, .not, .isNull, .isNotNull, .isTrue, .isNotTrue, .isFalse,
      .isNotFalse, .joined, .concat, .concatWithSeparator, .spelledOut, .truth, .trimmed:
      return nil
    }
  }

  private func boolean(
    _ operation: InlineOperation, _ arguments: [InlineExpression]
  ) throws(EventFailure) -> Bool? {
    switch operation {
    case .comparison(let comparison, let order):
      let order = try self.order(order, arguments[0], arguments[1])
      switch comparison {
      case .equal: return Evaluation.isEqual(order)
      case .unequal: return Evaluation.isUnequal(order)
      case .less: return Evaluation.isLess(order)
      case .lessOrEqual: return Evaluation.isLessOrEqual(order)
      case .greater: return Evaluation.isGreater(order)
      case .greaterOrEqual: return Evaluation.isGreaterOrEqual(order)
      }
    case .distinct(let order):
      return Evaluation.isDistinct(
        try self.order(order, arguments[0], arguments[1]), try isNull(arguments[0]),
        try isNull(arguments[1]))
    case .nullIf(let order):
      let value = try boolean(arguments[0])
      return try self.order(order, arguments[0], arguments[1]) == 0 ? nil : value
    case .not: return Evaluation.not(try boolean(arguments[0]))
    case .isNull: return try isNull(arguments[0])
    case .isNotNull: return try !isNull(arguments[0])
    case .isTrue: return try boolean(arguments[0]) == true
    case .isNotTrue: return try boolean(arguments[0]) != true
    case .isFalse: return try boolean(arguments[0]) == false
    case .isNotFalse: return try boolean(arguments[0]) != false
    case .truth: return Evaluation.truth(try integer(arguments[0]))
    case .arithmetic, .negative, .absolute, .narrowed, .joined, .concat, .concatWithSeparator,
      .spelledOut, .number, .trimmed:
      return nil
    }
  }

  private func text(
    _ operation: InlineOperation, _ arguments: [InlineExpression]
  ) throws(EventFailure) -> ValueSlot {
    switch operation {
    case .joined:
      var values: [ValueSlot] = []
      for argument in arguments { values.append(try value(argument)) }
      if values.contains(where: \.isNull) { return .ofNull }
      var text = Evaluation.Text(row)
      for value in values { try text.append(value) }
      return text.slot
    case .concat:
      var values: [ValueSlot] = []
      for argument in arguments { values.append(try value(argument)) }
      var text = Evaluation.Text(row)
      for value in values { try text.append(value) }
      return text.slot
    case .concatWithSeparator:
      var values: [ValueSlot] = []
      for argument in arguments { values.append(try value(argument)) }
      if values[0].isNull { return .ofNull }
      var text = Evaluation.Text(row)
      for value in values.dropFirst() { try text.append(value, after: values[0]) }
      return text.slot
    case .spelledOut: return try row.spelledOut(boolean(arguments[0]))
    case .trimmed:
      let value = try value(arguments[0])
      return fault == .blanksAreNothing ? value : row.trimmed(value)
    case .nullIf(let order):
      let value = try value(arguments[0])
      return try self.order(order, arguments[0], arguments[1]) == 0 ? .ofNull : value
    case .arithmetic, .negative, .absolute, .narrowed, .comparison, .distinct, .not, .isNull,
      .isNotNull, .isTrue, .isNotTrue, .isFalse, .isNotFalse, .number, .truth:
      return .ofNull
    }
  }

  private func isNull(_ expression: InlineExpression) throws(EventFailure) -> Bool {
    if case .column(let name) = expression { return row.isNull(place(name)) }
    return try value(expression).isNull
  }

  private func order(
    _ order: InlineOrder, _ left: InlineExpression, _ right: InlineExpression
  ) throws(EventFailure) -> Evaluation.Order {
    switch order {
    case .integer: return Evaluation.order(try integer(left), try integer(right))
    case .boolean: return Evaluation.order(try boolean(left), try boolean(right))
    case .bytes, .date, .timestamp, .numeric: break
    }
    let first = try value(left)
    let constant: String? =
      switch right {
      case .text(let text): text
      case .integer(let number): "\(number)"
      case .column, .null, .boolean, .call, .all, .any, .coalesce, .choice, .among: nil
      }
    if let constant {
      switch order {
      case .date: return try row.order(dates: first, constant)
      case .timestamp: return try row.order(timestamps: first, constant)
      case .numeric where fault != .numericsAreTexts:
        return try row.order(numerics: first, constant)
      case .numeric, .bytes, .integer, .boolean: return row.order(bytes: first, constant)
      }
    }
    let second = try value(right)
    switch order {
    case .date: return try row.order(dates: first, second)
    case .timestamp: return try row.order(timestamps: first, second)
    case .numeric where fault != .numericsAreTexts:
      return try row.order(numerics: first, second)
    case .numeric, .bytes, .integer, .boolean: return row.order(bytes: first, second)
    }
  }
}

extension InlineWidth {
  fileprivate var runtime: Evaluation.Width {
    switch self {
    case .int2: .int2
    case .int4: .int4
    case .int8: .int8
    }
  }
}
