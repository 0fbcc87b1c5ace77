/// What is computed of values that have been evaluated, all of them and from left to right. Where
/// nothing else is said, a NULL among them gives NULL.
package enum InlineOperation: Sendable, Hashable {
  /// Fails beyond the range of its type, and where it divides by zero.
  case arithmetic(InlineArithmetic, InlineWidth)
  case negative(InlineWidth)
  case absolute(InlineWidth)
  /// A cast to a narrower type, which fails where the value does not fit.
  case narrowed(InlineWidth)
  case comparison(InlineComparison, InlineOrder)
  /// NULL is a value like others.
  case distinct(InlineOrder)
  /// The first, or NULL where both are equal.
  case nullIf(InlineOrder)
  case not
  case isNull
  case isNotNull
  case isTrue
  case isNotTrue
  case isFalse
  case isNotFalse
  /// `||` of texts.
  case joined
  /// `concat`: passes over NULL.
  case concat
  /// `concat_ws`: the first stands between the others; passes over NULL among those.
  case concatWithSeparator
  /// A cast from boolean to text: `true` and `false`, where the text form is `t` and `f`.
  case spelledOut
  /// A cast from boolean to integer.
  case number
  /// A cast from integer to boolean.
  case truth
  /// A cast from `char(n)` to text, which drops blanks at the end.
  case trimmed
}

package enum InlineArithmetic: String, Sendable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case dividedBy = "/"
  case remainder = "%"
}

/// The range of an integer type.
package enum InlineWidth: String, Sendable, CaseIterable {
  case int2
  case int4
  case int8
}

package enum InlineComparison: String, Sendable, CaseIterable {
  case equal = "="
  case unequal = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// How two values of a type are compared.
package enum InlineOrder: String, Sendable, CaseIterable {
  case integer
  case boolean
  /// The bytes of the text form decide: texts for equality alone, `uuid` and `bytea`.
  case bytes
  case date
  /// With and without time zone: all are of one, UTC.
  case timestamp
  case numeric

  package var kind: InlineKind {
    switch self {
    case .integer: .integer
    case .boolean: .boolean
    case .bytes, .date, .timestamp, .numeric: .value
    }
  }
}

extension InlineOperation {
  /// As what it takes its arguments.
  package var takes: InlineKind {
    switch self {
    case .arithmetic, .negative, .absolute, .narrowed, .truth: .integer
    case .comparison(_, let order), .distinct(let order), .nullIf(let order): order.kind
    case .not, .isTrue, .isNotTrue, .isFalse, .isNotFalse, .spelledOut, .number: .boolean
    case .isNull, .isNotNull, .joined, .concat, .concatWithSeparator, .trimmed: .value
    }
  }

  /// As what it gives its result.
  package var gives: InlineKind {
    switch self {
    case .arithmetic, .negative, .absolute, .narrowed, .number: .integer
    case .comparison, .distinct, .not, .isNull, .isNotNull, .isTrue, .isNotTrue, .isFalse,
      .isNotFalse, .truth:
      .boolean
    case .nullIf(let order): order.kind
    case .joined, .concat, .concatWithSeparator, .spelledOut, .trimmed: .value
    }
  }

  /// Whether it takes so many arguments.
  package func takes(_ count: Int) -> Bool {
    switch self {
    case .arithmetic, .comparison, .distinct, .nullIf: count == 2
    case .negative, .absolute, .narrowed, .not, .isNull, .isNotNull, .isTrue, .isNotTrue, .isFalse,
      .isNotFalse, .spelledOut, .number, .truth, .trimmed:
      count == 1
    case .joined: count > 1
    case .concat: count > 0
    case .concatWithSeparator: count > 1
    }
  }

  /// Some values make it fail.
  package var mayFail: Bool {
    switch self {
    case .arithmetic, .negative, .absolute, .narrowed: true
    case .comparison, .distinct, .nullIf, .not, .isNull, .isNotNull, .isTrue, .isNotTrue, .isFalse,
      .isNotFalse, .joined, .concat, .concatWithSeparator, .spelledOut, .number, .truth, .trimmed:
      false
    }
  }

  /// What the lock calls it.
  package var name: String {
    switch self {
    case .arithmetic(let sign, let width): "\(width.rawValue) \(sign.rawValue)"
    case .negative(let width): "\(width.rawValue) negative"
    case .absolute(let width): "\(width.rawValue) abs"
    case .narrowed(let width): "to \(width.rawValue)"
    case .comparison(let sign, let order): "\(order.rawValue) \(sign.rawValue)"
    case .distinct(let order): "\(order.rawValue) is distinct from"
    case .nullIf(let order): "\(order.rawValue) nullif"
    case .not: "not"
    case .isNull: "is null"
    case .isNotNull: "is not null"
    case .isTrue: "is true"
    case .isNotTrue: "is not true"
    case .isFalse: "is false"
    case .isNotFalse: "is not false"
    case .joined: "||"
    case .concat: "concat"
    case .concatWithSeparator: "concat_ws"
    case .spelledOut: "boolean to text"
    case .number: "boolean to integer"
    case .truth: "integer to boolean"
    case .trimmed: "char to text"
    }
  }

  package static let all: [InlineOperation] = {
    var all: [InlineOperation] = []
    for width in InlineWidth.allCases {
      all += InlineArithmetic.allCases.map { .arithmetic($0, width) }
      all += [.negative(width), .absolute(width)]
    }
    all += [.narrowed(.int2), .narrowed(.int4)]
    for order in InlineOrder.allCases {
      all += InlineComparison.allCases.map { .comparison($0, order) }
      all += [.distinct(order), .nullIf(order)]
    }
    all += [.not, .isNull, .isNotNull, .isTrue, .isNotTrue, .isFalse, .isNotFalse]
    all += [.joined, .concat, .concatWithSeparator, .spelledOut, .number, .truth, .trimmed]
    return all
  }()

  /// By ``name``.
  package static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
