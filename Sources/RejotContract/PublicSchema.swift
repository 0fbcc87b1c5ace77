/// A compiled public schema: what one SELECT over a publisher's tables shares.
package struct PublicSchema: Sendable, Equatable, Codable {
  package var name: String
  package var version: Version
  /// The data store whose tables it reads.
  package var source: String
  package var description: String?
  /// Names of the fields that identify an event, in the order of the key's index.
  package var key: [String]
  package var fields: [Field]
  package var plan: Plan
  /// The SELECT as the server prints it under an empty search path: what the runtime executes and
  /// the lock fingerprints. Placeholders are `$1…` in key order.
  package var canonicalSQL: String
  /// Every table the SELECT reads, sorted by name, with the columns it needs.
  package var tables: [SourceTable]
  /// What may arrive unchanged (TOAST) and need completing: fields of an inline plan that copies
  /// columns, else columns of the table.
  package var completion: [String]
  /// What the above was derived from, beside the catalog.
  package var inputs: PublicInputs
  /// When this major goes away; nil when nothing is said.
  package var lifetime: Lifetime?
  /// Names that no field may have again, sorted; nil when there are none.
  package var reserved: [String]?
  /// What may change although a rule refuses it; nil when nothing is waived.
  package var allow: [Waiver]?

  package init(
    name: String, version: Version, source: String, description: String? = nil, key: [String],
    fields: [Field], plan: Plan, canonicalSQL: String, tables: [SourceTable],
    completion: [String] = [], inputs: PublicInputs = PublicInputs(statement: "")
  ) {
    self.name = name
    self.version = version
    self.source = source
    self.description = description
    self.key = key
    self.fields = fields
    self.plan = plan
    self.canonicalSQL = canonicalSQL
    self.tables = tables
    self.completion = completion
    self.inputs = inputs
  }
}

extension PublicSchema {
  /// `name@major`, as consumers write it.
  package var label: String { "\(name)@\(version.major)" }

  /// How other projects name it.
  ///
  /// - Parameter project: the slug of the project that publishes it.
  package func reference(in project: String) -> PublicSchemaReference {
    PublicSchemaReference(project: project, name: name, major: version.major)
  }
}

extension Project {
  /// The public schema of this name and major; nil also for a reference to another project.
  package func publicSchema(_ reference: PublicSchemaReference) -> PublicSchema? {
    guard reference.project == name else { return nil }
    return publicSchemas.first {
      $0.name == reference.name && $0.version.major == reference.major
    }
  }
}

/// `MAJOR.MINOR`. Several majors of one public schema live side by side.
package struct Version: Sendable, Hashable, Codable, Comparable {
  package var major: Int
  package var minor: Int

  package init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  package static func < (left: Version, right: Version) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

/// One output column of a public schema.
package struct Field: Sendable, Equatable, Codable {
  package var name: String
  package var type: SQLType
  package var nullable: Bool
  /// Why the field is claimed never NULL, or what makes it nullable: one sentence of facts.
  package var because: String
  /// `store.schema.table.column` of every base column the value is made of, sorted, distinct.
  package var lineage: [String]
  package var description: String?
  /// Marked `pii: true` by its owner.
  package var isPersonal: Bool
  /// When it goes away; nil when nothing is said.
  package var lifetime: Lifetime?
  /// `default:`, in PostgreSQL's text form: what readers take where an older event lacks the field.
  package var `default`: String?

  package init(
    name: String, type: SQLType, nullable: Bool, because: String, lineage: [String],
    description: String? = nil, isPersonal: Bool = false
  ) {
    self.name = name
    self.type = type
    self.nullable = nullable
    self.because = because
    self.lineage = lineage
    self.description = description
    self.isPersonal = isPersonal
  }
}

/// How an event is made from a change of its tables (compiler.md, "The plan of a public schema").
package enum Plan: Sendable, Equatable, Codable {
  /// One table, and what Swift computes of one of its rows exactly as PostgreSQL does: made from
  /// the row image, no query.
  case inline(InlinePlan)
  /// One table, and what depends on one of its rows alone: evaluated by the publisher's server
  /// over row images, without reading a table.
  case imaged(ImagedPlan)
  /// What one row does not decide: the SELECT evaluated for the keys that changes touch.
  case lookup(LookupPlan)
  /// What no plan can follow; the reason stands in a diagnostic.
  case unsupported
}

/// A table a public schema reads.
package struct SourceTable: Sendable, Equatable, Codable {
  package var name: QualifiedName
  /// The columns the contract rests on, sorted by name.
  package var columns: [SourceColumn]
  /// What the table's replica identity must cover so that deletes and key changes can be told.
  package var identity: IdentityRequirement

  package init(name: QualifiedName, columns: [SourceColumn], identity: IdentityRequirement) {
    self.name = name
    self.columns = columns
    self.identity = identity
  }
}

/// A column of a source table, as the catalog describes it.
package struct SourceColumn: Sendable, Equatable, Codable {
  package var name: String
  package var type: SQLType
  package var notNull: Bool

  package init(name: String, type: SQLType, notNull: Bool) {
    self.name = name
    self.type = type
    self.notNull = notNull
  }
}

/// The weakest replica identity under which the contract works.
package enum IdentityRequirement: Sendable, Equatable, Codable {
  /// The primary key covers the event key: nothing to do.
  case primaryKey
  /// This unique index covers it: `REPLICA IDENTITY USING INDEX`.
  case index(String)
  /// Nothing smaller does: `REPLICA IDENTITY FULL`.
  case full
}
