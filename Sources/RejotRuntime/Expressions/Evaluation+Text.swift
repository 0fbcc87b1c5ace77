extension Evaluation {
  /// A text that is made of others, at the end of its row's batch. While one is made, no other is.
  public struct Text {
    private let batch: TransactionBatch
    private let start: Int
    private var hasParts = false

    public init(_ row: RowImage) {
      batch = row.batch
      start = batch.byteCount
    }

    /// What was appended so far.
    public var slot: ValueSlot {
      ValueSlot(offset: Int32(start), length: Int32(batch.byteCount - start))
    }

    /// Appends a value's text form; nothing of NULL.
    public mutating func append(_ value: ValueSlot) throws(EventFailure) {
      guard value.length > 0 else { return }
      let count = Int(value.length)
      try reserve(count)
      _ = batch.append(batch.bytes + Int(value.offset), count)
    }

    public mutating func append(_ literal: String) throws(EventFailure) {
      let bytes = literal.utf8
      try reserve(bytes.count)
      for byte in bytes { batch.append(byte) }
    }

    /// Appends a value that is not NULL, behind the separator where it is not the first.
    public mutating func append(
      _ value: ValueSlot, after separator: ValueSlot
    ) throws(EventFailure) {
      guard !value.isNull else { return }
      if hasParts { try append(separator) }
      hasParts = true
      try append(value)
    }

    /// The server makes no text that takes, with the four bytes of its length, a gigabyte or more.
    private func reserve(_ count: Int) throws(EventFailure) {
      let size = batch.byteCount - start + count + 4
      if size >= 1 << 30 {
        throw EventFailure(
          field: "",
          reason: .refused(
            message: "invalid memory alloc request size \(size)", sqlState: "XX000"))
      }
      guard batch.reserve(bytes: count) else {
        throw EventFailure(
          field: "",
          reason: .refused(
            message: "a batch holds more than 2 GB of values that contracts give",
            sqlState: "54000"))
      }
    }
  }
}
