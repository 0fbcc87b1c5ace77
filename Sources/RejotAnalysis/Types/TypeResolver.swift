import RejotCatalog
import RejotContract
import RejotPostgres

/// Turns a server's types into the types contracts are made of.
struct TypeResolver {
  let analyst: any StatementAnalyst

  /// The type as contracts spell it; nil when the runtime cannot carry it without loss, for a
  /// reason that ``TypeRefusal`` tells.
  func resolve(_ type: TypeReference) throws(PostgresError) -> SQLType? {
    guard let value = value(of: type.oid), let qualified = qualifiedName(type.oid) else {
      return nil
    }
    let name = try analyst.typeName(type.oid, modifier: type.modifier)
    return SQLType(name: name, qualified: qualified, value: value)
  }

  /// How deep types may be made of types. Deeper ones are refused.
  static let deepest = 16

  /// What the runtime carries for the type.
  func value(of oid: UInt32, depth: Int = 0) -> ValueType? {
    guard depth < Self.deepest, let entry = analyst.catalog.types[oid] else { return nil }
    guard let name = analyst.catalog.name(of: oid) else { return nil }
    if let element = entry.element { return array(of: element, name, depth) }
    switch entry.kind {
    case .base:
      guard entry.schema == "pg_catalog" else { return .other(name, form(of: entry)) }
      return ScalarType(rawValue: entry.name).map { .scalar($0) }
    case .enumeration:
      return .enumeration(Enumeration(name: name, labels: entry.labels))
    case .domain:
      guard let base = entry.base, let value = value(of: base, depth: depth + 1) else { return nil }
      return .domain(name, base: value)
    case .composite:
      return composite(entry, name, depth)
    case .range:
      return bound(of: entry, depth).map { .range(name, bound: $0) }
    case .multirange:
      return bound(of: entry, depth).map { .multirange(name, bound: $0) }
    case .pseudo:
      return nil
    }
  }

  /// Elements that are not set apart by commas are not taken apart: the array is kept as its text.
  private func array(of element: UInt32, _ name: QualifiedName, _ depth: Int) -> ValueType? {
    guard let entry = analyst.catalog.types[element],
      let value = value(of: element, depth: depth + 1)
    else { return nil }
    return entry.delimiter == "," ? .array(value) : .other(name, .verbatim)
  }

  private func composite(_ entry: TypeEntry, _ name: QualifiedName, _ depth: Int) -> ValueType? {
    guard let relation = entry.relation.flatMap({ analyst.catalog.relations[$0] }) else {
      return nil
    }
    var attributes: [Attribute] = []
    for column in relation.columns {
      guard let value = value(of: column.type, depth: depth + 1),
        let qualified = qualifiedName(column.type)
      else { return nil }
      let type = SQLType(name: column.typeName, qualified: qualified, value: value)
      attributes.append(Attribute(name: column.name, type: type))
    }
    return .composite(Composite(name: name, attributes: attributes))
  }

  private func bound(of entry: TypeEntry, _ depth: Int) -> ValueType? {
    entry.bound.flatMap { value(of: $0, depth: depth + 1) }
  }

  /// A type is an extension's because the catalog says so: another may have its name, and an
  /// extension be installed in any schema.
  private func form(of entry: TypeEntry) -> TextForm {
    switch (entry.extension, entry.name) {
    case ("citext", "citext"): .citext
    case ("hstore", "hstore"): .hstore
    default: .verbatim
    }
  }

  /// What a cast under an empty search path can name: arrays as `element[]`.
  func qualifiedName(_ oid: UInt32) -> String? {
    guard let entry = analyst.catalog.types[oid] else { return nil }
    if let element = entry.element { return qualifiedName(element).map { "\($0)[]" } }
    return entry.qualifiedName
  }

  /// The name people read, for a type that may not be supported.
  func displayName(_ type: TypeReference) throws(PostgresError) -> String {
    try analyst.typeName(type.oid, modifier: type.modifier)
  }
}

extension Catalog {
  /// The type's name; an array goes by the one that its element gives it.
  func name(of type: UInt32) -> QualifiedName? {
    guard let entry = types[type] else { return nil }
    if let element = entry.element { return name(of: element)?.ofArrays }
    return QualifiedName(schema: entry.schema, name: entry.name)
  }
}
