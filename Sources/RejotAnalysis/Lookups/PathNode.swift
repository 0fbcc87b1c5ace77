/// A part of what a SELECT's rows are put together from: which rows of tables must be there for a
/// row of one of them to count.
final class PathNode {
  enum Kind {
    /// A table, by its place.
    case table(Int)
    /// Rows that come from no table: VALUES, a function.
    case other
    /// All of the children, joined: an inner join, FROM with WHERE.
    case together
    /// The first child is kept where the second has no row: LEFT JOIN.
    case outer
    /// Either child may be missing.
    case full
    /// Beside rows of the first child the others are evaluated: subqueries in expressions.
    case beside
    /// As above, and that happens without any row of the first child too.
    case beneath
    /// A query of its own: in FROM, in WITH, a view, an arm of a set operation.
    case block(PathBlock)
  }

  let kind: Kind
  let children: [PathNode]
  /// Conditions that hold here, by index into ``PathTree/conditions``.
  var conditions: [Int] = []
  private(set) weak var parent: PathNode?

  init(_ kind: Kind, _ children: [PathNode] = []) {
    self.kind = kind
    self.children = children
    for child in children { child.parent = self }
  }

  /// This node and those above it, from here on.
  var ancestors: [PathNode] {
    var found = [self]
    while let next = found[found.count - 1].parent { found.append(next) }
    return found
  }

  /// Whether one of these tables stands here.
  func holds(anyOf places: Set<Int>) -> Bool {
    if case .table(let place) = kind { return places.contains(place) }
    return children.contains { $0.holds(anyOf: places) }
  }

  /// The second child of an outer join, or a child of a full one: where it is missing, the row is
  /// still there.
  func mayMiss(_ child: PathNode) -> Bool {
    switch kind {
    case .outer: children[1] === child
    case .full: true
    case .beside, .beneath: children[0] !== child
    case .table, .other, .together, .block: false
    }
  }
}
