import Glibc

/// Time that only goes forward, for deadlines and rates.
struct Instant: Comparable, Sendable {
  let nanoseconds: UInt64

  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Instant(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Milliseconds since this instant.
  var elapsed: Int64 { Int64(Instant.now.nanoseconds - nanoseconds) / 1_000_000 }
}

/// Waits between attempts: doubling, with a random share so that many do not retry in step.
struct Backoff {
  private var milliseconds: Int64 = 50
  private let longest: Int64

  /// - Parameter longest: no wait is longer, in milliseconds.
  init(longest: Int64 = 5_000) {
    self.longest = longest
  }

  mutating func next() -> Int32 {
    defer { milliseconds = min(milliseconds * 2, longest) }
    return Int32(Int64.random(in: milliseconds / 2...milliseconds))
  }
}
