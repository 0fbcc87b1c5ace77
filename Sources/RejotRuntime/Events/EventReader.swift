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
    try Value(reading: self, place, "\(field)")
  }

  /// The field at `place`, nil for NULL. A field that an event of an older minor lacks is NULL.
  public func optional<Value: PostgresValue>(
    _ place: Int, _ field: StaticString, as type: Value.Type
  ) throws(EventFailure) -> Value? {
    try Value?(reading: self, place, "\(field)")
  }

  /// The fields from the first on, all that generated code asks for in one go: what goes wrong on
  /// the way is cleaned up here, once, and not in the initialiser of every event.
  ///
  /// - Parameter names: the fields' names, one a line. No name holds U+0000, so it stands for a
  ///   line break within a name.
  @_spi(Generated)
  public func fields<each Value: FieldValue>(
    _ names: StaticString
  ) throws(EventFailure) -> (repeat each Value) {
    var place = -1
    func next<Field: FieldValue>(_: Field.Type) throws(EventFailure) -> Field {
      place += 1
      return try Field(reading: self, place, Self.name(place, among: names))
    }
    return (repeat try next((each Value).self))
  }

  func value<Value: PostgresValue>(
    _ place: Int, _ field: @autoclosure () -> String, as type: Value.Type
  ) throws(EventFailure) -> Value? {
    guard values.indices.contains(place), let text = values[place] else { return nil }
    guard let value = Value(postgresText: text) else {
      throw EventFailure(field: field(), reason: .malformedValue(type: Value.postgresTypeName))
    }
    return value
  }

  private static func name(_ place: Int, among names: StaticString) -> String {
    let lines = "\(names)".unicodeScalars.split(
      separator: "\n", omittingEmptySubsequences: false)
    var name = String.UnicodeScalarView()
    name += lines[place].map { $0 == "\0" ? "\n" : $0 }
    return String(name)
  }
}
