/// What generated code computes with: PostgreSQL's operators over values of one row, of which NULL
/// is one. Each fails as the server's function does.
@_spi(Generated)
public enum Evaluation {
  /// An integer type, as far as a result has to fit into it.
  public enum Width: Sendable, CaseIterable {
    case int2
    case int4
    case int8
  }

  // MARK: Arithmetic

  public static func add(
    _ left: Int64?, _ right: Int64?, _ width: Width
  ) throws(EventFailure) -> Int64? {
    guard let left, let right else { return nil }
    let (result, isBeyond) = left.addingReportingOverflow(right)
    return try fitting(result, isBeyond, width)
  }

  public static func subtract(
    _ left: Int64?, _ right: Int64?, _ width: Width
  ) throws(EventFailure) -> Int64? {
    guard let left, let right else { return nil }
    let (result, isBeyond) = left.subtractingReportingOverflow(right)
    return try fitting(result, isBeyond, width)
  }

  public static func multiply(
    _ left: Int64?, _ right: Int64?, _ width: Width
  ) throws(EventFailure) -> Int64? {
    guard let left, let right else { return nil }
    let (result, isBeyond) = left.multipliedReportingOverflow(by: right)
    return try fitting(result, isBeyond, width)
  }

  /// Rounds towards zero.
  public static func divide(
    _ left: Int64?, _ right: Int64?, _ width: Width
  ) throws(EventFailure) -> Int64? {
    guard let left, let right else { return nil }
    if right == 0 { throw .divisionByZero }
    let (result, isBeyond) = left.dividedReportingOverflow(by: right)
    return try fitting(result, isBeyond, width)
  }

  /// Has the sign of the dividend.
  public static func remainder(
    _ left: Int64?, _ right: Int64?, _ width: Width
  ) throws(EventFailure) -> Int64? {
    guard let left, let right else { return nil }
    if right == 0 { throw .divisionByZero }
    return right == -1 ? 0 : left % right
  }

  public static func negative(_ value: Int64?, _ width: Width) throws(EventFailure) -> Int64? {
    try subtract(value.map { _ in 0 }, value, width)
  }

  public static func absolute(_ value: Int64?, _ width: Width) throws(EventFailure) -> Int64? {
    guard let value, value < 0 else { return value }
    return try negative(value, width)
  }

  /// A cast to a narrower type.
  public static func narrowed(_ value: Int64?, _ width: Width) throws(EventFailure) -> Int64? {
    guard let value else { return nil }
    return try fitting(value, false, width)
  }

  @inline(__always)
  private static func fitting(
    _ value: Int64, _ isBeyond: Bool, _ width: Width
  ) throws(EventFailure) -> Int64 {
    let fits =
      switch width {
      case .int2: Int16(exactly: value) != nil
      case .int4: Int32(exactly: value) != nil
      case .int8: true
      }
    guard fits, !isBeyond else { throw .outOfRange(width) }
    return value
  }

  // MARK: Truth

  public static func not(_ value: Bool?) -> Bool? { value.map { !$0 } }

  public static func and(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }

  public static func or(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == true || right == true { return true }
    return left == nil || right == nil ? nil : false
  }

  public static func number(_ value: Bool?) -> Int64? { value.map { $0 ? 1 : 0 } }

  public static func truth(_ value: Int64?) -> Bool? { value.map { $0 != 0 } }

  // MARK: Comparisons

  /// How two values stand: negative, zero or positive; nil where one is NULL.
  public typealias Order = Int?

  public static func order(_ left: Int64?, _ right: Int64?) -> Order {
    guard let left, let right else { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// False comes before true.
  public static func order(_ left: Bool?, _ right: Bool?) -> Order {
    order(number(left), number(right))
  }

  public static func isEqual(_ order: Order) -> Bool? { order.map { $0 == 0 } }
  public static func isUnequal(_ order: Order) -> Bool? { order.map { $0 != 0 } }
  public static func isLess(_ order: Order) -> Bool? { order.map { $0 < 0 } }
  public static func isLessOrEqual(_ order: Order) -> Bool? { order.map { $0 <= 0 } }
  public static func isGreater(_ order: Order) -> Bool? { order.map { $0 > 0 } }
  public static func isGreaterOrEqual(_ order: Order) -> Bool? { order.map { $0 >= 0 } }

  /// `IS DISTINCT FROM`: NULL is equal to NULL and to nothing else.
  public static func isDistinct(_ order: Order, _ leftIsNull: Bool, _ rightIsNull: Bool) -> Bool {
    leftIsNull || rightIsNull ? leftIsNull != rightIsNull : order != 0
  }
}

extension EventFailure {
  /// As `int4div` and its like fail.
  static var divisionByZero: EventFailure {
    EventFailure(field: "", reason: .refused(message: "division by zero", sqlState: "22012"))
  }

  static func outOfRange(_ width: Evaluation.Width) -> EventFailure {
    let type =
      switch width {
      case .int2: Int16.postgresTypeName
      case .int4: Int32.postgresTypeName
      case .int8: Int64.postgresTypeName
      }
    return EventFailure(
      field: "", reason: .refused(message: "\(type) out of range", sqlState: "22003"))
  }
}
