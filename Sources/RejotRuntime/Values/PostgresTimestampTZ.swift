/// A `timestamp with time zone`: a moment, shown in UTC,
/// from 4714-11-24 BC to the year 294276, or one of the infinities.
public struct PostgresTimestampTZ: PostgresValue, Comparable, CustomStringConvertible {
  public static var postgresTypeName: String { "timestamp with time zone" }
  public static let infinity = PostgresTimestampTZ(unchecked: .max)
  public static let negativeInfinity = PostgresTimestampTZ(unchecked: .min)

  /// Microseconds since 2000-01-01 00:00:00 UTC, negative before it; the largest and the smallest
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

  /// Reads a moment with any offset; `postgresText` shows it in UTC.
  public init?(postgresText: String) {
    guard let microseconds = TimestampText.read(postgresText, hasOffset: true) else {
      return nil
    }
    microsecondsSince2000 = microseconds
  }

  public var isFinite: Bool { self != .infinity && self != .negativeInfinity }

  public var postgresText: String {
    TimestampText.write(microsecondsSince2000, suffix: "+00")
  }

  public var description: String { postgresText }

  public static func < (left: PostgresTimestampTZ, right: PostgresTimestampTZ) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }
}
