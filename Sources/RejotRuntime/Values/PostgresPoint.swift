/// A `point`.
///
/// Equality is that of the texts: `-0` is not `0`, and not a number equals itself.
public struct PostgresPoint: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "point" }

  public let x: Double
  public let y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Reads `(1,2.5)`.
  public init?(postgresText: String) {
    guard postgresText.hasPrefix("("), postgresText.hasSuffix(")"), postgresText.utf8.count > 1
    else { return nil }
    let parts = postgresText.dropFirst().dropLast()
      .split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let x = Double(postgresText: String(parts[0])),
      let y = Double(postgresText: String(parts[1]))
    else { return nil }
    self.init(x: x, y: y)
  }

  public var postgresText: String { "(\(x.postgresText),\(y.postgresText))" }

  public var description: String { postgresText }

  public static func == (left: PostgresPoint, right: PostgresPoint) -> Bool {
    left.postgresText == right.postgresText
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(postgresText)
  }
}
