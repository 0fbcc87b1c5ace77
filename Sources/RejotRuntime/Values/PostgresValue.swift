/// A Swift type that carries a PostgreSQL type without loss, through the type's text form.
///
/// The text forms are those of sessions pinned to `DateStyle = ISO, YMD`, `IntervalStyle =
/// postgres`, `TimeZone = UTC`, `bytea_output = hex` and `extra_float_digits = 1`.
public protocol PostgresValue: FieldValue, Hashable {
  /// The type's name in messages, as SQL spells it.
  static var postgresTypeName: String { get }

  /// Reads the text form; nil when the text is not a value of the type.
  init?(postgresText: String)

  /// The text form, such that the server reads the same value back.
  var postgresText: String { get }
}

/// An enum type of the database is a Swift enum whose raw values are its labels.
extension PostgresValue where Self: RawRepresentable, RawValue == String {
  /// Reads a label; nil when the type has no such label.
  public init?(postgresText: String) {
    self.init(rawValue: postgresText)
  }

  /// The label.
  public var postgresText: String { rawValue }
}
