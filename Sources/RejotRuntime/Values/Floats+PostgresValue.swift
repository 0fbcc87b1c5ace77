/// `real`.
extension Float: PostgresValue {
  public static var postgresTypeName: String { "real" }

  public init?(postgresText: String) {
    guard let value: Float = FloatText.read(postgresText) else { return nil }
    self = value
  }

  public var postgresText: String { FloatText.write(self, maximumExponent: 5) }
}

/// `double precision`.
extension Double: PostgresValue {
  public static var postgresTypeName: String { "double precision" }

  public init?(postgresText: String) {
    guard let value: Double = FloatText.read(postgresText) else { return nil }
    self = value
  }

  public var postgresText: String { FloatText.write(self, maximumExponent: 14) }
}
