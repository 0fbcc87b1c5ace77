import Foundation
import RejotCatalog
import RejotEphemeral
import RejotPostgres

/// Databases of this test run, all on one server.
///
/// `REJOT_POSTGRES_BIN` says whose version is tested.
enum Database {
  private static let server = Result {
    let environment = ProcessInfo.processInfo.environment
    return try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
  }

  /// Creates a database from a text of DDL and gives its URL.
  static func create(_ name: String, _ ddl: String, searchPath: [String] = ["public"]) throws
    -> String
  {
    let server = try server.get()
    try server.createDatabase(name)
    try server.applyMigrations(
      [MigrationFile(name: "schema.sql", text: ddl)], database: name, searchPath: searchPath)
    return server.url(database: name)
  }

  static func url(_ name: String, user: String) throws -> String {
    try server.get().url(database: name, user: user)
  }

  static var major: Int {
    get throws { try server.get().binaries.major }
  }
}

extension LiveAnalyst {
  /// Analyses one statement.
  func analyse(_ sql: String, _ types: [String?] = []) throws -> AnalysisOutcome {
    try analyse([AnalysisRequest(sql: sql, parameterTypes: types)])[0]
  }

  /// The analysis of a statement that is expected to be fine.
  func accept(_ sql: String, _ types: [String?] = []) throws -> AnalysedStatement {
    switch try analyse(sql, types) {
    case .analysed(let statement): return statement
    case .rejected(let error): throw error
    }
  }

  /// The refusal of a statement that is expected to be wrong.
  func refuse(_ sql: String, _ types: [String?] = []) throws -> PostgresError {
    switch try analyse(sql, types) {
    case .analysed(let statement):
      throw PostgresError(message: "unexpectedly fine: \(statement.canonical)")
    case .rejected(let error): return error
    }
  }
}
