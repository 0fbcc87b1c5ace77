import RejotCatalog

/// Takes a SELECT apart into tables and the conditions between them, through subqueries, WITH and
/// views.
final class PathTreeBuilder {
  let facts: StatementFacts
  private let choices: [Int]
  private var arms: [Int] = []
  private var places: [TablePlace] = []
  private var conditions: [PathCondition] = []
  private var recursions: [String] = []
  private var blocks = 0
  /// More than any real statement has.
  private var isTooLarge = false

  private static let placeLimit = 200

  /// A table whose node is not made yet.
  private struct Draft {
    let relation: UInt32
    let entry: RangeTableEntry
    let view: UInt32?
  }

  init(facts: StatementFacts, choices: [Int]) {
    self.facts = facts
    self.choices = choices
  }

  /// Nil when the SELECT is larger or deeper than what can be followed.
  func tree(of scope: QueryScope) -> PathTree? {
    let block = block(scope, parent: nil)
    let root = node(of: block, Surroundings(present: [], view: nil))
    guard !isTooLarge else { return nil }
    let outputs = scope.query.outputs.indices.map { index -> PathExpression? in
      var reader = PathReader(facts: facts)
      return reader.output(index, of: block)
    }
    return PathTree(
      root: root, places: places, conditions: conditions, arms: arms,
      recursions: recursions, outputs: outputs)
  }

  /// What is known on the way down.
  private struct Surroundings {
    /// Columns of the query's row sources that conditions further out keep from being NULL.
    var present: Set<Variable>
    var view: UInt32?
  }

  private func block(_ scope: QueryScope, parent: PathBlock?) -> PathBlock {
    blocks += 1
    return PathBlock(number: blocks, scope: scope, parent: parent)
  }

  // MARK: Queries

  private func node(of block: PathBlock, _ around: Surroundings) -> PathNode {
    let scope = block.scope
    guard !scope.isTooDeep, places.count < Self.placeLimit else {
      isTooLarge = true
      return PathNode(.other)
    }
    guard scope.query.setOperations.isNull else { return setOperation(block, around) }
    let quals = scope.query.joinTree["quals"]
    var inside = around
    let strictness = Strictness(scope: scope)
    for part in quals.conjuncts {
      inside.present.formUnion(strictness.columnsNotNull(whenTrue: part))
    }
    let entries = quals.conjuncts.reduce(into: Set(around.present.map(\.entry))) {
      $0.formUnion(strictness.entriesPresent(whenTrue: $1))
    }
    // LATERAL: what stands further left has to be known first.
    let items = scope.query.joinTree["fromlist"].elements.map {
      item($0, block, inside, entries)
    }
    let rows = PathNode(.together, items)
    add(quals, at: rows, block)
    var inner = around
    inner.present = []
    let filters = subqueries(in: [quals], of: block, inner)
    let filtered = filters.isEmpty ? rows : PathNode(.beside, [rows] + filters)
    let others = subqueries(
      in: block.otherExpressions, of: block, inner, seesGroups: block.groups)
    let whole =
      others.isEmpty
      ? filtered
      : PathNode(block.givesRowsOfNothing ? .beneath : .beside, [filtered] + others)
    return PathNode(.block(block), [whole])
  }

  private func setOperation(_ block: PathBlock, _ around: Surroundings) -> PathNode {
    let all = block.scope.query.setOperations.entryReferences
    let choice = choices.indices.contains(arms.count) ? choices[arms.count] : 0
    arms.append(all.count)
    guard all.indices.contains(choice),
      case .subquery(let query)? = block.scope.query.entry(all[choice])?.kind
    else {
      isTooLarge = true
      return PathNode(.other)
    }
    let arm = self.block(block.scope.inner(query), parent: block)
    block.arm = arm
    var inside = around
    inside.present = []
    let chosen = node(of: arm, inside)
    let others = subqueries(in: block.otherExpressions, of: block, inside, seesGroups: true)
    return PathNode(
      .block(block), [others.isEmpty ? chosen : PathNode(.beneath, [chosen] + others)])
  }

  // MARK: FROM

