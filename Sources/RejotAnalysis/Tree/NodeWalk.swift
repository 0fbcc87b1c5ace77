import RejotCatalog

extension Node {
  /// Calls `visit` for this node and every object below it, parents first; children are left out
  /// where it answers false. The order of an object's fields differs between servers: collect into
  /// sets, or sort.
  func walk(_ visit: (Node) -> Bool) {
    switch self {
    case .null, .atom, .datum:
      return
    case .list(let nodes):
      for node in nodes { node.walk(visit) }
    case .object(_, let values):
      guard visit(self) else { return }
      for node in values { node.walk(visit) }
    }
  }

  /// Every function the tree calls, subqueries included.
  var calledFunctions: Set<UInt32> {
    var oids = Set<UInt32>()
    walk { node in
      if let oid = node.calledFunction, oid != 0 { oids.insert(oid) }
      return true
    }
    return oids
  }

  /// How many nodes the tree has.
  var size: Int {
    var count = 0
    walk { _ in
      count += 1
      return true
    }
    return count
  }

  /// Every relation in a range table of the tree.
  var namedRelations: Set<UInt32> {
    var oids = Set<UInt32>()
    walk { node in
      if node.kindTag == "RANGETBLENTRY", let oid = RangeTableEntry(node: node).relation {
        oids.insert(oid)
      }
      return true
    }
    return oids
  }

  /// Range table indexes that a join tree or set operations name, subqueries left out.
  var entryReferences: [Int] {
    var indexes: [Int] = []
    walk { node in
      if node.tag == "RANGETBLREF", let index = node["rtindex"].integer { indexes.append(index) }
      return node.tag != "QUERY"
    }
    return indexes
  }

  /// Numbers of all statement parameters in the tree.
  var parameterNumbers: Set<Int> {
    var numbers = Set<Int>()
    walk { node in
      if let number = node.parameterNumber { numbers.insert(number) }
      return true
    }
    return numbers
  }

  /// Whether any object of the tree fits.
  func contains(where fits: (Node) -> Bool) -> Bool {
    var found = false
    walk { node in
      if !found, fits(node) { found = true }
      return !found
    }
    return found
  }

  /// The same tree without places in a text, so that two writings of one expression are equal.
  var withoutLocations: Node {
    switch self {
    case .null, .atom, .datum:
      return self
    case .list(let nodes):
      return .list(nodes.map(\.withoutLocations))
    case .object:
      return mapFields { $0 == "location" ? .null : $1.withoutLocations }
    }
  }
}
