import RejotPostgres

/// What to do when a database lacks what the contracts were compiled against.
enum SchemaAdvice {
  /// Nil when the error is not about something that is missing.
  static func text(for error: PostgresError, store: String) -> String? {
    switch error.sqlState {
    // A table, a schema or a type.
    case "42P01", "3F000", "42704": missingTable(store)
    case "42703": "apply its newest migrations, or run `rejotc check`"
    default: nil
    }
  }

  static func missingTable(_ store: String) -> String {
    "apply its migrations (`rejotc migrate \(store)` where the database is empty), or run"
      + " `rejotc check`"
  }
}