  /// - Parameter entries: row sources that have a row wherever the conditions above hold.
  private func item(
    _ node: Node, _ block: PathBlock, _ around: Surroundings, _ entries: Set<Int>
  ) -> PathNode {
    switch node.tag {
    case "RANGETBLREF": return source(node["rtindex"].integer ?? 0, block, around)
    case "JOINEXPR": return join(node, block, around, entries)
    case "FROMEXPR":
      return PathNode(
        .together, node["fromlist"].elements.map { item($0, block, around, entries) })
    default: return PathNode(.other)
    }
  }

  private func join(
    _ node: Node, _ block: PathBlock, _ around: Surroundings, _ entries: Set<Int>
  ) -> PathNode {
    let (left, right) = (node["larg"], node["rarg"])
    // JoinType: 0 inner, 1 left, 2 full, 3 right.
    let type = node["jointype"].integer ?? 0
    // A condition above that no row without this side passes makes the side a part of each row.
    let hasLeft = !entries.isDisjoint(with: left.entryReferences)
    let hasRight = !entries.isDisjoint(with: right.entryReferences)
    let leftMayMiss = (type == 2 || type == 3) && !hasLeft
    let rightMayMiss = (type == 1 || type == 2) && !hasRight
    let strictness = Strictness(scope: block.scope)
    let quals = node["quals"]
    var here = around
    var hereEntries = entries
    for part in quals.conjuncts {
      here.present.formUnion(strictness.columnsNotNull(whenTrue: part))
      hereEntries.formUnion(strictness.entriesPresent(whenTrue: part))
    }
    var filters = around
    filters.present = []
    let isInner = !leftMayMiss && !rightMayMiss
    let isFull = leftMayMiss && rightMayMiss
    // What ON asks for is asked only of rows of the side that may be missing.
    func side(_ node: Node, mayMiss: Bool) -> PathNode {
      let knows = isInner || (mayMiss && !isFull)
      return item(node, block, knows ? here : around, knows ? hereEntries : entries)
    }
    let first = side(left, mayMiss: leftMayMiss)
    let second = side(right, mayMiss: rightMayMiss)
    let asked = subqueries(in: [quals], of: block, filters)
    let made: PathNode
    if isInner {
      made = PathNode(.together, [first, second])
      add(quals, at: made, block)
      return asked.isEmpty ? made : PathNode(.beside, [made] + asked)
    }
    let (kept, missing) = leftMayMiss && !isFull ? (second, first) : (first, second)
    let far = asked.isEmpty ? missing : PathNode(.beside, [missing] + asked)
    made = PathNode(isFull ? .full : .outer, [kept, far])
    if !isFull { add(quals, at: made, block) }
    return made
  }

  private func source(_ index: Int, _ block: PathBlock, _ around: Surroundings) -> PathNode {
    guard let entry = block.scope.query.entry(index) else { return PathNode(.other) }
    switch entry.kind {
    case .relation(let oid):
      if let body = facts.views[oid], facts.relation(oid)?.kind == .view {
        let view = self.block(block.scope.view(oid, body), parent: nil)
        return nested(view, at: index, block, around, view: oid)
      }
      let number = places.count
      let node = PathNode(.table(number))
      places.append(
        TablePlace(number: number, relation: oid, entry: entry, node: node, view: around.view))
      block.sources[index] = .table(number)
      return node
    case .subquery(let query):
      return nested(
        self.block(block.scope.inner(query), parent: block), at: index, block, around,
        view: around.view)
    case .commonTable(let name, let levelsUp, let isSelfReference):
      guard !isSelfReference, let owner = block.up(levelsUp),
        let table = owner.scope.query.commonTables.first(where: { $0.name == name }),
        !table.isRecursive, let body = table.query
      else {
        recursions.append(name.text)
        return other(index, block, around)
      }
      return nested(
        self.block(owner.scope.inner(body), parent: owner), at: index, block, around,
        view: around.view)
    case .function, .tableFunction, .values:
      return other(index, block, around)
    case .join, .group, .other:
      return PathNode(.other)
    }
  }

