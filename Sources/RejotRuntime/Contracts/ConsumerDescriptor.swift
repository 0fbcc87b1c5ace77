/// A consumer schema: the statements that turn events into rows of a consumer's tables.
@_spi(Generated)
public struct ConsumerDescriptor: Sendable {
  /// What happens to an event that cannot be applied for good.
  public enum OnError: Sendable { case stop }
  /// What a TRUNCATE at the publisher does here.
  public enum OnTruncate: Sendable { case ignore, stop }
  /// Whether existing rows are loaded before changes follow.
  public enum Start: Sendable { case initial, now }

  public let name: String
  /// The place of its public schema in the registry.
  public let publicSchema: Int
  /// The data store it writes.
  public let into: String
  public let group: String
  public let onError: OnError
  public let onTruncate: OnTruncate
  public let start: Start
  public let upsert: StatementDescriptor
  /// Nil: deletes are ignored.
  public let delete: StatementDescriptor?
  public let targets: [TargetDescriptor]

  public init(
    name: String, publicSchema: Int, into: String, group: String, onError: OnError,
    onTruncate: OnTruncate, start: Start, upsert: StatementDescriptor,
    delete: StatementDescriptor?, targets: [TargetDescriptor]
  ) {
    self.name = name
    self.publicSchema = publicSchema
    self.into = into
    self.group = group
    self.onError = onError
    self.onTruncate = onTruncate
    self.start = start
    self.upsert = upsert
    self.delete = delete
    self.targets = targets
  }
}

/// One statement of a consumer, in the form for one event and, where proved equal, for many.
@_spi(Generated)
public struct StatementDescriptor: Sendable {
  /// For one event: `$n` is the n-th parameter, sent as text and typed by `types`.
  public let sql: String
  /// The SQL type of each parameter, schema-qualified: `pg_catalog.int8`.
  public let types: [String]
  /// For each parameter: the place of its field in the public schema.
  public let fields: [Int]
  /// For many events: `$n` is an array with one element an event. Nil: one by one, in order.
  public let batch: BatchDescriptor?

  public init(sql: String, types: [String], fields: [Int], batch: BatchDescriptor?) {
    self.sql = sql
    self.types = types
    self.fields = fields
    self.batch = batch
  }
}

/// The set-based form of a statement.
@_spi(Generated)
public struct BatchDescriptor: Sendable {
  public let sql: String
  /// The SQL type of each array parameter: `pg_catalog.int8[]`.
  public let types: [String]

  public init(sql: String, types: [String]) {
    self.sql = sql
    self.types = types
  }
}

/// A table a consumer writes, with what decides whether statements on it may change places.
@_spi(Generated)
public struct TargetDescriptor: Sendable {
  public let schema: String
  public let name: String
  public let references: [ReferenceDescriptor]
  /// Triggers or rules act on it: statements that touch it keep their order against all others.
  public let hasTriggers: Bool

  public init(
    schema: String, name: String, references: [ReferenceDescriptor], hasTriggers: Bool
  ) {
    self.schema = schema
    self.name = name
    self.references = references
    self.hasTriggers = hasTriggers
  }
}

/// A foreign key from a target table to another table.
@_spi(Generated)
public struct ReferenceDescriptor: Sendable {
  public let schema: String
  public let name: String
  /// Deleting the referenced row changes rows of this table (CASCADE, SET NULL, SET DEFAULT).
  public let deleteActs: Bool

  public init(schema: String, name: String, deleteActs: Bool) {
    self.schema = schema
    self.name = name
    self.deleteActs = deleteActs
  }
}
