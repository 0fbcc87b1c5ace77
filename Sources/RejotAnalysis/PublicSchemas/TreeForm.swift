import RejotCatalog

/// A tree in which references to the table's columns and to the key are told by name, and what says
/// nothing of a value by nothing: places in a text, lengths of types, how a cast was written.
struct TreeForm {
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
  var withoutCasts: Node {
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
