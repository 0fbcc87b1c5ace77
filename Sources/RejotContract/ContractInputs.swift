/// What a public schema's analysis was made from, beside the catalog: as long as it is the same,
/// the analysis holds.
package struct PublicInputs: Sendable, Equatable, Codable {
  /// The statement in its normal form: no comments, one spelling of blanks and of bare words.
  package var statement: StatementText
  /// What `key:` names; nil when placeholders name the key.
  package var key: [String]?
  /// Types and nullability that are pinned, sorted by field; nil when nothing is.
  package private(set) var pins: [Pin]?

  /// One entry of `fields:`, without its documentation.
  package struct Pin: Sendable, Equatable, Codable {
    package var field: String
    package var type: StatementText?
    package var nullable: Bool?

    package init(field: String, type: StatementText?, nullable: Bool?) {
      self.field = field
      self.type = type
      self.nullable = nullable
    }
  }

  package init(statement: StatementText, key: [String]? = nil, pins: [Pin] = []) {
    self.statement = statement
    self.key = key
    self.pins = pins.isEmpty ? nil : pins
  }
}

/// The same of a consumer schema: its statements, and what of the public schema they rest on.
package struct ConsumerInputs: Sendable, Equatable, Codable {
  package var upsert: StatementText
  /// Nil when the contract says `deletes: ignore`.
  package var delete: StatementText?
  /// The key of the public schema.
  package var key: [String]
  /// The fields its statements use, sorted by name, as the publisher declares them.
  package var fields: [FollowedField]

  package init(
    upsert: StatementText, delete: StatementText?, key: [String], fields: [FollowedField]
  ) {
    self.upsert = upsert
    self.delete = delete
    self.key = key
    self.fields = fields
  }
}

/// What consumers rely on of one field of a public schema.
package struct FollowedField: Sendable, Equatable, Codable {
  package var name: String
  package var type: SQLType
  package var nullable: Bool

  package init(_ field: Field) {
    name = field.name
    type = field.type
    nullable = field.nullable
  }
}

/// SQL that is compared byte for byte: to PostgreSQL, texts that Unicode calls equivalent differ.
package struct StatementText: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(stringLiteral text: String) { self.text = text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package static func == (left: StatementText, right: StatementText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }
}
