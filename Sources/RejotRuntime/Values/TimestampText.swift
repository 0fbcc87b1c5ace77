/// What `timestamp` and `timestamptz` share: a count of microseconds since 2000-01-01 00:00:00 with
/// the infinities at its ends, and its text.
enum TimestampText {
  /// From 4714-11-24 00:00:00 BC to the last microsecond of the year 294276.
  static let range: ClosedRange<Int64> = -211_813_488_000_000_000...9_223_371_331_199_999_999

  static func read(_ text: String, hasOffset: Bool) -> Int64? {
    if text == "infinity" { return .max }
    if text == "-infinity" { return .min }
    var cursor = TemporalCursor(text)
    guard var date = cursor.date(), cursor.skip(" "),
      let clock = cursor.clock(hourDigits: 2...2), clock < ClockText.microsecondsPerDay
    else { return nil }
    var offset = 0
    if hasOffset {
      guard let seconds = cursor.offset() else { return nil }
      offset = seconds
    }
    if cursor.skip(" BC") { date.year = 1 - date.year }
    guard cursor.isAtEnd, date.exists, (-4713...294_277).contains(date.year) else { return nil }
    let (days, tooLarge) = date.daysSince2000.multipliedReportingOverflow(
      by: ClockText.microsecondsPerDay)
    let (microseconds, overflow) = days.addingReportingOverflow(clock - offset * 1_000_000)
    guard !tooLarge, !overflow, range.contains(Int64(microseconds)) else { return nil }
    return Int64(microseconds)
  }

  /// `suffix` stands between the time and ` BC`.
  static func write(_ microseconds: Int64, suffix: String) -> String {
    if microseconds == .max { return "infinity" }
    if microseconds == .min { return "-infinity" }
    var (days, clock) = Int(microseconds).quotientAndRemainder(
      dividingBy: ClockText.microsecondsPerDay)
    if clock < 0 {
      clock += ClockText.microsecondsPerDay
      days -= 1
    }
    let date = CalendarDate(daysSince2000: days)
    let text = "\(date.text) \(ClockText.write(microseconds: clock))\(suffix)"
    return date.isBeforeChrist ? text + " BC" : text
  }
}
