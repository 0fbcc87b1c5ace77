/// Integers as PostgreSQL writes them.
enum IntegerText {
  /// Nil for what is none, or none of 64 bits.
  static func value(of text: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = text.dropFirst(isNegative ? 1 : 0)
    guard !digits.isEmpty else { return nil }
    // From below: the smallest number has no positive counterpart.
    var value: Int64 = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (shifted, isBeyond) = value.multipliedReportingOverflow(by: 10)
      let (next, isTooSmall) = shifted.subtractingReportingOverflow(
        Int64(byte - UInt8(ascii: "0")))
      if isBeyond || isTooSmall { return nil }
      value = next
    }
    guard !isNegative else { return value }
    return value == .min ? nil : -value
  }
}
