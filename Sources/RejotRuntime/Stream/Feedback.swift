import Glibc

/// Standby status updates: what we tell the publisher about our progress.
///
/// Format: PostgreSQL documentation, "Streaming Replication Protocol".
enum Feedback {
  /// - Parameters:
  ///   - seen: received; nothing depends on it.
  ///   - durable: applied and on disk in every group: the slot is confirmed up to here.
  ///   - asksForReply: the server answers with a keepalive at once.
  static func message(seen: LSN, durable: LSN, asksForReply: Bool) -> [UInt8] {
    var message: [UInt8] = [UInt8(ascii: "r")]
    message.reserveCapacity(34)
    append(max(seen, durable).bytes, to: &message)
    append(durable.bytes, to: &message)
    append(durable.bytes, to: &message)
    append(UInt64(bitPattern: microsecondsSince2000()), to: &message)
    message.append(asksForReply ? 1 : 0)
    return message
  }

  private static func append(_ number: UInt64, to message: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
  }

  /// The protocol counts time from 2000-01-01 00:00 UTC.
  private static func microsecondsSince2000() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (Int64(time.tv_sec) - 946_684_800) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}
