/// How events are made of changes that one row does not decide: the keys that changed rows touch
/// are found, and the publisher's server evaluates the SELECT for them.
@_spi(Generated)
public struct LookupDescriptor: Sendable {
  /// Each table the SELECT reads, once.
  public let sources: [LookupSourceDescriptor]
  /// `$n` is an array with the texts of the n-th part of the key, one element a key. Gives for each
  /// key that has a row the key's place from 1 and its event's fields.
  public let sql: String
  /// Gives the fields for every key there is.
  public let load: String

  public init(sources: [LookupSourceDescriptor], sql: String, load: String) {
    self.sources = sources
    self.sql = sql
    self.load = load
  }
}

/// A table that a looked-up SELECT reads.
@_spi(Generated)
public struct LookupSourceDescriptor: Sendable {
  public let schema: String
  public let table: String
  /// The columns that tell keys: the table's replica identity covers them.
  public let columns: [SourceColumnDescriptor]
  /// What else the SELECT reads of it.
  public let others: [SourceColumnDescriptor]
  /// Which keys an image of a row touches, in one way for each place of the table in the SELECT.
  public let keys: [KeyDescriptor]

  public init(
    schema: String, table: String, columns: [SourceColumnDescriptor],
    others: [SourceColumnDescriptor], keys: [KeyDescriptor]
  ) {
    self.schema = schema
    self.table = table
    self.columns = columns
    self.others = others
    self.keys = keys
  }
}

/// How an image of a row leads to keys. A NULL in a part of a key is no key.
@_spi(Generated)
public enum KeyDescriptor: Sendable, Equatable {
  /// The image carries the key: for each part its place among the source's columns.
  case columns([Int])
  /// `$n` is an array with the texts of the n-th column, one element an image. Gives an image's
  /// place from 1 and the parts of a key.
  case query(String)
}
