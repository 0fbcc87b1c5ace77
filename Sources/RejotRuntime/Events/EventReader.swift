/// The fields of one event, by their place in the public schema, as typed events read them.
public struct EventReader: Sendable {
  private let values: [String?]

  /// `values` holds the text form of each field, nil for NULL.
  public init(values: [String?]) {
    self.values = values
  }

  /// The field at `place`, which the contract proves not NULL.
  public func required<Value: PostgresValue>(
    _ place: Int, _ field: StaticString, as type: Value.Type
  ) throws(EventFailure) -> Value {
    guard let value = try optional(place, field, as: type) else {
      throw EventFailure(field: "\(field)", reason: .nullInNotNull)
    }
    return value
  }

  /// The field at `place`, nil for NULL. A field that an event of an older minor lacks is NULL.
  public func optional<Value: PostgresValue>(
    _ place: Int, _ field: StaticString, as type: Value.Type
  ) throws(EventFailure) -> Value? {
    guard values.indices.contains(place), let text = values[place] else { return nil }
    guard let value = Value(postgresText: text) else {
      throw EventFailure(
        field: "\(field)", reason: .malformedValue(type: Value.postgresTypeName))
    }
    return value
  }
}
