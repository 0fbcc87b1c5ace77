internal import RejotContract

/// What an operation is called in `RejotRuntime`.
enum InlineCall {
  /// Operations whose arguments are values and nothing else matters.
  static func plain(_ operation: InlineOperation, _ values: [SwiftCode]) -> SwiftCode {
    let first = values.first ?? ""
    let all = SwiftCode.joined(values, separator: ", ")
    switch operation {
    case .arithmetic(let sign, let width):
      return "try Evaluation.\(name(sign))(\(all), \(name(width)))"
    case .negative(let width): return "try Evaluation.negative(\(all), \(name(width)))"
    case .absolute(let width): return "try Evaluation.absolute(\(all), \(name(width)))"
    case .narrowed(let width): return "try Evaluation.narrowed(\(all), \(name(width)))"
    case .not: return "Evaluation.not(\(all))"
    case .isTrue: return "\(first) == true"
    case .isNotTrue: return "\(first) != true"
    case .isFalse: return "\(first) == false"
    case .isNotFalse: return "\(first) != false"
    case .spelledOut: return "try row.spelledOut(\(all))"
    case .number: return "Evaluation.number(\(all))"
    case .truth: return "Evaluation.truth(\(all))"
    case .trimmed: return "row.trimmed(\(all))"
    case .comparison, .distinct, .nullIf, .isNull, .isNotNull, .joined, .concat,
      .concatWithSeparator:
      return ""
    }
  }

  /// - Parameters:
  ///   - order: how the two values stand.
  ///   - value: the first of them.
  static func compared(
    _ operation: InlineOperation, _ order: SwiftCode, _ value: SwiftCode, _ isNull: SwiftCode,
    _ otherIsNull: SwiftCode, null: SwiftCode
  ) -> SwiftCode {
    if case .comparison(let comparison, _) = operation {
      return "Evaluation.\(name(comparison))(\(order))"
    }
    if case .distinct = operation {
      return "Evaluation.isDistinct(\(order), \(isNull), \(otherIsNull))"
    }
    return "\(order) == 0 ? \(null) : \(value)"
  }

  /// What says how two values stand, and what its first argument is called.
  static func order(_ order: InlineOrder) -> (function: SwiftCode, label: SwiftCode) {
    switch order {
    case .integer, .boolean: ("Evaluation.order", "")
    case .bytes: ("row.order", "bytes: ")
    case .date: ("try row.order", "dates: ")
    case .timestamp: ("try row.order", "timestamps: ")
    case .numeric: ("try row.order", "numerics: ")
    }
  }

  private static func name(_ sign: InlineArithmetic) -> SwiftCode {
    switch sign {
    case .plus: "add"
    case .minus: "subtract"
    case .times: "multiply"
    case .dividedBy: "divide"
    case .remainder: "remainder"
    }
  }

  private static func name(_ width: InlineWidth) -> SwiftCode {
    switch width {
    case .int2: ".int2"
    case .int4: ".int4"
    case .int8: ".int8"
    }
  }

  private static func name(_ comparison: InlineComparison) -> SwiftCode {
    switch comparison {
    case .equal: "isEqual"
    case .unequal: "isUnequal"
    case .less: "isLess"
    case .lessOrEqual: "isLessOrEqual"
    case .greater: "isGreater"
    case .greaterOrEqual: "isGreaterOrEqual"
    }
  }
}
