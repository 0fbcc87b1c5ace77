/// A position in a server's write-ahead log: a byte offset, `pg_lsn` in SQL.
struct LSN: Hashable, Comparable, Sendable {
  let bytes: UInt64

  static let zero = LSN(0)

  init(_ bytes: UInt64) {
    self.bytes = bytes
  }

  /// Reads `16/B374D848`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ (1...8).contains($0.utf8.count) }),
      let high = UInt32(halves[0], radix: 16), let low = UInt32(halves[1], radix: 16),
      halves.allSatisfy({ $0.first != "+" && $0.first != "-" })
    else { return nil }
    bytes = UInt64(high) << 32 | UInt64(low)
  }

  static func < (left: LSN, right: LSN) -> Bool { left.bytes < right.bytes }

  /// Bytes of log from `earlier` to here; 0 when this is not later.
  func distance(from earlier: LSN) -> UInt64 { bytes > earlier.bytes ? bytes - earlier.bytes : 0 }
}

extension LSN: CustomStringConvertible {
  var description: String {
    String(bytes >> 32, radix: 16, uppercase: true) + "/"
      + String(bytes & 0xFFFF_FFFF, radix: 16, uppercase: true)
  }
}
