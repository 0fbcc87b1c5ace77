/// What surely surrounds a row of one table wherever it counts: the tables that have a row beside
/// it, and the conditions that these rows and it fulfil together.
///
/// A row counts for a key only through rows of the other tables that it is joined with. Which of
/// them are there for certain follows from where it stands: on the way out of its place, an inner
/// join adds the other side and its condition; the far side of an outer join adds the near side and
/// ON; the near side of an outer join adds nothing, since it is kept without the far one. A
/// subquery in an expression sees the rows that it is evaluated for.
struct PathWitness {
  let place: Int
  private(set) var present: Set<Int>
  /// Numbers of conditions, in order.
  private(set) var conditions: [Int] = []

  init(of place: TablePlace, in tree: PathTree) {
    self.place = place.number
    present = [place.number]
    let way = place.node.ancestors
    var blocks = Set<Int>()
    var held: [Int] = []
    // Tables without which a condition that holds would not.
    var needed = Set<Int>()
    func learn(_ node: PathNode) {
      held += node.conditions
      for number in node.conditions {
        let condition = tree.conditions[number]
        let isOwn = condition.crossings.allSatisfy {
          $0.carry == .value || !blocks.contains($0.block)
        }
        if isOwn { needed.formUnion(condition.needed) }
      }
    }
    for (child, parent) in zip(way, way.dropFirst()) {
      switch parent.kind {
      case .table, .other:
        continue
      case .block(let block):
        blocks.insert(block.number)
        learn(parent)
      case .together:
        learn(parent)
        for sibling in parent.children where sibling !== child {
          add(sibling, &held, tree, needed: needed)
        }
      case .outer:
        guard parent.mayMiss(child) else { continue }
        learn(parent)
        add(parent.children[0], &held, tree, needed: needed)
      case .beside:
        guard parent.children[0] !== child else { continue }
        add(parent.children[0], &held, tree, needed: needed)
      case .full, .beneath:
        continue
      }
    }
    let own = Set(way.map(ObjectIdentifier.init))
    conditions = Set(held).sorted().filter { holds(tree.conditions[$0], tree, blocks, own) }
  }

  /// What stands in every row of the SELECT.
  init(ofRowsOf tree: PathTree) {
    place = -1
    present = []
    var held: [Int] = []
    add(tree.root, &held, tree)
    conditions = Set(held).sorted().filter { holds(tree.conditions[$0], tree, [], []) }
  }

  /// A part that has a row, and what in it has one with it.
  ///
  /// - Parameter needed: tables that are known to have one.
  private mutating func add(
    _ node: PathNode, _ held: inout [Int], _ tree: PathTree, needed: Set<Int> = []
  ) {
    switch node.kind {
    case .table(let place): present.insert(place)
    case .other: return
    case .together:
      held += node.conditions
      for child in node.children { add(child, &held, tree, needed: needed) }
    case .outer:
      guard node.children[1].holds(anyOf: needed) else {
        add(node.children[0], &held, tree, needed: needed)
        return
      }
      held += node.conditions
      let all = node.conditions.reduce(into: needed) { $0.formUnion(tree.conditions[$1].needed) }
      for child in node.children { add(child, &held, tree, needed: all) }
    case .full:
      for child in node.children where child.holds(anyOf: needed) {
        add(child, &held, tree, needed: needed)
      }
    case .beside, .beneath: add(node.children[0], &held, tree, needed: needed)
    case .block(let block):
      guard !block.givesRowsOfNothing else { return }
      for child in node.children { add(child, &held, tree, needed: needed) }
    }
  }

  /// Whether the condition says the same of the row when it comes and when it goes.
  ///
  /// - Parameter own: the nodes that the row's place stands below.
  private func holds(
    _ condition: PathCondition, _ tree: PathTree, _ blocks: Set<Int>, _ own: Set<ObjectIdentifier>
  ) -> Bool {
    guard condition.places.isSubset(of: present) else { return false }
    for crossing in condition.crossings where blocks.contains(crossing.block) {
      switch crossing.carry {
      case .value: continue
      case .equal: guard condition.isEquality else { return false }
      case .nothing: return false
      }
    }
    return condition.places.allSatisfy { place in
      let way = tree.places[place].node.ancestors
      guard let end = way.firstIndex(where: { $0 === condition.node }) else { return true }
      // With the row, all of the far side that it belongs to comes and goes.
      return zip(way, way.dropFirst()).prefix(max(0, end - 1)).allSatisfy { child, parent in
        !parent.mayMiss(child) || !own.contains(ObjectIdentifier(child))
      }
    }
  }
}

extension PathCondition {
  /// Two columns, or a column and a part of the key, are equal.
  var isEquality: Bool {
    guard case .equal(_, let left, let right) = expression else { return false }
    return left.term != nil && right.term != nil
  }
}
