/// A compiled consumer schema: what one consumer makes of a public schema's events.
package struct ConsumerSchema: Sendable, Equatable, Codable {
  package var name: String
  /// The public schema it follows.
  package var from: PublicSchemaReference
  /// The data store it writes.
  package var into: String
  /// Consumers of one group share a worker, a transaction and a position.
  package var group: String
  package var description: String?
  package var onError: OnError
  package var onTruncate: OnTruncate
  package var start: Start
  package var upsert: ConsumerStatement
  /// Nil when the contract says `deletes: ignore`.
  package var delete: ConsumerStatement?
  /// The tables its statements write, sorted by name.
  package var targets: [TargetTable]
  /// `store.schema.table.column` of every column its statements write, sorted, distinct.
  package var writes: [String]
  /// What statements, targets and writes were derived from, beside the catalog.
  package var inputs: ConsumerInputs
  /// What may change although a rule refuses it; nil when nothing is waived.
  package var allow: [Waiver]?

  package init(
    name: String, from: PublicSchemaReference, into: String, group: String,
    description: String? = nil, onError: OnError = .stop, onTruncate: OnTruncate = .stop,
    start: Start = .initial, upsert: ConsumerStatement, delete: ConsumerStatement?,
    targets: [TargetTable], writes: [String],
    inputs: ConsumerInputs = ConsumerInputs(upsert: "", delete: nil, key: [], fields: [])
  ) {
    self.name = name
    self.from = from
    self.into = into
    self.group = group
    self.description = description
    self.onError = onError
    self.onTruncate = onTruncate
    self.start = start
    self.upsert = upsert
    self.delete = delete
    self.targets = targets
    self.writes = writes
    self.inputs = inputs
  }
}

/// `project/name@major`.
package struct PublicSchemaReference: Sendable, Hashable, Codable, Comparable,
  CustomStringConvertible
{
  package var project: String
  package var name: String
  package var major: Int

  package init(project: String, name: String, major: Int) {
    self.project = project
    self.name = name
    self.major = major
  }

  package var description: String { "\(project)/\(name)@\(major)" }

  package static func < (left: PublicSchemaReference, right: PublicSchemaReference) -> Bool {
    (left.project, left.name, left.major) < (right.project, right.name, right.major)
  }
}

/// What happens when an event cannot be applied for good.
package enum OnError: String, Sendable, Codable, CaseIterable {
  case stop
  case park
}

/// What a TRUNCATE at the publisher does to the consumer.
package enum OnTruncate: String, Sendable, Codable, CaseIterable {
  case apply
  case ignore
  case stop
}

/// Whether existing rows are loaded before changes follow.
package enum Start: String, Sendable, Codable, CaseIterable {
  case initial
  case now
}

/// One statement of a consumer, as the server understood it.
package struct ConsumerStatement: Sendable, Equatable, Codable {
  /// Canonical text with `$1…`; what the runtime executes for one event.
  package var sql: String
  /// The parameters in the order of their numbers.
  package var parameters: [Parameter]
  /// The same for many events at once, where that provably means the same.
  package var batch: BatchStatement?
  /// True: run again with the same values it provably changes no row. Nil: nothing is proved; the
  /// lock has no line for it.
  package var settles: Bool?

  package init(
    sql: String, parameters: [Parameter], batch: BatchStatement? = nil, settles: Bool? = nil
  ) {
    self.sql = sql
    self.parameters = parameters
    self.batch = batch
    self.settles = settles
  }
}

/// One placeholder of a consumer statement.
package struct Parameter: Sendable, Equatable, Codable {
  /// The field whose value is bound.
  package var field: String
  /// The type it is bound as.
  package var type: SQLType
  /// Whether NULL may be passed without a certain error.
  package var nullable: Bool
  /// Columns that its value goes into, in the order of their names. Nil when there are none: then
  /// it only finds rows, or decides something.
  package var targets: [ParameterTarget]?

  package init(
    field: String, type: SQLType, nullable: Bool, targets: [ParameterTarget] = []
  ) {
    self.field = field
    self.type = type
    self.nullable = nullable
    self.targets = targets.isEmpty ? nil : targets
  }
}

/// A column of a consumer that a field's value goes into.
package struct ParameterTarget: Sendable, Equatable, Codable {
  /// `schema.table.column` of the data store that is written.
  package var column: String
  package var type: SQLType
  /// NULL is refused: by the column, by its domain.
  package var notNull: Bool
  /// True: an expression makes something else of it first. Nil: it arrives with no more than a cast
  /// that the server adds.
  package var computed: Bool?

  package init(column: String, type: SQLType, notNull: Bool, computed: Bool = false) {
    self.column = column
    self.type = type
    self.notNull = notNull
    self.computed = computed ? true : nil
  }
}

/// A set-based form: `$n` is an array with one element an event, of the statement's n-th parameter.
package struct BatchStatement: Sendable, Equatable, Codable {
  package var sql: String
  /// The type of each array parameter, such as `pg_catalog.int8[]`. A parameter whose own type is
  /// an array travels as `pg_catalog.text[]` and is cast inside the statement.
  package var arrayTypes: [String]

  package init(sql: String, arrayTypes: [String]) {
    self.sql = sql
    self.arrayTypes = arrayTypes
  }
}

/// A table a consumer writes, with what decides whether statements on it may change places.
package struct TargetTable: Sendable, Equatable, Codable {
  package var name: QualifiedName
  /// Foreign keys of this table, and the tables whose deletes reach it through others, sorted by
  /// the table they point to.
  package var references: [ForeignKey]
  /// User triggers or rules act on it: its statements are applied strictly in order.
  package var hasTriggers: Bool

  package init(name: QualifiedName, references: [ForeignKey], hasTriggers: Bool) {
    self.name = name
    self.references = references
    self.hasTriggers = hasTriggers
  }
}

/// A foreign key of a target table.
package struct ForeignKey: Sendable, Equatable, Codable {
  package var table: QualifiedName
  /// ON DELETE CASCADE, SET NULL or SET DEFAULT: deleting the parent changes this table.
  package var deleteActs: Bool

  package init(table: QualifiedName, deleteActs: Bool) {
    self.table = table
    self.deleteActs = deleteActs
  }
}
