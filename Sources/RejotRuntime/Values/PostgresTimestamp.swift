/// A `timestamp without time zone`: a date and a time of day, in no particular zone,
/// from 4714-11-24 BC to the year 294276, or one of the infinities.
public struct PostgresTimestamp: PostgresValue, Comparable, CustomStringConvertible {
  public static var postgresTypeName: String { "timestamp without time zone" }
  public static let infinity = PostgresTimestamp(unchecked: .max)
  public static let negativeInfinity = PostgresTimestamp(unchecked: .min)

  /// Microseconds since 2000-01-01 00:00:00, negative before it; the largest and the smallest
  /// value of the type stand for the infinities, as on the server.
  public let microsecondsSince2000: Int64

  private init(unchecked microseconds: Int64) {
    microsecondsSince2000 = microseconds
  }

  /// Nil outside the server's range.
  public init?(microsecondsSince2000: Int64) {
    guard TimestampText.range.contains(microsecondsSince2000) else { return nil }
    self.microsecondsSince2000 = microsecondsSince2000
  }

  public init?(postgresText: String) {
    guard let microseconds = TimestampText.read(postgresText, hasOffset: false) else {
      return nil
    }
    microsecondsSince2000 = microseconds
  }

  public var isFinite: Bool { self != .infinity && self != .negativeInfinity }

  public var postgresText: String {
    TimestampText.write(microsecondsSince2000, suffix: "")
  }

  public var description: String { postgresText }

  public static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }
}
