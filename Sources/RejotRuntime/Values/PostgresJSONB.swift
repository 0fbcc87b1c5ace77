/// A `jsonb`: the server's text, verbatim, the server's own normal form.
///
/// It is not parsed, so no number in it can lose digits. The database has checked it; a text made
/// elsewhere is checked when the database reads it.
public struct PostgresJSONB: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "jsonb" }

  private let text: ExactText

  /// Nil only for an empty text, which is no document.
  public init?(postgresText: String) {
    if postgresText.isEmpty { return nil }
    text = ExactText(postgresText)
  }

  public var postgresText: String { text.string }

  public var description: String { postgresText }
}
