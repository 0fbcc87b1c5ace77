import RejotCatalog

/// Casts through a type's text form that depend on more than the value, although no function shows
/// in the tree: reading a date knows `today`, reading a table's name looks it up.
struct TimedCasts {
  /// A cast, in the names of its types.
  struct Name {
    let from: String
    let to: String
    let isTime: Bool
  }

  let catalog: Catalog

  /// The cast a node is; nil for any other node, and for casts that are immutable.
  func name(of node: Node) -> Name? {
    guard node.tag == "COERCEVIAIO", let to = node["resulttype"].oid,
      let from = node["arg"].expressionType(in: catalog)?.oid
    else { return nil }
    let readsTime = contains(to) { Self.moments.contains($0) }
    let looksUp = [from, to].contains { contains($0, isObjectName) }
    guard readsTime || looksUp else { return nil }
    return Name(from: spelled(from), to: spelled(to), isTime: readsTime)
  }

  /// Whether a type's text form may be `today`.
  func isTime(_ type: UInt32) -> Bool { contains(type) { Self.moments.contains($0) } }

  private static let moments: Set<String> = [
    "date", "time", "timetz", "timestamp", "timestamptz", "daterange", "tsrange", "tstzrange",
    "datemultirange", "tsmultirange", "tstzmultirange",
  ]

  private func isObjectName(_ type: String) -> Bool { type.hasPrefix("reg") }

  private func spelled(_ type: UInt32) -> String { catalog.types[type]?.displayName ?? "a type" }

  /// Whether the type, or one that its values are made of, is a built-in type whose name fits.
  private func contains(
    _ type: UInt32, depth: Int = 0, _ fits: (String) -> Bool
  ) -> Bool {
    guard depth < 16, let entry = catalog.types[type] else { return false }
    if entry.schema == "pg_catalog", entry.kind != .composite, fits(entry.name) { return true }
    if let inner = entry.element ?? entry.base ?? entry.bound {
      return contains(inner, depth: depth + 1, fits)
    }
    let row = entry.relation.flatMap { catalog.relations[$0] }
    return row?.columns.contains { contains($0.type, depth: depth + 1, fits) } == true
  }
}
