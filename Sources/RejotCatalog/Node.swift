/// A value of PostgreSQL's `pg_node_tree` text form: `{TAG :field value …}`, lists, atoms.
///
/// Fields are looked up by name, so one reader serves every major version.
package enum Node: Sendable, Equatable {
  /// `<>`
  case null
  /// `{TAG :field value …}`: one value for each name of its shape.
  case object(NodeShape, [Node])
  /// `(…)`, also `(i 1 2)`, `(o 1 2)` and bitmaps `(b 1 2)`: the letter is dropped.
  case list([Node])
  /// A number, name, flag or quoted string with its escapes undone.
  case atom(String)
  /// The bytes of a constant's datum: `4 [ 24 0 0 0 0 0 0 0 ]`.
  case datum([UInt8])
}

/// The tag of objects and the names of their fields, in the server's order. A tree has thousands of
/// objects and few shapes, so that objects share them.
package final class NodeShape: Sendable, Equatable, CustomStringConvertible {
  package let tag: String
  package let names: [String]

  package init(tag: String, names: [String]) {
    self.tag = tag
    self.names = names
  }

  package var description: String { tag }

  package static func == (left: NodeShape, right: NodeShape) -> Bool {
    left === right || (left.tag == right.tag && left.names == right.names)
  }
}

extension Node {
  /// The tag of an object; nil for anything else.
  package var tag: String? {
    if case .object(let shape, _) = self { shape.tag } else { nil }
  }

  /// A field of an object; `.null` when it has none of that name.
  package subscript(_ field: String) -> Node {
    guard case .object(let shape, let values) = self,
      let place = shape.names.firstIndex(of: field)
    else { return .null }
    return values[place]
  }

  /// An object with other values for its fields; anything else as it is.
  package func mapFields(_ value: (_ name: String, _ value: Node) -> Node) -> Node {
    guard case .object(let shape, let values) = self else { return self }
    return .object(shape, zip(shape.names, values).map(value))
  }

  /// The elements of a list; none for anything else.
  package var elements: [Node] {
    if case .list(let nodes) = self { nodes } else { [] }
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  package var text: String? {
    if case .atom(let text) = self { text } else { nil }
  }

  package var integer: Int? { text.flatMap { Int($0) } }

  package var oid: UInt32? { text.flatMap { UInt32($0) } }

  package var isTrue: Bool { text == "true" }
}
