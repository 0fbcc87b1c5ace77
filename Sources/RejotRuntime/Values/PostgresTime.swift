/// A `time without time zone`: a time of day, `24:00:00` included.
public struct PostgresTime: PostgresValue, Comparable, CustomStringConvertible {
  public static var postgresTypeName: String { "time without time zone" }

  /// Microseconds since midnight, from 0 to 86,400,000,000.
  public let microseconds: Int64

  /// Nil outside a day.
  public init?(microseconds: Int64) {
    guard (0...Int64(ClockText.microsecondsPerDay)).contains(microseconds) else { return nil }
    self.microseconds = microseconds
  }

  public init?(postgresText: String) {
    var cursor = TemporalCursor(postgresText)
    guard let microseconds = cursor.clock(hourDigits: 2...2), cursor.isAtEnd else { return nil }
    self.init(microseconds: Int64(microseconds))
  }

  public var postgresText: String { ClockText.write(microseconds: Int(microseconds)) }

  public var description: String { postgresText }

  public static func < (left: PostgresTime, right: PostgresTime) -> Bool {
    left.microseconds < right.microseconds
  }
}
