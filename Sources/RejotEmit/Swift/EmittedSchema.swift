internal import RejotContract

/// A public schema that generated code has an event and a transformation for: the project's own,
/// and those of other projects that its consumers follow.
struct EmittedSchema {
  /// The slug of the project that publishes it.
  let project: String
  let schema: PublicSchema
  let isOwn: Bool

  /// The project's own in their order, then those of others in theirs.
  static func all(of project: Project, imported: [ImportedSchema]) -> [EmittedSchema] {
    project.publicSchemas.map {
      EmittedSchema(project: project.name, schema: $0, isOwn: true)
    }
      + imported.map { EmittedSchema(project: $0.project, schema: $0.schema, isOwn: false) }
  }

  var reference: PublicSchemaReference {
    schema.reference(in: project)
  }

  /// `customer@1` where it is the project's own, else `billing/invoice@1`.
  var shortLabel: String {
    isOwn ? "\(schema.name)@\(schema.version.major)" : reference.description
  }

  /// `shop/customer@1.0`.
  var label: String {
    "\(project)/\(schema.name)@\(schema.version.major).\(schema.version.minor)"
  }

  /// Where its enum types live.
  var home: TypeHome { TypeHome(project: isOwn ? "" : project, store: schema.source) }
}

/// The data store that types belong to: two stores may have different ones of one name, and so may
/// one store as two projects saw it.
struct TypeHome: Hashable, Comparable {
  /// Empty for the project whose code this is.
  var project = ""
  var store: String

  static func < (left: TypeHome, right: TypeHome) -> Bool {
    (left.project, left.store) < (right.project, right.store)
  }
}
