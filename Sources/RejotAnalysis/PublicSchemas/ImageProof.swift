import RejotCatalog

/// The proof that a statement over row images says of a row what the SELECT says of it: the
/// server's analysed trees of both are the same, once the table's columns and the image's have the
/// same names. Nothing that an edited text could mean otherwise gets past it.
struct ImageProof {
  /// The SELECT, and its range table index of the table.
  let original: Query
  let entry: Int
  let columns: ImageColumns
  let table: Relation
  /// Numbers of the key's columns, in the order of the placeholders.
  let key: [Int]
  let catalog: Catalog

  /// Whether the statement evaluates images and reads no table.
  func covers(events statement: Query) -> Bool {
    guard statement.node.namedRelations.isEmpty, let place = statement.outputs.first,
      Variable(place.expression) == Variable(entry: 1, column: 1),
      let images = statement.subquery(at: 1),
      ImageRowsProof(columns: columns, table: table, catalog: catalog).holds(of: images)
    else { return false }
    let names = images.outputs.map { $0.name ?? "" }
    return isSame(Array(statement.outputs.dropFirst()), of: statement) { number in
      names.indices.contains(number - 1) ? names[number - 1] : nil
    }
  }

  /// Whether the statement evaluates the rows of the table, and reads nothing else.
  func covers(load statement: Query, relation: UInt32) -> Bool {
    guard statement.node.namedRelations == [relation], let source = statement.entry(1),
      source.relation == relation, !source.includesChildren
    else { return false }
    return isSame(statement.outputs, of: statement) { table.column($0)?.name }
  }

  // MARK: The SELECT

  /// Whether the outputs are those of the SELECT beside the images, in order, and that SELECT is
  /// the original.
  private func isSame(
    _ outputs: [TargetEntry], of statement: Query, name: @escaping (Int) -> String?
  ) -> Bool {
    guard let select = statement.subquery(at: 2), let item = select.subquery(at: entry),
      select.rangeTable.count == original.rangeTable.count,
      outputs.count == select.outputs.count
    else { return false }
    for (index, output) in outputs.enumerated() {
      guard Variable(output.expression) == Variable(entry: 2, column: index + 1) else {
        return false
      }
    }
    // What stands in the table's place: each column by the name it has in the table.
    let names = item.outputs.map { output -> String? in
      guard let variable = Variable(output.expression), variable.entry == 1, variable.levelsUp == 2
      else { return nil }
      return name(variable.column)
    }
    var ours = TreeForm(entry: entry, catalog: catalog) {
      names.indices.contains($0 - 1) ? names[$0 - 1] : nil
    }
    ours.key = { node, depth in
      guard let variable = Variable(node), variable.entry == 1, variable.levelsUp == depth + 1
      else { return nil }
      let found = name(variable.column)
      return key.firstIndex { table.column($0)?.name == found }
    }
    var theirs = TreeForm(entry: entry, catalog: catalog) { table.column($0)?.name }
    theirs.key = { node, _ in node.parameterNumber.map { $0 - 1 } }
    return parts(of: select, ours) == parts(of: original, theirs)
  }

  /// All of a SELECT but what it reads from.
  private func parts(of query: Query, _ normal: TreeForm) -> [String: Node] {
    guard case .object(let shape, let values) = query.node else { return [:] }
    var parts: [String: Node] = [:]
    for (name, value) in zip(shape.names, values) where name != "rtable" && name != "rteperminfos" {
      parts[name] = normal.form(value, depth: 0)
    }
    return parts
  }
}
