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

/// The built-in types that the runtime carries without loss; raw values are `pg_type.typname`.
package enum ScalarType: String, Sendable, Hashable, Codable, CaseIterable {
  case bool
  case int2
  case int4
  case int8
  case float4
  case float8
  case numeric
  case text
  case varchar
  case bpchar
  case name
  case uuid
  case date
  case time
  case timetz
  case timestamp
  case timestamptz
  case interval
  case bytea
  case json
  case jsonb

  /// Whether two equal values always have the same text form, so that keys may be compared as
  /// text. Numbers with several spellings (`1.0`, `1.00`), padded char and json have not.
  package var hasCanonicalText: Bool {
    switch self {
    case .bool, .int2, .int4, .int8, .text, .varchar, .name, .uuid, .date, .time, .timestamp,
      .timestamptz, .bytea:
      true
    case .float4, .float8, .numeric, .bpchar, .timetz, .interval, .json, .jsonb:
      false
    }
  }
}

extension ValueType {
  /// The type under all domains.
  package var base: ValueType {
    switch self {
    case .domain(_, let base): base.base
    case .scalar, .enumeration, .array: self
    }
  }

  /// See ``ScalarType/hasCanonicalText``.
  package var hasCanonicalText: Bool {
    switch base {
    case .scalar(let scalar): scalar.hasCanonicalText
    case .enumeration: true
    case .array, .domain: false
    }
  }
}
