/// A public schema of another project that consumers of this one follow, as this project's lock
/// knows it: by reference, and by the shape that was compiled against.
///
/// The shape stands there field by field instead of as a hash, so that a review shows what changed.
/// Plan, tables and SQL are the other project's business; nothing here depends on its imports, so
/// two projects may import each other.
package struct ImportedContract: Sendable, Equatable, Codable {
  package var contract: PublicSchemaReference
  /// Names of the fields that identify an event, in the order of the key's index.
  package var key: [String]
  package var fields: [FollowedField]

  package init(contract: PublicSchemaReference, key: [String], fields: [FollowedField]) {
    self.contract = contract
    self.key = key
    self.fields = fields
  }

  package init(_ imported: ImportedSchema) {
    self.init(
      contract: imported.reference, key: imported.schema.key,
      fields: imported.schema.fields.map(FollowedField.init))
  }
}

/// A public schema of another project with all that code which reads it is made from. It reaches
/// the emitters beside the project; the lock keeps an ``ImportedContract`` of it.
package struct ImportedSchema: Sendable, Equatable {
  /// The slug of the project that publishes it.
  package var project: String
  /// As its own project compiled it, but for `source`: that is the data store as this project
  /// declares it.
  package var schema: PublicSchema

  package init(project: String, schema: PublicSchema) {
    self.project = project
    self.schema = schema
  }

  package var reference: PublicSchemaReference {
    schema.reference(in: project)
  }
}
