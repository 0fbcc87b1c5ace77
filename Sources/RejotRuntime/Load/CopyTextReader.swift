/// Reads a line of `COPY … TO STDOUT` (text format) into a row.
///
/// Format: PostgreSQL documentation, COPY, "Text Format".
enum CopyTextReader {
  /// - Parameters:
  ///   - line: one row with its line end.
  ///   - row: room for `columns` slots.
  static func read(
    _ line: UnsafeRawBufferPointer, columns: Int, into row: UnsafeMutablePointer<ValueSlot>,
    of batch: TransactionBatch
  ) throws(StreamFault) {
    guard batch.reserve(bytes: line.count) else { throw StreamFault("a row larger than 2 GB") }
    var place = 0
    for column in 0..<columns {
      let start = batch.byteCount
      var isNull = false
      field: while true {
        guard place < line.count else { throw StreamFault("a row cut short") }
        let byte = line[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"):
          guard (byte == UInt8(ascii: "\n")) == (column == columns - 1) else {
            throw StreamFault("a row whose width is not its table's")
          }
          break field
        case UInt8(ascii: "\\"):
          guard place < line.count else { throw StreamFault("a row cut short") }
          let escaped = line[place]
          place += 1
          if escaped == UInt8(ascii: "N") {
            isNull = true
          } else {
            batch.append(unescape(escaped))
          }
        default:
          batch.append(byte)
        }
      }
      row[column] =
        isNull
        ? ValueSlot.ofNull
        : ValueSlot(offset: Int32(start), length: Int32(batch.byteCount - start))
    }
  }

  private static func unescape(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "v"): 11
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "r"): 13
    default: byte
    }
  }
}
