/// Room for one row whose columns stand in order.
final class RowScratch {
  let row: UnsafeMutablePointer<ValueSlot>
  private let places: UnsafeMutableBufferPointer<Int32>

  init(width: Int) {
    row = .allocate(capacity: max(width, 1))
    places = .allocate(capacity: width)
    for place in 0..<width { places.initializeElement(at: place, to: Int32(place)) }
  }

  deinit {
    row.deallocate()
    places.deallocate()
  }

  /// The row as transformations take it, valid while the scratch lives.
  ///
  /// - Parameter batch: holds the values.
  func image(in batch: TransactionBatch) -> RowImage { image(of: row, in: batch) }

  /// A row that stands elsewhere.
  func image(of row: UnsafePointer<ValueSlot>, in batch: TransactionBatch) -> RowImage {
    RowImage(slots: row, places: UnsafeBufferPointer(places), of: batch)
  }
}

extension TransactionBatch {
  /// Writes an event's fields from what its public schema was evaluated to; gives why it is no
  /// event, if so, and leaves its key then.
  ///
  /// - Parameter slot: where the event's fields begin; those of the key are there.
  func write(
    _ values: ArraySlice<ValueSlot>, as descriptor: PublicSchemaDescriptor, at slot: Int,
    with scratch: RowScratch
  ) -> String? {
    for (field, value) in values.enumerated() { (scratch.row + field).initialize(to: value) }
    let start = slots + slot
    let key = descriptor.keyFields.map { start[$0] }
    do throws(EventFailure) {
      try descriptor.write(scratch.image(in: self), to: start)
      return nil
    } catch {
      // Whatever was written before the failure.
      for (field, value) in zip(descriptor.keyFields, key) { start[field] = value }
      return error.description
    }
  }
}
