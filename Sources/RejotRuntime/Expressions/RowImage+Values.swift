/// What generated code reads of a row to compute with, and texts that it makes: their bytes go into
/// the row's batch.
extension RowImage {
  // MARK: Columns

  /// The value as it stands in the row.
  public func value(
    _ column: Int, _ name: StaticString
  ) throws(EventFailure) -> ValueSlot {
    let slot = self[column]
    if slot.length < ValueSlot.null {
      throw EventFailure(field: "\(name)", reason: .unchangedValue)
    }
    return slot
  }

  /// A value that was not sent because it is large and did not change is one.
  public func isNull(_ column: Int) -> Bool { self[column].length == ValueSlot.null }

  /// A `smallint`, `integer` or `bigint`.
  public func integer(_ column: Int, _ name: StaticString) throws(EventFailure) -> Int64? {
    let slot = try value(column, name)
    if slot.isNull { return nil }
    guard let value = IntegerText.value(of: bytes(slot)) else {
      throw EventFailure(
        field: "\(name)", reason: .malformedValue(type: Int64.postgresTypeName))
    }
    return value
  }

  public func boolean(_ column: Int, _ name: StaticString) throws(EventFailure) -> Bool? {
    let slot = try value(column, name)
    if slot.isNull { return nil }
    let bytes = bytes(slot)
    switch bytes.count == 1 ? bytes[0] : 0 {
    case UInt8(ascii: "t"): return true
    case UInt8(ascii: "f"): return false
    default:
      throw EventFailure(field: "\(name)", reason: .malformedValue(type: Bool.postgresTypeName))
    }
  }

  // MARK: Texts

  public func text(_ literal: String) throws(EventFailure) -> ValueSlot {
    var text = Evaluation.Text(self)
    try text.append(literal)
    return text.slot
  }

  /// The text form of an integer.
  public func text(_ value: Int64?) throws(EventFailure) -> ValueSlot {
    guard let value else { return .ofNull }
    return try text(value.description)
  }

  /// The text form of a boolean.
  public func text(_ value: Bool?) throws(EventFailure) -> ValueSlot {
    guard let value else { return .ofNull }
    return try text(value.postgresText)
  }

  /// What a cast to text makes of a boolean.
  public func spelledOut(_ value: Bool?) throws(EventFailure) -> ValueSlot {
    guard let value else { return .ofNull }
    return try text(value ? "true" : "false")
  }

  /// What a cast to text makes of a `char(n)`: blanks at the end are no part of it.
  public func trimmed(_ value: ValueSlot) -> ValueSlot {
    guard !value.isNull else { return value }
    let kept = bytes(value).reversed().drop { $0 == UInt8(ascii: " ") }.count
    return ValueSlot(offset: value.offset, length: Int32(kept))
  }

  /// The bytes of a value, valid until the batch gets more of them.
  func bytes(_ slot: ValueSlot) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: batch.bytes + Int(slot.offset), count: Int(max(slot.length, 0)))
  }
}

extension ValueSlot {
  /// The value NULL.
  @_spi(Generated) public static let ofNull = ValueSlot(offset: 0, length: ValueSlot.null)

  @_spi(Generated) @inlinable public var isNull: Bool { length == ValueSlot.null }
}
