/// The facts of one database that contracts rest on, read in a handful of queries.
///
/// OIDs are keys inside a run only; nothing derived from a catalog may keep one.
package struct Catalog: Sendable, Equatable, Codable {
  /// The server's major version, such as 15.
  package var serverMajor: Int
  package var relations: [UInt32: Relation]
  package var types: [UInt32: TypeEntry]
  package var equalities: Equalities
  /// What Unicode would mix up in it.
  package private(set) var lookalikes: Lookalikes

  package init(
    serverMajor: Int, relations: [UInt32: Relation] = [:], types: [UInt32: TypeEntry] = [:],
    equalities: Equalities = Equalities()
  ) {
    self.serverMajor = serverMajor
    self.relations = relations
    self.types = types
    self.equalities = equalities
    lookalikes = Lookalikes(relations: relations, types: types)
  }
}

/// A table, view or anything else that stands in FROM by name.
package struct Relation: Sendable, Equatable, Codable {
  /// `pg_class.relkind`.
  package enum Kind: String, Sendable, Codable {
    case table = "r"
    case partitionedTable = "p"
    case view = "v"
    case materializedView = "m"
    case foreignTable = "f"
    case sequence = "S"
    case compositeType = "c"
    case other = "?"
  }

  package var schema: String
  package var name: String
  package var kind: Kind
  /// UNLOGGED or temporary: its changes never reach the write-ahead log.
  package var isLogged: Bool
  /// Live columns in order; dropped ones are left out.
  package var columns: [Column]
  package var indexes: [Index]
  package var foreignKeys: [ForeignKeyConstraint]
  package var checks: [CheckConstraint]
  /// Row-level security is switched on.
  package var hasRowSecurity: Bool
  /// Names of users' triggers, with those of its partitions and of the tables that inherit from it,
  /// whose rows statements on this one change too.
  package var userTriggers: [String]
  /// Names of rules other than a view's own.
  package var rules: [String]
  /// A partition of it, at any depth, has a rule: what reaches the partition by itself meets it.
  package var hasRulesBelow: Bool
  /// Other tables inherit from it (not partitions).
  package var hasInheritanceChildren: Bool
  /// A table that inherits from it, or a partition of it, at any depth, is a foreign table: nobody
  /// holds its rows to the constraints.
  package var hasForeignDescendants: Bool
  package var isPartition: Bool
  /// `pg_class.relreplident`: `d`, `n`, `f` or `i`.
  package var replicaIdentity: String

  package var hasUserTriggers: Bool { !userTriggers.isEmpty }
  package var hasRules: Bool { !rules.isEmpty }
  /// Rules of partitions included.
  package var hasAnyTriggers: Bool { hasUserTriggers || hasRulesBelow }
}

/// A column of a relation.
package struct Column: Sendable, Equatable, Codable {
  /// `pg_attribute.attnum`.
  package var number: Int
  package var name: String
  /// `pg_type.oid` and modifier.
  package var type: UInt32
  package var modifier: Int32
  /// `format_type` under the store's search path.
  package var typeName: String
  /// Declared NOT NULL, and validated for every row.
  package var notNull: Bool
  /// A table that inherits from this one, or a partition, at any depth, does not promise that.
  package var mayBeNullBelow: Bool
  /// `pg_attribute.attidentity`: empty, `a` (GENERATED ALWAYS) or `d`.
  package var identity: String
  /// `pg_attribute.attgenerated`: empty, `s` (stored) or `v` (virtual).
  package var generated: String
  package var hasDefault: Bool
  /// What an INSERT that leaves it out fills in is another value each time, as a sequence's are.
  package var hasVolatileDefault: Bool
  /// Its values may be moved out of line, so that an update may send it as unchanged.
  package var mayBeToasted: Bool
  /// Its collation compares unequal bytes as unequal (deterministic), or it has none.
  package var hasDeterministicCollation: Bool
}

