/// A `pg_lsn`: a place in a server's write-ahead log.
public struct PostgresLSN: PostgresValue, Comparable, CustomStringConvertible {
  public static var postgresTypeName: String { "pg_lsn" }

  /// Bytes from the log's beginning.
  public let bytes: UInt64

  public init(bytes: UInt64) {
    self.bytes = bytes
  }

  /// Reads `16/B374D848`.
  public init?(postgresText: String) {
    guard let lsn = LSN(postgresText) else { return nil }
    bytes = lsn.bytes
  }

  public var postgresText: String { LSN(bytes).description }

  public var description: String { postgresText }

  public static func < (left: PostgresLSN, right: PostgresLSN) -> Bool { left.bytes < right.bytes }
}
