/// A multirange: ranges that are not empty, in order, with gaps between them.
public struct PostgresMultirange<Bound: PostgresValue>: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "multirange of \(Bound.postgresTypeName)" }

  public let ranges: [PostgresRange<Bound>]

  /// The server puts in order what is not, and joins what touches, when it reads the value.
  public init(_ ranges: [PostgresRange<Bound>]) {
    self.ranges = ranges
  }

  /// Reads `{[1,3),[5,)}`.
  public init?(postgresText: String) {
    var parts = QuotedParts(postgresText)
    guard parts.skip("{") else { return nil }
    var ranges: [PostgresRange<Bound>] = []
    if !parts.skip("}") {
      repeat {
        guard let range = PostgresRange<Bound>(&parts) else { return nil }
        ranges.append(range)
      } while parts.skip(",")
      guard parts.skip("}") else { return nil }
    }
    guard parts.isAtEnd else { return nil }
    self.ranges = ranges
  }

  public var postgresText: String {
    "{\(ranges.map(\.postgresText).joined(separator: ","))}"
  }

  public var description: String { postgresText }
}