  private func nested(
    _ inner: PathBlock, at index: Int, _ block: PathBlock, _ around: Surroundings, view: UInt32?
  ) -> PathNode {
    block.sources[index] = .block(inner)
    var inside = Surroundings(present: [], view: view)
    let strictness = Strictness(scope: inner.scope)
    let outputs = inner.scope.outputs
    for variable in around.present where variable.entry == index && variable.levelsUp == 0 {
      // What is asked of a column that all rows of a group share is asked of each of them.
      guard outputs.indices.contains(variable.column - 1),
        inner.carry(variable.column - 1, isExact: false) != .nothing
      else { continue }
      for source in strictness.sources(of: outputs[variable.column - 1].expression) {
        if case .column(let column) = source, column.levelsUp == 0 { inside.present.insert(column) }
      }
    }
    return node(of: inner, inside)
  }

  /// Rows that come from no table; subqueries may stand in what makes them.
  private func other(_ index: Int, _ block: PathBlock, _ around: Surroundings) -> PathNode {
    block.sources[index] = .other
    var inside = around
    inside.present = []
    let entry = block.scope.query.entry(index)
    let parts = ["functions", "tablefunc", "values_lists"].map { entry?.node[$0] ?? .null }
    let asked = subqueries(in: parts, of: block, inside)
    return asked.isEmpty ? PathNode(.other) : PathNode(.beneath, [PathNode(.other)] + asked)
  }

  // MARK: Expressions

  /// The subqueries in expressions of a block.
  private func subqueries(
    in expressions: [Node], of block: PathBlock, _ around: Surroundings, seesGroups: Bool = false
  ) -> [PathNode] {
    var found: [(node: Node, isAsked: Bool)] = []
    for expression in expressions {
      for part in expression.conjuncts { Self.collect(part, isWhole: true, into: &found) }
    }
    return found.compactMap { sublink, isAsked in
      guard let query = Query(sublink["subselect"]) else { return nil }
      let inner = self.block(block.scope.inner(query), parent: block)
      inner.seesGroups = seesGroups
      let node = node(of: inner, around)
      // `x IN (SELECT y …)`: only where it is asked for must the two be equal.
      if isAsked, sublink["subLinkType"].integer == 2 {
        for part in sublink["testexpr"].conjuncts {
          addTest(part, inner, at: node, block)
        }
      }
      return node
    }
  }

  /// In order of the tree's lists: the same statement gives the same numbers.
  private static func collect(
    _ node: Node, isWhole: Bool, into found: inout [(node: Node, isAsked: Bool)]
  ) {
    switch node {
    case .null, .atom, .datum: return
    case .list(let nodes): for node in nodes { collect(node, isWhole: false, into: &found) }
    case .object(let shape, let values):
      if shape.tag == "QUERY" { return }
      if shape.tag == "SUBLINK" { found.append((node, isWhole)) }
      let fields = zip(shape.names, values).sorted { $0.0 < $1.0 }
      for (name, field) in fields where name != "subselect" {
        collect(field, isWhole: false, into: &found)
      }
    }
  }

  // MARK: Conditions

  private func add(_ quals: Node, at node: PathNode, _ block: PathBlock) {
    for part in quals.conjuncts where !part.isNull {
      var reader = PathReader(facts: facts)
      guard let expression = reader.expression(part, in: block) else { continue }
      append(expression, reader, at: node)
    }
  }

  private func addTest(
    _ test: Node, _ inner: PathBlock, at node: PathNode, _ block: PathBlock
  ) {
    var reader = PathReader(facts: facts, tested: inner)
    guard let expression = reader.expression(test, in: block) else { return }
    append(expression, reader, at: node)
  }

  private func append(
    _ expression: PathExpression, _ reader: PathReader, at node: PathNode
  ) {
    let (places, keys) = (expression.places, expression.keys)
    guard !places.isEmpty else { return }
    node.conditions.append(conditions.count)
    conditions.append(
      PathCondition(
        expression: expression, places: places, keys: keys,
        needed: expression.needed(facts), node: node,
        crossings: reader.crossings))
  }
}

extension PathBlock {
  /// Expressions of the query beside FROM and WHERE.
  fileprivate var otherExpressions: [Node] {
    let node = scope.query.node
    let frames = node["windowClause"].elements.flatMap { [$0["startOffset"], $0["endOffset"]] }
    return [node["targetList"], node["havingQual"], node["limitCount"], node["limitOffset"]]
      + frames
  }
}
