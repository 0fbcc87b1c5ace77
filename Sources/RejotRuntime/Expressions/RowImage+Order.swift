import Glibc

/// How values stand that are known by their text forms. A constant stands on the right.
extension RowImage {
  public func order(bytes left: ValueSlot, _ right: ValueSlot) -> Evaluation.Order {
    guard !left.isNull, !right.isNull else { return nil }
    return Self.order(bytes(left), bytes(right))
  }

  public func order(bytes left: ValueSlot, _ right: String) -> Evaluation.Order {
    guard !left.isNull else { return nil }
    return Self.with(right) { Self.order(bytes(left), $0) }
  }

  public func order(
    dates left: ValueSlot, _ right: ValueSlot
  ) throws(EventFailure) -> Evaluation.Order {
    guard !left.isNull, !right.isNull else { return nil }
    return Self.order(try Self.moment(bytes(left)), try Self.moment(bytes(right)))
  }

  public func order(
    dates left: ValueSlot, _ right: String
  ) throws(EventFailure) -> Evaluation.Order {
    guard !left.isNull else { return nil }
    return Self.order(try Self.moment(bytes(left)), try Self.moment(right))
  }

  public func order(
    timestamps left: ValueSlot, _ right: ValueSlot
  ) throws(EventFailure) -> Evaluation.Order {
    try order(dates: left, right)
  }

  public func order(
    timestamps left: ValueSlot, _ right: String
  ) throws(EventFailure) -> Evaluation.Order {
    try order(dates: left, right)
  }

  public func order(
    numerics left: ValueSlot, _ right: ValueSlot
  ) throws(EventFailure) -> Evaluation.Order {
    guard !left.isNull, !right.isNull else { return nil }
    return NumericText.order(try Self.number(bytes(left)), try Self.number(bytes(right)))
  }

  public func order(
    numerics left: ValueSlot, _ right: String
  ) throws(EventFailure) -> Evaluation.Order {
    guard !left.isNull else { return nil }
    let text = bytes(left)
    let order = Self.with(right) { right in
      NumericText(text).flatMap { left in
        NumericText(right).map { NumericText.order(left, $0) }
      }
    }
    guard let order else { throw Self.malformed(PostgresNumeric.postgresTypeName) }
    return order
  }

  // MARK: Parts

  private static func order(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    let shared = min(left.count, right.count)
    if shared > 0, let first = left.baseAddress, let second = right.baseAddress {
      let order = Int(memcmp(first, second, shared))
      if order != 0 { return order }
    }
    return left.count - right.count
  }

  private static func order(_ left: TimeText, _ right: TimeText) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  private static func moment(_ text: UnsafeRawBufferPointer) throws(EventFailure) -> TimeText {
    guard let moment = TimeText(text) else {
      throw malformed(PostgresTimestamp.postgresTypeName)
    }
    return moment
  }

  private static func moment(_ text: String) throws(EventFailure) -> TimeText {
    guard let moment = with(text, { TimeText($0) }) else {
      throw malformed(PostgresTimestamp.postgresTypeName)
    }
    return moment
  }

  private static func number(_ text: UnsafeRawBufferPointer) throws(EventFailure) -> NumericText {
    guard let number = NumericText(text) else {
      throw malformed(PostgresNumeric.postgresTypeName)
    }
    return number
  }

  private static func malformed(_ type: String) -> EventFailure {
    EventFailure(field: "of a comparison", reason: .malformedValue(type: type))
  }

  private static func with<Result>(
    _ text: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
