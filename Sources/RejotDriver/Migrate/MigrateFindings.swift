import RejotAnalysis
import RejotEphemeral
import RejotPostgres
import RejotSource

/// What `rejotc migrate` refuses, and what stopped it, with the way out.
enum MigrateFindings {
  static func unset(_ names: [String], _ store: StoreDefinition) -> Diagnostic {
    let list = names.joined(separator: ", ")
    return Diagnostic(
      .urlUnset,
      "\(list) \(names.count == 1 ? "is" : "are") not set, "
        + "and store \"\(store.name.value)\" needs a database",
      at: store.url.span,
      help: [
        Diagnostic.Help("set \(list) to a libpq URL such as postgresql://user@host/database")
      ])
  }

  static func noMigrations(_ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .migrationsMissing, "store \"\(store.name.value)\" has no migrations to apply",
      at: store.name.span,
      help: [Diagnostic.Help("add migrations: with the folder of the store's *.sql files")])
  }

  static func running(_ store: StoreDefinition) -> Diagnostic {
    Diagnostic(
      .migrationRunning,
      "another rejotc migrate is at work on the database of store \"\(store.name.value)\"",
      at: store.url.span, help: [Diagnostic.Help("wait for its end, and see what it says")])
  }

  /// - Parameter last: the last migration, as an example of a newer one.
  static func notEmpty(
    _ contents: DatabaseContents, _ store: StoreDefinition, last: String?
  ) -> Diagnostic {
    let database = contents.database
    guard contents.count > 0 else { return positions(contents, store) }
    let url = store.url.value.hasPrefix("${") ? "\"\(plainVariable(store))\"" : database
    return Diagnostic(
      .databaseNotEmpty,
      "the database of store \"\(store.name.value)\" is not empty", at: store.url.span,
      notes: ["database \(database) has \(contents.words)"],
      help: [
        Diagnostic.Help(
          "rejotc migrate keeps no record of what it has applied: give it an empty database"),
        Diagnostic.Help(
          "apply a migration that is new with your own tool, or psql \(url) "
            + "-v ON_ERROR_STOP=1 -f \(ShellWord.quoted(last ?? "FILE"))"),
      ])
  }

  /// A group's position without its tables: the service would take all rows for applied.
  private static func positions(
    _ contents: DatabaseContents, _ store: StoreDefinition
  ) -> Diagnostic {
    Diagnostic(
      .databaseNotEmpty,
      "the database of store \"\(store.name.value)\" has no tables, but positions of consumer "
        + "groups",
      at: store.url.span,
      notes: [
        "rejot.positions holds \(contents.groups.joined(separator: ", "))",
        "a service would not load the rows again that were there before",
      ],
      help: [
        Diagnostic.Help(
          "end the service, and DROP SCHEMA rejot CASCADE; every group then loads again")
      ])
  }

  private static func plainVariable(_ store: StoreDefinition) -> String {
    URLTemplate(store.url.value).variables.first.map { "$\($0.name)" } ?? ""
  }

  /// - Parameter left: what is in the database now.
  static func failed(
    _ failure: MigrationFailure, _ store: StoreDefinition, files: [String: SourceFile],
    left: DatabaseContents
  ) -> Diagnostic {
    let name = left.database
    guard !left.isEmpty else {
      return EnvironmentFindings.migrationFailed(
        failure, files: files, notes: ["the database is as empty as it was"],
        help: ["correct it, and run rejotc migrate \(store.name.value) again"])
    }
    return EnvironmentFindings.migrationFailed(
      failure, files: files,
      notes: [
        "statements are applied one by one: database \(name) now has \(left.words)"
      ],
      help: [
        "correct it, empty the database, such as with dropdb and createdb "
          + "\(ShellWord.quoted(name)), and run rejotc migrate \(store.name.value) again"
      ])
  }

  static func unreachable(
    _ error: PostgresError, _ store: StoreDefinition, hasBegun: Bool
  ) -> Diagnostic {
    var finding = EnvironmentFindings.live(error, store, needsLive: true)
    if hasBegun { finding.notes.append("what was applied before is still there") }
    return finding
  }
}
