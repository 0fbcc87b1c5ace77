/// Where a value's text lies in its batch's bytes.
@_spi(Generated)
@frozen
public struct ValueSlot: Sendable, Equatable {
  /// `length` of a NULL.
  public static let null: Int32 = -1
  /// `length` of a value the server did not send because it did not change (TOAST).
  public static let unchanged: Int32 = -2

  public let offset: Int32
  public let length: Int32

  @inlinable
  public init(offset: Int32, length: Int32) {
    self.offset = offset
    self.length = length
  }
}

/// One row of a publisher's table as the write-ahead log carries it, indexed by the place of a
/// column in the contract's list.
///
/// A view of memory that others own: valid during one call of a transformation.
@_spi(Generated)
@frozen
public struct RowImage {
  @usableFromInline let slots: UnsafePointer<ValueSlot>
  /// For each column of the contract: its place in the table's row.
  @usableFromInline let places: UnsafeBufferPointer<Int32>
  /// Holds the bytes of its values, and takes those of values that are computed from them.
  @usableFromInline unowned(unsafe) let batch: TransactionBatch

  @inlinable
  init(
    slots: UnsafePointer<ValueSlot>, places: UnsafeBufferPointer<Int32>, of batch: TransactionBatch
  ) {
    self.slots = slots
    self.places = places
    self.batch = batch
  }

  @inlinable
  subscript(column: Int) -> ValueSlot {
    precondition(column >= 0 && column < places.count)
    return slots[Int(places[column])]
  }
}

/// Receives the fields of one event, in field order.
@_spi(Generated)
@frozen
public struct EventWriter {
  @usableFromInline var next: UnsafeMutablePointer<ValueSlot>
  @usableFromInline let end: UnsafeMutablePointer<ValueSlot>

  /// - Parameter fields: uninitialised room for exactly the event's fields.
  @inlinable
  init(fields: UnsafeMutableBufferPointer<ValueSlot>, start: UnsafeMutablePointer<ValueSlot>) {
    next = start
    end = start + fields.count
  }

  /// Whether every field was written.
  @inlinable
  var isComplete: Bool { next == end }

  /// The next field is this column's value, NULL included.
  @inlinable
  public mutating func copy(
    _ row: RowImage, _ column: Int, _ field: StaticString
  ) throws(EventFailure) {
    let slot = row[column]
    if slot.length < ValueSlot.null {
      throw EventFailure(field: "\(field)", reason: .unchangedValue)
    }
    write(slot)
  }

  /// The next field is this value, NULL included.
  @inlinable
  public mutating func write(_ slot: ValueSlot) {
    precondition(next < end, "a transformation wrote more fields than its public schema has")
    next.initialize(to: slot)
    next += 1
  }

  /// The next field is this column's value, which the contract proves not NULL.
  @inlinable
  public mutating func copyNotNull(
    _ row: RowImage, _ column: Int, _ field: StaticString
  ) throws(EventFailure) {
    if row[column].length == ValueSlot.null {
      throw EventFailure(field: "\(field)", reason: .nullInNotNull)
    }
    try copy(row, column, field)
  }

  /// The next field is this value, which the contract proves not NULL.
  @inlinable
  public mutating func writeNotNull(
    _ slot: ValueSlot, _ field: StaticString
  ) throws(EventFailure) {
    if slot.length == ValueSlot.null {
      throw EventFailure(field: "\(field)", reason: .nullInNotNull)
    }
    write(slot)
  }
}
