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
    case .scalar(let scalar): Self.builtIn(scalar)
    case .enumeration(let enumeration): namesake(of: enumeration.name, kind: .enumeration)
    case .domain(let name, _): namesake(of: name, kind: .domain)
    case .composite(let composite): namesake(of: composite.name, kind: .composite)
    case .range(let name, _): namesake(of: name, kind: .range)
    case .multirange(let name, _): namesake(of: name, kind: .multirange)
    case .other(let name, let form): other(name, form)
    case .array(let element): declared(element).map { "\($0)[]" }
    }
  }

  /// What is declared when the server cannot infer a type either.
  func fallback(for field: Field) -> String { fallback(field.type.value) }

  private func fallback(_ value: ValueType) -> String {
    switch value {
    case .scalar(let scalar): Self.builtIn(scalar)
    case .domain(_, let base): fallback(base)
    case .array(let element): isPlain(element) ? "\(fallback(element))[]" : "pg_catalog.text"
    case .enumeration, .composite, .range, .multirange, .other: "pg_catalog.text"
    }
  }

  /// Whether an array of texts has the same text as one of these.
  private func isPlain(_ element: ValueType) -> Bool {
    switch element.base {
    case .array: false
    case .scalar, .enumeration, .domain, .composite, .range, .multirange, .other: true
    }
  }

  /// The word `char` alone would be another type.
  private static func builtIn(_ scalar: ScalarType) -> String {
    scalar == .char ? "pg_catalog.\"char\"" : "pg_catalog.\(scalar.rawValue)"
  }

  /// The consumer's type of the same name and kind: in the same schema, else the only one.
  private func namesake(of name: QualifiedName, kind: TypeEntry.Kind) -> String? {
    let candidates = catalog.types.values.filter { $0.kind == kind && $0.name == name.name }
    if let same = candidates.first(where: { $0.schema == name.schema }) {
      return same.qualifiedName
    }
    return candidates.count == 1 ? candidates.first?.qualifiedName : nil
  }

  /// An extension's type is the consumer's of the same extension, in whatever schema it is.
  private func other(_ name: QualifiedName, _ form: TextForm) -> String? {
    switch form {
    case .verbatim: return namesake(of: name, kind: .base)
    case .citext, .hstore:
      let member = catalog.types.values.first {
        $0.extension == form.rawValue && $0.name == form.rawValue && $0.kind == .base
      }
      return member?.qualifiedName
    }
  }
}
