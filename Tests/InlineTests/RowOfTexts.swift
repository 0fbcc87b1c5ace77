@_spi(Generated) @testable import RejotRuntime

/// Rows as the stream would bring them.
enum RowOfTexts {
  static func with<Result>(
    _ values: [String?], _ body: (RowImage, TransactionBatch) -> Result
  ) -> Result {
    let batch = TransactionBatch()
    let slots = values.map { value -> ValueSlot in
      guard var value else { return .ofNull }
      return value.withUTF8 { bytes in
        guard batch.reserve(bytes: bytes.count), let start = bytes.baseAddress else {
          return ValueSlot(offset: 0, length: 0)
        }
        return batch.append(UnsafeRawPointer(start), bytes.count)
      }
    }
    let places = values.indices.map { Int32($0) }
    return slots.withUnsafeBufferPointer { slots in
      places.withUnsafeBufferPointer { places in
        guard let start = slots.baseAddress else { preconditionFailure("a row without columns") }
        return body(RowImage(slots: start, places: places, of: batch), batch)
      }
    }
  }
}
