/// Where a value's text lies in its batch's bytes.
@_spi(Generated)
public struct ValueSlot: Sendable, Equatable {
  /// `length` of a NULL.
  public static let null: Int32 = -1
  /// `length` of a value the server did not send because it did not change (TOAST).
  public static let unchanged: Int32 = -2

  public let offset: Int32
  public let length: Int32

  public init(offset: Int32, length: Int32) {
    self.offset = offset
    self.length = length
  }
}

/// One row of a publisher's table as the write-ahead log carries it, indexed by the place of a
/// column in the contract's list.
@_spi(Generated)
public struct RowImage {
  let slots: [ValueSlot]

  init(slots: [ValueSlot]) {
    self.slots = slots
  }
}

/// Receives the fields of one event, in field order.
@_spi(Generated)
public struct EventWriter {
  private(set) var fields: [ValueSlot] = []

  init() {}

  /// The next field is this column's value, NULL included.
  public mutating func copy(
    _ row: RowImage, _ column: Int, _ field: StaticString
  ) throws(EventFailure) {
    let slot = row.slots[column]
    if slot.length == ValueSlot.unchanged {
      throw EventFailure(field: "\(field)", reason: .unchangedValue)
    }
    fields.append(slot)
  }

  /// The next field is this column's value, which the contract proves not NULL.
  public mutating func copyNotNull(
    _ row: RowImage, _ column: Int, _ field: StaticString
  ) throws(EventFailure) {
    if row.slots[column].length == ValueSlot.null {
      throw EventFailure(field: "\(field)", reason: .nullInNotNull)
    }
    try copy(row, column, field)
  }
}
