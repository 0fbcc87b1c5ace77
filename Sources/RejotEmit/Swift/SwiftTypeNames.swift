package import RejotContract

/// How generated code spells the types of a project's fields, for reports.
package struct SwiftTypeNames {
  private let names: ProjectNames

  package init(_ project: Project) {
    names = ProjectNames(project, imported: [])
  }

  /// The type of a field of a public schema that reads this store, such as `PostgresDate?`.
  package func type(of field: Field, store: String) -> String {
    SwiftType.code(field.type.value, home: TypeHome(store: store), names: names).text
      + (field.nullable ? "?" : "")
  }
}
