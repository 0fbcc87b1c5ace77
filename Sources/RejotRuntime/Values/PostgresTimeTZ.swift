/// A `time with time zone`: a time of day and its offset. Two of them that name one moment in
/// different zones are different values.
public struct PostgresTimeTZ: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "time with time zone" }

  public let time: PostgresTime
  /// Seconds east of UTC, from -57,599 to 57,599.
  public let offset: Int32

  /// Nil when the offset is 16 hours or more.
  public init?(time: PostgresTime, offset: Int32) {
    guard (-57_599...57_599).contains(offset) else { return nil }
    self.time = time
    self.offset = offset
  }

  public init?(postgresText: String) {
    var cursor = TemporalCursor(postgresText)
    guard let microseconds = cursor.clock(hourDigits: 2...2), let offset = cursor.offset(),
      cursor.isAtEnd, let time = PostgresTime(microseconds: Int64(microseconds))
    else { return nil }
    self.init(time: time, offset: Int32(offset))
  }

  public var postgresText: String {
    let seconds = Int(offset.magnitude)
    var text = "\(time.postgresText)\(offset < 0 ? "-" : "+")\(padded(seconds / 3600, 2))"
    if !seconds.isMultiple(of: 3600) { text += ":" + padded(seconds / 60 % 60, 2) }
    if !seconds.isMultiple(of: 60) { text += ":" + padded(seconds % 60, 2) }
    return text
  }

  public var description: String { postgresText }
}