/// An index of a table.
package struct Index: Sendable, Equatable, Codable {
  package var name: String
  package var isUnique: Bool
  package var isPrimary: Bool
  /// Checked at once; a deferrable constraint's index is not, and is no ON CONFLICT arbiter.
  package var isImmediate: Bool
  package var isValid: Bool
  /// Belongs to an exclusion constraint.
  package var isExclusion: Bool
  /// Column numbers in key order; 0 stands for an expression.
  package var columns: [Int]
  /// The condition of a partial index, as the server prints it.
  package var predicate: String?
  package var nullsNotDistinct: Bool
  /// Compares its columns as `=` does: their own collations, the operator classes of their types.
  package var comparesAsColumns: Bool
  /// It tells nothing apart that a column's collation takes for equal: two rows with unlike keys
  /// here have texts that are unlike there.
  package var isAsCoarseAsColumns: Bool
  /// The operator family of each column's operator class.
  package var families: [UInt32]

  package var isPartial: Bool { predicate != nil }
}

/// A foreign key of a table.
package struct ForeignKeyConstraint: Sendable, Equatable, Codable {
  package var name: String
  package var columns: [Int]
  package var references: UInt32
  package var referencedColumns: [Int]
  package var isValidated: Bool
  package var isEnforced: Bool
  /// Its check may be put off to the end of a transaction.
  package var isDeferrable: Bool
  /// Its last columns are periods, which several rows may cover together.
  package var isOverTime: Bool
  /// It stands for one partition of the table that another foreign key points to: the row is in one
  /// of them, and not in each.
  package var isPartOfAnother: Bool
  /// `pg_constraint.confdeltype` and `confupdtype`: `a`, `r`, `c`, `n` or `d`.
  package var onDelete: String
  package var onUpdate: String
  /// The operators that compare each column that is pointed to, on the left, with one of its own
  /// (`pg_constraint.conpfeqop`), and the same with the sides changed.
  package var operators: [UInt32]
  package var commutators: [UInt32]
  /// One of the triggers that enforce it, on either side, is switched off.
  package var isSwitchedOff: Bool

  /// Deleting or changing the row that it points to changes rows of this table.
  package var acts: Bool { ![onDelete, onUpdate].allSatisfy { $0 == "a" || $0 == "r" } }
}

/// A CHECK that says of columns that they are not NULL.
package struct CheckConstraint: Sendable, Equatable, Codable {
  package var name: String
  package var isValidated: Bool
  package var isEnforced: Bool
  /// Tables that inherit are held to it too.
  package var isInherited: Bool
  /// Of each list of column numbers at least one column is not NULL in any row.
  package var present: [[Int]]
}

/// A type, as `pg_type` describes it.
package struct TypeEntry: Sendable, Equatable, Codable {
  /// `pg_type.typtype`.
  package enum Kind: String, Sendable, Codable {
    case base = "b"
    case composite = "c"
    case domain = "d"
    case enumeration = "e"
    case pseudo = "p"
    case range = "r"
    case multirange = "m"
  }

  package var schema: String
  package var name: String
  /// `format_type` under the store's search path, without modifiers.
  package var displayName: String
  /// The name with its schema and quotes as needed: what a cast under an empty path can use,
  /// such as `pg_catalog.int8` or `public."Mood"`.
  package var qualifiedName: String
  package var kind: Kind
  /// Of a true array type: its element's OID.
  package var element: UInt32?
  /// The array type over this type, if there is one.
  package var array: UInt32?
  /// Of a domain: its base type, and whether it refuses NULL by NOT NULL or a CHECK of its own.
  package var base: UInt32?
  package var domainRefusesNull: Bool
  /// Of an enum: labels in their sort order.
  package var labels: [String]
  /// What stands between the elements of an array of it: a comma, but for `box` and a few types of
  /// extensions.
  package var delimiter: String
  /// Of a composite type: the relation whose columns are its attributes.
  package var relation: UInt32?
  /// Of a range or multirange: the type of its bounds.
  package var bound: UInt32?
  /// A cast from text is a function that does not do what the type's input function does:
  /// `regclass`, and types of users that were given such a cast.
  package var castsTextItsOwnWay: Bool
  /// The extension it is a member of.
  package var `extension`: String?
}
