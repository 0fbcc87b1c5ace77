/// `boolean`; its text form is `t` or `f`.
extension Bool: PostgresValue {
  public static var postgresTypeName: String { "boolean" }

  /// Reads `t` and `f`, and `true` and `false` as a cast to text spells them.
  public init?(postgresText: String) {
    switch postgresText {
    case "t", "true": self = true
    case "f", "false": self = false
    default: return nil
    }
  }

  public var postgresText: String { self ? "t" : "f" }
}
