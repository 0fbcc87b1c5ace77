import RejotCatalog

/// A table at a place of a SELECT: in FROM, in a subquery, in a view that it reads.
struct TablePlace {
  let number: Int
  let relation: UInt32
  let entry: RangeTableEntry
  let node: PathNode
  /// The view it stands in, if any.
  let view: UInt32?
}

/// A condition that rows fulfil together where they make up a row of the SELECT.
struct PathCondition {
  let expression: PathExpression
  let places: Set<Int>
  let keys: Set<Int>
  /// Tables that have a row wherever it is true.
  let needed: Set<Int>
  let node: PathNode
  /// Columns of grouped, limited or compared queries that it looks at.
  let crossings: [Crossing]

  /// A column of a query that the condition sees from outside.
  struct Crossing {
    let block: Int
    let carry: PathBlock.Carry
  }
}

/// All that a SELECT reads, put together in one way: of each set operation one arm is chosen, so
/// that every row has one origin.
struct PathTree {
  let root: PathNode
  let places: [TablePlace]
  let conditions: [PathCondition]
  /// How many arms there were at each choice, as far as choices were met.
  let arms: [Int]
  /// Names of recursive WITH queries, whose tables nobody followed.
  let recursions: [String]
  /// What the columns of the outermost query are made of; nil where that cannot be written down.
  let outputs: [PathExpression?]

  /// Every way to choose arms; nil when there are more than anybody writes.
  static func all(of scope: QueryScope) -> [PathTree]? {
    var trees: [PathTree] = []
    var choices: [Int] = []
    while trees.count < limit {
      let builder = PathTreeBuilder(facts: scope.facts, choices: choices)
      guard let tree = builder.tree(of: scope) else { return nil }
      trees.append(tree)
      // The next choice, as an odometer counts.
      choices += Array(repeating: 0, count: max(0, tree.arms.count - choices.count))
      choices = Array(choices.prefix(tree.arms.count))
      while let last = choices.last, last + 1 >= tree.arms[choices.count - 1] {
        choices.removeLast()
      }
      guard let last = choices.popLast() else { return trees }
      choices.append(last + 1)
    }
    return nil
  }

  private static let limit = 64
}
