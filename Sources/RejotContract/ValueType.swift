/// The type of a field or parameter: how it is spelt, and what the runtime carries.
package struct SQLType: Sendable, Hashable, Codable {
  /// As `format_type` spells it under the store's `searchPath`, modifiers included:
  /// `character varying(80)`. What people read.
  package var name: String
  /// The same under an empty `search_path`, without modifiers: what casts in generated SQL use,
  /// such as `pg_catalog.int8` or `public.mood`.
  package var qualified: String
  package var value: ValueType

  package init(name: String, qualified: String, value: ValueType) {
    self.name = name
    self.qualified = qualified
    self.value = value
  }
}

/// What a value is, independent of the modifiers on its type.
package indirect enum ValueType: Sendable, Hashable, Codable {
  case scalar(ScalarType)
  case enumeration(Enumeration)
  /// A domain: its constraints are the database's business, its values are its base type's.
  case domain(QualifiedName, base: ValueType)
  case array(ValueType)
  case composite(Composite)
  case range(QualifiedName, bound: ValueType)
  case multirange(QualifiedName, bound: ValueType)
  /// A base type that is not PostgreSQL's own, mostly an extension's.
  case other(QualifiedName, TextForm)
}

/// A composite type: the row type of a table, or one that CREATE TYPE made.
package struct Composite: Sendable, Hashable, Codable {
  package var name: QualifiedName
  /// In their order; dropped ones are no part of a value.
  package var attributes: [Attribute]

  package init(name: QualifiedName, attributes: [Attribute]) {
    self.name = name
    self.attributes = attributes
  }
}

/// One part of a composite type's values; any of them may be NULL.
package struct Attribute: Sendable, Hashable, Codable {
  package var name: String
  package var type: SQLType

  package init(name: String, type: SQLType) {
    self.name = name
    self.type = type
  }
}

/// How the text of a base type that is not PostgreSQL's own is understood.
package enum TextForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// Of extension `citext`: text.
  case citext
  /// Of extension `hstore`: keys and values.
  case hstore
  /// Kept as it is. Whoever wrote the type promises that its input function reads what its output
  /// function writes: `pg_dump` rests on the same.
  case verbatim
}

/// A user-defined enum type; labels in their sort order.
package struct Enumeration: Sendable, Hashable, Codable {
  package var name: QualifiedName
  package var labels: [String]

  package init(name: QualifiedName, labels: [String]) {
    self.name = name
    self.labels = labels
  }
}
