/// A date or timestamp as it is ordered among others of its type.
struct TimeText: Comparable {
  /// Grows with the day; it counts every month as 31.
  private let day: Int64
  /// Microseconds since midnight.
  private let time: Int64

  static func < (left: TimeText, right: TimeText) -> Bool {
    (left.day, left.time) < (right.day, right.time)
  }

  /// Reads `2020-01-31`, and with a time `2020-01-31 23:59:59.5`, both perhaps with ` BC` at the
  /// end; behind a time the zone is always UTC.
  init?(_ text: UnsafeRawBufferPointer) {
    if text.elementsEqual("infinity".utf8) {
      (day, time) = (.max, 0)
      return
    }
    if text.elementsEqual("-infinity".utf8) {
      (day, time) = (.min, 0)
      return
    }
    var cursor = Cursor(text)
    guard var year = cursor.number(), cursor.skip("-"), let month = cursor.number(),
      cursor.skip("-"), let day = cursor.number()
    else { return nil }
    var time: Int64 = 0
    let hasTime = cursor.isAtTime
    if hasTime {
      guard cursor.skip(" "), let hour = cursor.number(), cursor.skip(":"),
        let minute = cursor.number(), cursor.skip(":"), let second = cursor.number()
      else { return nil }
      time = ((hour * 60 + minute) * 60 + second) * 1_000_000
      if cursor.skip(".") {
        guard let fraction = cursor.microseconds() else { return nil }
        time += fraction
      }
      if cursor.skip("+") {
        guard cursor.number() == 0 else { return nil }
      }
    }
    if cursor.skip(" ") {
      guard cursor.skip("B"), cursor.skip("C") else { return nil }
      year = 1 - year
    }
    guard cursor.isAtEnd else { return nil }
    self.day = (year * 12 + month) * 31 + day
    self.time = time
  }

  private struct Cursor {
    private let text: UnsafeRawBufferPointer
    private var place = 0

    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    var isAtEnd: Bool { place == text.count }

    /// A blank and a digit.
    var isAtTime: Bool {
      place + 1 < text.count && text[place] == UInt8(ascii: " ")
        && Self.digit(text[place + 1]) != nil
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
      place += 1
      return true
    }

    /// Up to 9 digits.
    mutating func number() -> Int64? {
      let start = place
      var value: Int64 = 0
      while place < text.count, place - start < 9, let digit = Self.digit(text[place]) {
        value = value * 10 + digit
        place += 1
      }
      return place > start ? value : nil
    }

    /// What stands behind the point of a second.
    mutating func microseconds() -> Int64? {
      let start = place
      guard var value = number(), place - start <= 6 else { return nil }
      for _ in place - start..<6 { value *= 10 }
      return value
    }

    private static func digit(_ byte: UInt8) -> Int64? {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        ? Int64(byte - UInt8(ascii: "0")) : nil
    }
  }
}
