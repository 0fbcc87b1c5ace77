/// A `date`: from 4714-11-24 BC to 5874897-12-31, or one of the infinities.
public struct PostgresDate: PostgresValue, Comparable, CustomStringConvertible {
  public static var postgresTypeName: String { "date" }
  public static let infinity = PostgresDate(unchecked: .max)
  public static let negativeInfinity = PostgresDate(unchecked: .min)

  static let range = -2_451_545...2_145_031_948

  /// Days since 2000-01-01, negative before it; the largest and the smallest value of the type
  /// stand for the infinities, as on the server.
  public let daysSince2000: Int32

  private init(unchecked days: Int32) {
    daysSince2000 = days
  }

  /// Nil outside the server's range.
  public init?(daysSince2000: Int32) {
    guard Self.range.contains(Int(daysSince2000)) else { return nil }
    self.daysSince2000 = daysSince2000
  }

  /// A day of the proleptic Gregorian calendar, where year 0 is 1 BC. Nil when there is no such
  /// day, or it lies outside the server's range.
  public init?(year: Int, month: Int, day: Int) {
    let date = CalendarDate(year: year, month: month, day: day)
    guard (-4713...5_874_897).contains(year), date.exists else { return nil }
    self.init(daysSince2000: Int32(date.daysSince2000))
  }

  public init?(postgresText: String) {
    switch postgresText {
    case "infinity": self = .infinity
    case "-infinity": self = .negativeInfinity
    default:
      var cursor = TemporalCursor(postgresText)
      guard var date = cursor.date() else { return nil }
      if cursor.skip(" BC") { date.year = 1 - date.year }
      guard cursor.isAtEnd else { return nil }
      self.init(year: date.year, month: date.month, day: date.day)
    }
  }

  public var isFinite: Bool { self != .infinity && self != .negativeInfinity }

  public var postgresText: String {
    if self == .infinity { return "infinity" }
    if self == .negativeInfinity { return "-infinity" }
    let date = CalendarDate(daysSince2000: Int(daysSince2000))
    return date.isBeforeChrist ? date.text + " BC" : date.text
  }

  public var description: String { postgresText }

  public static func < (left: PostgresDate, right: PostgresDate) -> Bool {
    left.daysSince2000 < right.daysSince2000
  }
}
