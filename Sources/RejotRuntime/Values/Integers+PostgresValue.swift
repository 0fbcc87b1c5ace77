/// `smallint`.
extension Int16: PostgresValue {
  public static var postgresTypeName: String { "smallint" }

  public init?(postgresText: String) {
    self.init(postgresText, radix: 10)
  }

  public var postgresText: String { description }
}

/// `integer`.
extension Int32: PostgresValue {
  public static var postgresTypeName: String { "integer" }

  public init?(postgresText: String) {
    self.init(postgresText, radix: 10)
  }

  public var postgresText: String { description }
}

/// `bigint`.
extension Int64: PostgresValue {
  public static var postgresTypeName: String { "bigint" }

  public init?(postgresText: String) {
    self.init(postgresText, radix: 10)
  }

  public var postgresText: String { description }
}

/// `oid`, `xid` and `cid`.
extension UInt32: PostgresValue {
  public static var postgresTypeName: String { "oid" }

  public init?(postgresText: String) {
    self.init(postgresText, radix: 10)
  }

  public var postgresText: String { description }
}

/// `xid8`.
extension UInt64: PostgresValue {
  public static var postgresTypeName: String { "xid8" }

  public init?(postgresText: String) {
    self.init(postgresText, radix: 10)
  }

  public var postgresText: String { description }
}
