/// Which transactions a snapshot of the publisher sees.
///
/// Format: PostgreSQL documentation, `pg_current_snapshot()` and "Snapshot Components".
struct ServerSnapshot: Equatable {
  /// Every transaction before it is over.
  let first: UInt64
  /// The first one that had not begun.
  let end: UInt64
  /// Those in between that were under way.
  let running: Set<UInt64>

  /// Reads `10:20:10,14,15`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let first = UInt64(parts[0]), let end = UInt64(parts[1]),
      first <= end
    else { return nil }
    let running = parts[2].split(separator: ",").map { UInt64($0) }
    guard !running.contains(nil) else { return nil }
    self.first = first
    self.end = end
    self.running = Set(running.compactMap { $0 })
  }

  /// Whether the snapshot sees a transaction that is known to have committed.
  ///
  /// - Parameter xid: as the stream gives it, without its epoch.
  func sees(_ xid: UInt32) -> Bool {
    let whole = full(xid)
    return whole < first || (whole < end && !running.contains(whole))
  }

  /// The 64-bit identifier: of those with these lower 32 bits, the one nearest to `end`. It may lie
  /// above `end`, because a transaction can begin and commit after the snapshot was taken.
  func full(_ xid: UInt32) -> UInt64 {
    let distance = Int32(bitPattern: xid &- UInt32(truncatingIfNeeded: end))
    return end &+ UInt64(bitPattern: Int64(distance))
  }
}
