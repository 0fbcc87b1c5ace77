/// Whether a value can be NULL, and the one sentence of facts that says why.
enum Nullability: Equatable {
  /// What makes a value possibly NULL.
  enum Cause: Equatable {
    /// A NULL can really get there: a nullable column, field, join or constant.
    case value
    /// Nothing proves the opposite, such as a function nobody has reviewed.
    case unproved
  }

  case never(String)
  case maybe(String, Cause)

  var isNullable: Bool {
    switch self {
    case .never: false
    case .maybe: true
    }
  }

  var because: String {
    switch self {
    case .never(let because), .maybe(let because, _): because
    }
  }

  /// A NULL can really arrive, rather than merely not being excluded.
  var isReallyNullable: Bool {
    switch self {
    case .never: false
    case .maybe(_, let cause): cause == .value
    }
  }

  /// The first nullable one of several, the one that decides for strict functions.
  static func first(nullableOf parts: [Nullability]) -> Nullability? {
    parts.first(where: \.isReallyNullable) ?? parts.first(where: \.isNullable)
  }
}
