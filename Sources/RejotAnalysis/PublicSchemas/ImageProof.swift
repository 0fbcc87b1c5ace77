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
      let images = subquery(1, of: statement), carriesItsColumns(images)
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

  // MARK: The images

  /// Whether each image has its number first, then the cast of its own element of each array, and
  /// generated columns behind them.
  private func carriesItsColumns(_ images: Query) -> Bool {
    let base = columns.generated.isEmpty ? images : subquery(1, of: images)
    let count = columns.carried.count
    guard let base, base.outputs.count == count + 1,
      Variable(base.outputs[0].expression) == Variable(entry: 1, column: count + 1)
    else { return false }
    let areCast = columns.carried.indices.allSatisfy { index in
      let output = base.outputs[index + 1]
      return output.name == columns.carried[index].name
        && Variable(output.expression.withoutCasts) == Variable(entry: 1, column: index + 1)
    }
    guard areCast, !columns.generated.isEmpty else { return areCast }
    let places = images.outputs.prefix(count + 1).map { Variable($0.expression) }
    return places == (1...count + 1).map { Variable(entry: 1, column: $0) }
      && makesItsColumns(images.outputs.dropFirst(count + 1), over: base)
  }

  /// Whether generated columns are computed as the table computes them.
  private func makesItsColumns(_ outputs: some Collection<TargetEntry>, over base: Query) -> Bool {
    guard outputs.count == columns.generated.count else { return false }
    let names = base.outputs.map { $0.name ?? "" }
    let ours = Normal(entry: 1, catalog: catalog) {
      names.indices.contains($0 - 1) ? names[$0 - 1] : nil
    }
    let theirs = Normal(entry: 1, catalog: catalog) { table.column($0)?.name }
    return zip(outputs, columns.generated).allSatisfy { output, generated in
      output.name == generated.column.name
        && ours.form(output.expression.withoutCasts, depth: 0)
          == theirs.form(generated.tree.withoutCasts, depth: 0)
    }
  }

  private func subquery(_ index: Int, of query: Query) -> Query? {
    guard case .subquery(let inner)? = query.entry(index)?.kind else { return nil }
    return inner
  }

  // MARK: The SELECT

  /// Whether the outputs are those of the SELECT beside the images, in order, and that SELECT is
  /// the original.
  private func isSame(
    _ outputs: [TargetEntry], of statement: Query, name: @escaping (Int) -> String?
  ) -> Bool {
    guard let select = subquery(2, of: statement), let item = subquery(entry, of: select),
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
    var ours = Normal(entry: entry, catalog: catalog) {
      names.indices.contains($0 - 1) ? names[$0 - 1] : nil
    }
    ours.key = { node, depth in
      guard let variable = Variable(node), variable.entry == 1, variable.levelsUp == depth + 1
      else { return nil }
      let found = name(variable.column)
      return key.firstIndex { table.column($0)?.name == found }
    }
    var theirs = Normal(entry: entry, catalog: catalog) { table.column($0)?.name }
    theirs.key = { node, _ in node.parameterNumber.map { $0 - 1 } }
    return parts(of: select, ours) == parts(of: original, theirs)
  }

  /// All of a SELECT but what it reads from.
  private func parts(of query: Query, _ normal: Normal) -> [String: Node] {
    guard case .object(let shape, let values) = query.node else { return [:] }
    var parts: [String: Node] = [:]
    for (name, value) in zip(shape.names, values) where name != "rtable" && name != "rteperminfos" {
      parts[name] = normal.form(value, depth: 0)
    }
    return parts
  }
}

/// A tree in which references to the table's columns and to the key are told by name, and what says
/// nothing of a value by nothing: places in a text, lengths of types, how a cast was written.
private struct Normal {
  let entry: Int
  let catalog: Catalog
  /// The name of a column of what stands in the table's place.
  let column: (Int) -> String?
  /// Which part of the key a node so many queries deep is: a placeholder, or what replaces one.
  var key: (Node, Int) -> Int? = { _, _ in nil }

  init(entry: Int, catalog: Catalog, column: @escaping (Int) -> String?) {
    self.entry = entry
    self.catalog = catalog
    self.column = column
  }

  private static let ignored: Set<String> = [
    "location", "stmt_location", "stmt_len", "varnosyn", "varattnosyn", "resorigtbl", "resorigcol",
    "list_start", "list_end", "rexpr_list_start", "rexpr_list_end", "relabelformat", "funcformat",
    "coerceformat", "coercionformat", "convertformat", "row_format",
  ]

  private static func isIgnored(_ field: String) -> Bool {
    ignored.contains(field) || field.hasSuffix("typmod") || field.hasSuffix("typmods")
  }

  func form(_ node: Node, depth: Int) -> Node {
    switch node {
    case .null, .atom, .datum:
      return node
    case .list(let nodes):
      return .list(nodes.map { form($0, depth: depth) })
    case .object(let shape, _):
      if let part = key(node.withoutCasts, depth) {
        let type = node.expressionType(in: catalog)?.oid ?? 0
        return .atom("part \(part) of the key as \(type)")
      }
      var own: String?
      if let variable = Variable(node), variable.entry == entry, variable.levelsUp == depth {
        own = column(variable.column) ?? "?"
      }
      let inner = shape.tag == "QUERY" ? depth + 1 : depth
      return node.mapFields { name, value in
        if Self.isIgnored(name) { return .null }
        if let own, name == "varattno" { return .atom(own) }
        return form(value, depth: inner)
      }
    }
  }
}

extension Node {
  /// The expression under casts of every kind and COLLATE.
  fileprivate var withoutCasts: Node {
    var inner = self
    while true {
      switch inner.tag {
      case "RELABELTYPE", "COLLATEEXPR", "COERCEVIAIO", "COERCETODOMAIN", "ARRAYCOERCEEXPR":
        inner = inner["arg"]
      case "FUNCEXPR":
        // `funcformat` of an explicit or implicit cast (`CoercionForm`).
        guard let format = inner["funcformat"].integer, format == 1 || format == 2,
          let argument = inner["args"].elements.first
        else { return inner }
        inner = argument
      default:
        return inner
      }
    }
  }
}
