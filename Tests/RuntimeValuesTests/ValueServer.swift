import Foundation
import RejotEphemeral
import RejotPostgres

/// A server whose sessions are pinned as the runtime pins its own.
enum ValueServer {
  private static let shared = Result {
    let environment = ProcessInfo.processInfo.environment
    return try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
  }

  @discardableResult
  static func rows(_ sql: String, _ values: [String?] = []) throws -> [[String?]] {
    let connection = try Connection(shared.get().url(database: "postgres"))
    try connection.execute(
      """
      SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';
      SET bytea_output = 'hex'; SET extra_float_digits = 1; SET lc_monetary = 'C'
      """)
    return try connection.query(sql, values).rows
  }

  /// Only the first column.
  static func texts(_ sql: String, _ values: [String?] = []) throws -> [String?] {
    try rows(sql, values).map { $0[0] }
  }
}
