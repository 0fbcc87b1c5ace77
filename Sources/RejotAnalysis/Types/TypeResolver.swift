import RejotCatalog
import RejotContract
import RejotPostgres

/// Turns a server's types into the types contracts are made of.
struct TypeResolver {
  let analyst: any StatementAnalyst

  /// The type as contracts spell it; nil when the runtime cannot carry it without loss.
  func resolve(_ type: TypeReference) throws(PostgresError) -> SQLType? {
    guard let value = value(of: type.oid), let qualified = qualifiedName(type.oid) else {
      return nil
    }
    let name = try analyst.typeName(type.oid, modifier: type.modifier)
    return SQLType(name: name, qualified: qualified, value: value)
  }

  /// What the runtime carries for the type.
  func value(of oid: UInt32, depth: Int = 0) -> ValueType? {
    guard depth < 16, let entry = analyst.catalog.types[oid] else { return nil }
    if let element = entry.element {
      // An array of arrays does not exist; a domain over an array as element does.
      guard let value = value(of: element, depth: depth + 1) else { return nil }
      if case .array = value.base { return nil }
      return .array(value)
    }
    switch entry.kind {
    case .base:
      guard entry.schema == "pg_catalog" else { return nil }
      return ScalarType(rawValue: entry.name).map { .scalar($0) }
    case .enumeration:
      let name = QualifiedName(schema: entry.schema, name: entry.name)
      return .enumeration(Enumeration(name: name, labels: entry.labels))
    case .domain:
      guard let base = entry.base, let value = value(of: base, depth: depth + 1) else { return nil }
      return .domain(QualifiedName(schema: entry.schema, name: entry.name), base: value)
    case .composite, .pseudo, .range, .multirange:
      return nil
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
