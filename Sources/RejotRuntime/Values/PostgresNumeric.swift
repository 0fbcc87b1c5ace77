/// A `numeric`: the server's digits, kept as they are.
///
/// Nothing is rounded and no arithmetic is offered. Two spellings of one number (`1.0`, `1.00`) are
/// different values here: the scale is part of what the server stores.
public struct PostgresNumeric: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "numeric" }
  public static let notANumber = PostgresNumeric(unchecked: "NaN")
  public static let infinity = PostgresNumeric(unchecked: "Infinity")
  public static let negativeInfinity = PostgresNumeric(unchecked: "-Infinity")

  public let postgresText: String

  private init(unchecked text: String) {
    postgresText = text
  }

  public init(_ value: some FixedWidthInteger) {
    postgresText = String(value)
  }

  /// Reads `-?digits(.digits)?`, `NaN`, `Infinity` and `-Infinity`, the forms the server writes.
  public init?(postgresText: String) {
    switch postgresText {
    case "NaN", "Infinity", "-Infinity":
      break
    default:
      guard Self.isDecimal(postgresText.utf8) else { return nil }
    }
    self.postgresText = postgresText
  }

  public var description: String { postgresText }

  private static func isDecimal(_ text: String.UTF8View) -> Bool {
    let unsigned = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    let parts = unsigned.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
  }
}
