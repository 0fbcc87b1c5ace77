/// A value of a type that has no Swift form of its own: the server's text of it, as it is.
///
/// Two of them are equal when their texts are, byte for byte, also where the server compares
/// otherwise: areas of boxes, names of tables.
public struct PostgresText: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "any type" }

  private let text: ExactText

  /// Takes any text: the database has checked it, and checks again what is made elsewhere.
  public init(postgresText: String) {
    text = ExactText(postgresText)
  }

  public var postgresText: String { text.string }

  public var description: String { postgresText }
}
