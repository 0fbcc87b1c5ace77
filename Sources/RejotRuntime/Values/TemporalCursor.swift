/// Reads the parts of a date or time text from left to right; every step that does not fit is nil.
struct TemporalCursor {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ text: StaticString) -> Bool {
    let prefix = text.description.utf8
    guard rest.starts(with: prefix) else { return false }
    rest = rest.dropFirst(prefix.count)
    return true
  }

  /// A run of `count` digits.
  mutating func number(digits count: ClosedRange<Int>) -> Int? {
    let run = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard count.contains(run.count) else { return nil }
    rest = rest.dropFirst(run.count)
    return run.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// `YYYY-MM-DD`; the year is not yet corrected for a later ` BC`.
  mutating func date() -> CalendarDate? {
    guard let year = number(digits: 4...7), year > 0, skip("-"),
      let month = number(digits: 2...2), skip("-"), let day = number(digits: 2...2)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// `HH:MM:SS[.ffffff]` in microseconds; hours have `digits` digits.
  mutating func clock(hourDigits: ClosedRange<Int>) -> Int? {
    guard let hour = number(digits: hourDigits), skip(":"),
      let minute = number(digits: 2...2), minute < 60, skip(":"),
      let second = number(digits: 2...2), second < 60
    else { return nil }
    var microseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000
    if skip(".") {
      let before = rest.count
      guard var fraction = number(digits: 1...6) else { return nil }
      for _ in (before - rest.count)..<6 { fraction *= 10 }
      microseconds += fraction
    }
    return microseconds
  }

  /// `+HH[:MM[:SS]]` in seconds east of UTC.
  mutating func offset() -> Int? {
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(digits: 2...2) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(digits: 2...2), minutes < 60 else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(digits: 2...2), rest < 60 else { return nil }
        seconds += rest
      }
    }
    return isWest ? -seconds : seconds
  }
}

/// The layout of a time of day, shared by every type that has one.
enum ClockText {
  static let microsecondsPerDay = 86_400_000_000

  /// `HH:MM:SS[.ffffff]`, the fraction without trailing zeros.
  static func write(microseconds: Int) -> String {
    let (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    var text = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    if fraction > 0 {
      var digits = padded(fraction, 6)
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text
  }
}
