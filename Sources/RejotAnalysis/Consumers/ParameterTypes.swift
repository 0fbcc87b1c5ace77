import RejotCatalog
import RejotContract

/// Chooses the type that each placeholder of a consumer statement is declared with.
struct ParameterTypes {
  let catalog: Catalog

  /// The declared type, or nil where the server shall infer it: for a type that the consumer's
  /// database does not have.
  func declared(for field: Field) -> String? { declared(field.type.value) }

  private func declared(_ value: ValueType) -> String? {
    switch value {
    case .scalar(let scalar): "pg_catalog.\(scalar.rawValue)"
    case .enumeration(let enumeration): namesake(of: enumeration.name, kind: .enumeration)
    case .domain(let name, _): namesake(of: name, kind: .domain)
    case .array(let element): declared(element).map { "\($0)[]" }
    }
  }

  /// What is declared when the server cannot infer a type either.
  func fallback(for field: Field) -> String { fallback(field.type.value) }

  private func fallback(_ value: ValueType) -> String {
    switch value {
    case .scalar(let scalar): "pg_catalog.\(scalar.rawValue)"
    case .enumeration: "pg_catalog.text"
    case .domain(_, let base): fallback(base)
    case .array(let element): "\(fallback(element))[]"
    }
  }

  /// The consumer's type of the same name and kind: in the same schema, else the only one.
  private func namesake(of name: QualifiedName, kind: TypeEntry.Kind) -> String? {
    let candidates = catalog.types.values.filter { $0.kind == kind && $0.name == name.name }
    if let same = candidates.first(where: { $0.schema == name.schema }) {
      return same.qualifiedName
    }
    return candidates.count == 1 ? candidates.first?.qualifiedName : nil
  }
}
