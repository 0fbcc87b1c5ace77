import RejotCatalog

/// Why a type has no carrier, in words for whoever selected it.
struct TypeRefusal {
  let reason: String
  /// What to do about it.
  let wayOut: String

  /// Base types of PostgreSQL whose input functions refuse every text. Their values stand in its
  /// own catalogs and indexes, and nowhere can they be written from outside.
  static let unreadable: Set<String> = [
    "gtsvector", "pg_brin_bloom_summary", "pg_brin_minmax_multi_summary", "pg_dependencies",
    "pg_mcv_list", "pg_ndistinct", "pg_node_tree",
  ]

  private init(_ reason: String, _ wayOut: String = "cast it to text, or leave it out") {
    self.reason = reason
    self.wayOut = wayOut
  }

  /// - Parameter oid: a type that ``TypeResolver/value(of:depth:)`` has no value for.
  init(_ oid: UInt32, _ types: TypeResolver, depth: Int = 0) {
    let catalog = types.analyst.catalog
    guard let entry = catalog.types[oid] else {
      self.init("a row of PostgreSQL's own tables has other columns in its next version")
      return
    }
    guard depth < TypeResolver.deepest else {
      self.init("it is made of types in more than \(TypeResolver.deepest) layers")
      return
    }
    let parts: [(type: UInt32, part: String)]
    switch entry.kind {
    case .composite:
      let columns = entry.relation.flatMap { catalog.relations[$0] }?.columns ?? []
      parts = columns.map { ($0.type, "attribute \(SQLName.spelled($0.name)) of ") }
    case .domain: parts = entry.base.map { [($0, "")] } ?? []
    case .range, .multirange: parts = entry.bound.map { [($0, "a bound of ")] } ?? []
    case .base:
      guard let element = entry.element else {
        self.init("PostgreSQL writes such values as text, and reads none")
        return
      }
      parts = [(element, "an element of ")]
    case .enumeration: parts = []
    case .pseudo:
      if entry.name == "record" || entry.name == "_record" {
        self.init(
          "a row without a named type does not say what its parts are",
          "select the parts, or cast it to a composite type: (…)::address")
      } else {
        self.init("PostgreSQL has no values of it that a table could hold")
      }
      return
    }
    guard let part = parts.first(where: { types.value(of: $0.type) == nil }) else {
      self.init("it is made of types in more than \(TypeResolver.deepest) layers")
      return
    }
    let inner = TypeRefusal(part.type, types, depth: depth + 1)
    let name = catalog.types[part.type]?.displayName ?? "a row of PostgreSQL's own tables"
    self.init(
      part.part.isEmpty
        ? inner.reason : "\(part.part)\(entry.displayName) is \(name): \(inner.reason)",
      inner.wayOut)
  }
}
