/// A value of PostgreSQL's `pg_node_tree` text form: `{TAG :field value …}`, lists, atoms.
///
/// Fields are looked up by name, so one reader serves every major version.
package indirect enum Node: Sendable, Equatable, Codable {
  /// `<>`
  case null
  /// `{TAG :field value …}`
  case object(tag: String, fields: [String: Node])
  /// `(…)`, also `(i 1 2)`, `(o 1 2)` and bitmaps `(b 1 2)`: the letter is dropped.
  case list([Node])
  /// A number, name, flag or quoted string with its escapes undone.
  case atom(String)
  /// The bytes of a constant's datum: `4 [ 24 0 0 0 0 0 0 0 ]`.
  case datum([UInt8])
}

extension Node {
  /// The tag of an object; nil for anything else.
  package var tag: String? {
    if case .object(let tag, _) = self { tag } else { nil }
  }

  /// A field of an object; `.null` when it has none of that name.
  package subscript(_ field: String) -> Node {
    if case .object(_, let fields) = self { fields[field] ?? .null } else { .null }
  }

  /// The elements of a list; none for anything else.
  package var elements: [Node] {
    if case .list(let nodes) = self { nodes } else { [] }
  }

  package var isNull: Bool { self == .null }

  package var text: String? {
    if case .atom(let text) = self { text } else { nil }
  }

  package var integer: Int? { text.flatMap { Int($0) } }

  package var oid: UInt32? { text.flatMap { UInt32($0) } }

  package var isTrue: Bool { text == "true" }
}
