/// A value of a composite type. The compiler writes a struct for each, a property an attribute.
public protocol PostgresComposite: PostgresValue {
  static var attributeCount: Int { get }

  /// Reads the attributes, each by its place in the type.
  init(decoding composite: EventReader) throws(EventFailure)

  /// Writes the attributes in the order of the type.
  func encode(into encoder: inout EventEncoder)
}

extension PostgresComposite {
  /// Reads the server's form, `(1,"two words",)`.
  public init?(postgresText: String) {
    guard let values = RecordText.read(postgresText, count: Self.attributeCount),
      let value = try? Self(decoding: EventReader(values: values))
    else { return nil }
    self = value
  }

  public var postgresText: String {
    var encoder = EventEncoder()
    encode(into: &encoder)
    return RecordText.write(encoder.values)
  }
}
