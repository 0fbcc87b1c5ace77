/// A range: empty, or everything between two ends.
///
/// As the server gives it: of a discrete type (`int4range`, `int8range`, `daterange`) every range
/// has one form, which includes its lower and excludes its upper bound.
public enum PostgresRange<Bound: PostgresValue>: PostgresValue, CustomStringConvertible {
  case empty
  case span(lower: End, upper: End)

  /// Where a range ends. A bound may itself be called infinity: a `daterange` that includes
  /// `infinity` is another one than a `daterange` without an upper bound.
  public enum End: Sendable, Hashable {
    case unbounded
    case including(Bound)
    case excluding(Bound)

    /// The bound, if there is one.
    public var bound: Bound? {
      switch self {
      case .unbounded: nil
      case .including(let bound), .excluding(let bound): bound
      }
    }
  }

  public static var postgresTypeName: String { "range of \(Bound.postgresTypeName)" }

  /// The lower bound; nil when there is none, or the range is empty.
  public var lowerBound: Bound? {
    if case .span(let lower, _) = self { lower.bound } else { nil }
  }

  /// The upper bound; nil when there is none, or the range is empty.
  public var upperBound: Bound? {
    if case .span(_, let upper) = self { upper.bound } else { nil }
  }

  public init?(postgresText: String) {
    var parts = QuotedParts(postgresText)
    guard let range = PostgresRange(&parts), parts.isAtEnd else { return nil }
    self = range
  }

  /// Reads the range that a text goes on with.
  init?(_ parts: inout QuotedParts) {
    if parts.skip(word: "empty") {
      self = .empty
      return
    }
    let includesLower = parts.skip("[")
    guard includesLower || parts.skip("("), let lower = Self.end(&parts, includesLower),
      parts.skip(","), let part = parts.part(brackets: true)
    else { return nil }
    let includesUpper = parts.skip("]")
    guard includesUpper || parts.skip(")"), let upper = Self.end(part, includesUpper) else {
      return nil
    }
    self = .span(lower: lower, upper: upper)
  }

  private static func end(_ parts: inout QuotedParts, _ isIncluded: Bool) -> End? {
    parts.part(brackets: true).flatMap { end($0, isIncluded) }
  }

  private static func end(_ part: QuotedParts.Part, _ isIncluded: Bool) -> End? {
    guard let text = part.value else { return .unbounded }
    guard let bound = Bound(postgresText: text) else { return nil }
    return isIncluded ? .including(bound) : .excluding(bound)
  }

  public var postgresText: String {
    switch self {
    case .empty: "empty"
    case .span(let lower, let upper):
      (lower.isIncluded ? "[" : "(") + lower.text + "," + upper.text
        + (upper.isIncluded ? "]" : ")")
    }
  }

  public var description: String { postgresText }
}

extension PostgresRange.End {
  fileprivate var isIncluded: Bool {
    if case .including = self { true } else { false }
  }

  fileprivate var text: String {
    bound.map { QuotedParts.quoted($0.postgresText, brackets: true) } ?? ""
  }
}
