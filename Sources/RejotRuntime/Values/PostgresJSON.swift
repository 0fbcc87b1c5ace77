/// A `json`: the server's text, verbatim, spacing, key order and repeated keys included.
///
/// It is not parsed, so no number in it can lose digits. The database has checked it; a text made
/// elsewhere is checked when the database reads it.
public struct PostgresJSON: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "json" }

  private let text: ExactText

  /// Nil only for an empty text, which is no document.
  public init?(postgresText: String) {
    if postgresText.isEmpty { return nil }
    text = ExactText(postgresText)
  }

  public var postgresText: String { text.string }

  public var description: String { postgresText }
}
