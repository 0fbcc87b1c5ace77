/// `text`, `character varying`, `character` (its padding included) and `name`.
extension String: PostgresValue {
  public static var postgresTypeName: String { "text" }

  public init?(postgresText: String) {
    self = postgresText
  }

  public var postgresText: String { self }
}
