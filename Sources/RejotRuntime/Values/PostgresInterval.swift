/// An `interval`: months, days and microseconds, which are never converted into each other.
///
/// Intervals that the server calls equal (`1 mon`, `30 days`) are different values here.
public struct PostgresInterval: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "interval" }
  /// From PostgreSQL 17.
  public static let infinity = PostgresInterval(months: .max, days: .max, microseconds: .max)
  /// From PostgreSQL 17.
  public static let negativeInfinity = PostgresInterval(
    months: .min, days: .min, microseconds: .min)

  public let months: Int32
  public let days: Int32
  public let microseconds: Int64

  public init(months: Int32, days: Int32, microseconds: Int64) {
    self.months = months
    self.days = days
    self.microseconds = microseconds
  }

  /// Reads the server's form: `1 year 2 mons -3 days +04:05:06.789`.
  public init?(postgresText: String) {
    switch postgresText {
    case "infinity": self = .infinity
    case "-infinity": self = .negativeInfinity
    default: self.init(words: postgresText.split(separator: " ", omittingEmptySubsequences: false))
    }
  }

  private init?(words: [Substring]) {
    var parts: (years: Int?, months: Int?, days: Int?, clock: Int64?)
    var rest = words[...]
    while let word = rest.popFirst() {
      guard parts.clock == nil else { return nil }
      guard let unit = rest.first else {
        guard let clock = Self.clock(word) else { return nil }
        parts.clock = clock
        continue
      }
      // A word with colons can only be the last one.
      guard let number = Int(word) else { return nil }
      rest.removeFirst()
      switch unit {
      case "year", "years":
        guard parts.years == nil, parts.months == nil, parts.days == nil else { return nil }
        parts.years = number
      case "mon", "mons":
        guard parts.months == nil, parts.days == nil else { return nil }
        parts.months = number
      case "day", "days":
        guard parts.days == nil else { return nil }
        parts.days = number
      default: return nil
      }
    }
    guard parts.years != nil || parts.months != nil || parts.days != nil || parts.clock != nil,
      (parts.years ?? 0).magnitude < 1 << 40, (parts.months ?? 0).magnitude < 1 << 40,
      let months = Int32(exactly: (parts.years ?? 0) * 12 + (parts.months ?? 0)),
      let days = Int32(exactly: parts.days ?? 0)
    else { return nil }
    self.init(months: months, days: days, microseconds: parts.clock ?? 0)
  }

  /// `[+-]H…H:MM:SS[.ffffff]`.
  private static func clock(_ word: Substring) -> Int64? {
    let isNegative = word.hasPrefix("-")
    let unsigned = isNegative || word.hasPrefix("+") ? word.dropFirst() : word
    let parts = unsigned.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, (2...10).contains(parts[0].utf8.count),
      parts[0].utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let hours = Int64(parts[0])
    else { return nil }
    var cursor = TemporalCursor("00:\(parts[1]):\(parts[2])")
    guard let rest = cursor.clock(hourDigits: 2...2), cursor.isAtEnd else { return nil }
    // Negative from the start: the most negative count has no positive twin.
    let sign: Int64 = isNegative ? -1 : 1
    let (whole, tooLarge) = (sign * hours).multipliedReportingOverflow(by: 3_600_000_000)
    let (sum, overflow) = whole.addingReportingOverflow(sign * Int64(rest))
    return tooLarge || overflow ? nil : sum
  }

  /// As `EncodeInterval` lays it out under `IntervalStyle = postgres`: parts that are zero are left
  /// out, and the part after a negative one shows its sign.
  public var postgresText: String {
    if self == .infinity { return "infinity" }
    if self == .negativeInfinity { return "-infinity" }
    var words: [String] = []
    var followsNegative = false
    for (value, unit) in [(months / 12, "year"), (months % 12, "mon"), (days, "day")]
    where value != 0 {
      let sign = followsNegative && value > 0 ? "+" : ""
      words.append("\(sign)\(value) \(unit)\(value == 1 ? "" : "s")")
      followsNegative = value < 0
    }
    if microseconds != 0 || words.isEmpty {
      let sign = microseconds < 0 ? "-" : followsNegative ? "+" : ""
      let (hours, rest) = microseconds.magnitude.quotientAndRemainder(dividingBy: 3_600_000_000)
      let clock = ClockText.write(microseconds: Int(rest))
      words.append("\(sign)\(padded(Int(hours), 2))\(clock.dropFirst(2))")
    }
    return words.joined(separator: " ")
  }

  public var description: String { postgresText }
}
