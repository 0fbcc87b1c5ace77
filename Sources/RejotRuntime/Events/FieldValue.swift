/// What a field of a typed event or an attribute of a composite holds: a ``PostgresValue`` where it
/// is never NULL, else an optional one.
///
/// A type becomes one by being a ``PostgresValue``; nothing else needs to conform.
public protocol FieldValue: Sendable {
  /// Reads the field at `place`.
  init(
    reading event: EventReader, _ place: Int, _ field: @autoclosure () -> String
  ) throws(EventFailure)

  /// The text form; nil for NULL.
  var fieldText: String? { get }
}

extension FieldValue where Self: PostgresValue {
  public init(
    reading event: EventReader, _ place: Int, _ field: @autoclosure () -> String
  ) throws(EventFailure) {
    guard let value = try event.value(place, field(), as: Self.self) else {
      throw EventFailure(field: field(), reason: .nullInNotNull)
    }
    self = value
  }

  public var fieldText: String? { postgresText }
}

extension Optional: FieldValue where Wrapped: PostgresValue {
  public init(
    reading event: EventReader, _ place: Int, _ field: @autoclosure () -> String
  ) throws(EventFailure) {
    self = try event.value(place, field(), as: Wrapped.self)
  }

  public var fieldText: String? { self?.postgresText }
}
