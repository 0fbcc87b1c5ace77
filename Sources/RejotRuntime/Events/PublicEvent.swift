/// One event of a public schema as a typed value. The compiler writes a struct for each schema.
public protocol PublicEvent: Sendable {
  /// `project/name@major`, such as `shop/customer@1`.
  static var contract: String { get }

  /// Reads the fields, each by its place in the public schema.
  init(decoding event: EventReader) throws(EventFailure)

  /// Writes the fields in the order of the public schema.
  func encode(into encoder: inout EventEncoder)
}

/// Receives the fields of a typed event in the order of its public schema, as PostgreSQL text.
public struct EventEncoder: Sendable {
  /// The text form of each field so far; nil for NULL.
  public private(set) var values: [String?] = []

  public init() {}

  /// The next field.
  public mutating func append(_ value: some PostgresValue) {
    values.append(value.postgresText)
  }

  /// The next field, nil for NULL.
  public mutating func append(_ value: (some PostgresValue)?) {
    values.append(value?.postgresText)
  }

  /// The next fields, all that generated code has in one go.
  @_spi(Generated)
  public mutating func appendFields<each Value: FieldValue>(_ fields: repeat each Value) {
    for field in repeat each fields {
      values.append(field.fieldText)
    }
  }
}
