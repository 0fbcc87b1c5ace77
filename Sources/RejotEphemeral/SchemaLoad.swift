package import RejotPostgres

/// A dump's definitions, made again in a database of a throw-away server.
package enum SchemaLoad {
  /// A definition that the throw-away server refused.
  package struct Refusal: Sendable, Equatable {
    /// The beginning of the statement, such as `CREATE EXTENSION IF NOT EXISTS postgis`.
    package let statement: String
    package let error: PostgresError

    /// The extension that it would have created.
    package var missingExtension: String? {
      let words = statement.split(separator: " ")
      guard statement.hasPrefix("CREATE EXTENSION"), let name = words.last else { return nil }
      guard name.hasPrefix("\""), name.hasSuffix("\""), name.count > 1 else { return String(name) }
      return String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
  }

  /// Statements that would act on what is analysed instead of being part of it, or name roles that
  /// are not there.
  private static let leftOut = [
    "CREATE EVENT TRIGGER", "ALTER EVENT TRIGGER", "CREATE POLICY", "CREATE USER MAPPING",
  ]

  /// Runs a dump statement by statement and goes on after a refusal: an extension that is not
  /// installed here need not be one that a contract uses. The caller compares the catalogs.
  package static func run(
    _ dump: String, on connection: borrowing Connection, limit: Duration
  ) throws(PostgresError) -> [Refusal] {
    let deadline = ContinuousClock.now + limit
    var refusals: [Refusal] = []
    for statement in StatementSplitter.statements(of: dump) where !statement.isMetaCommand {
      guard !leftOut.contains(where: { statement.text.hasPrefix($0) }) else { continue }
      do throws(PostgresError) {
        guard try connection.run(statement.text, until: deadline) else {
          throw PostgresError(
            sqlState: "57014", message: "the definitions cannot be copied within \(limit)",
            connectionLost: true)
        }
      } catch {
        if error.connectionLost { throw error }
        refusals.append(Refusal(statement: beginning(of: statement.text), error: error))
      }
    }
    return refusals
  }

  /// The first line as far as the words that name what is made.
  private static func beginning(of statement: String) -> String {
    let line = statement.prefix { $0 != "\n" && $0 != "(" && $0 != ";" }
    return line.split(separator: " ").prefix(7).prefix { $0 != "WITH" }.joined(separator: " ")
  }
}
